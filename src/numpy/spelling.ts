/**
 * NumPy's calls for contig's functions: a trailing object gives parameters by NumPy's names, whether contig takes them by
 * position or among its options, and what NumPy takes by position beyond contig's parameters goes into the options.
 */
import type { ArrayLike, DTypeOf } from '../array/convert.js';
import type { Scalar } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';

type AnyFunction = (...args: never[]) => unknown;
type ParametersOf<F> = F extends (...args: infer P) => unknown ? P : never;
type ResultOf<F> = F extends (...args: never[]) => infer R ? R : never;

/** medianUnbiased -> median_unbiased */
type SnakeCase<S extends string> = S extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeCase<Rest>}`
    : `_${Lowercase<First>}${SnakeCase<Rest>}`
  : S;
type Named<V> = V extends string ? V | SnakeCase<V> : V;

/** The part of a parameter's type that is an object of options. */
type OptionsOf<T> = Exclude<Extract<T, object>, readonly unknown[] | NDArray | AnyFunction>;
type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** How a function of the package is called in NumPy. */
export interface Spelling {
  /** NumPy's names of contig's parameters before the options. */
  readonly slots: readonly string[];
  /** NumPy's names of parameters that NumPy takes by position too, and contig as options. */
  readonly more?: readonly string[];
  /** The options that contig names otherwise; absent where contig takes no options. */
  readonly options?: Readonly<Record<string, string>>;
  /** Parameters whose values are names, in contig's camelCase. */
  readonly named?: readonly string[];
  /** The options that have no other name in NumPy. */
  readonly also?: readonly string[];
}

/** A spelling as a type: it tells besides which parameters may be left out. */
interface Shape extends Spelling {
  readonly optional: string;
}

type Names<T> = T extends readonly string[] ? T : [];
type Renamed<S extends Shape> = S['options'] extends Readonly<Record<string, string>> ? S['options'] : unknown;
type Value<S extends Shape, K, V> = K extends Names<S['named']>[number] ? Named<V> : V;

type SlotTypes<P, S extends Shape, N extends readonly string[]> = {
  [I in keyof N]: I extends keyof P ? Value<S, N[I], P[I]> : never;
};
type MoreTypes<O, S extends Shape, N extends readonly string[]> = {
  [I in keyof N]: Value<S, N[I], ValueOf<O, N[I] extends keyof Renamed<S> ? Renamed<S>[N[I]] : N[I]>>;
};

/** The type beside a name in two lists that belong together. */
type Beside<Name, Ns, Ts> = Ns extends readonly [infer N, ...infer NR]
  ? Ts extends readonly [infer T, ...infer TR]
    ? [Name] extends [N]
      ? T
      : Beside<Name, NR, TR>
    : never
  : never;

/** Options by contig's names and by NumPy's. */
type Options<O, S extends Shape, Ts> = { [K in KeyOf<O>]?: Value<S, K, ValueOf<O, K>> } & {
  [K in keyof Renamed<S>]?: Renamed<S>[K] extends S['slots'][number]
    ? Beside<Renamed<S>[K], S['slots'], Ts>
    : ValueOf<O, Renamed<S>[K]>;
};

/** Parameters by name. */
type ByName<Optional, Ns, Ts> = Ns extends readonly [infer N extends string, ...infer NR]
  ? Ts extends readonly [infer T, ...infer TR]
    ? ([N] extends [Optional] ? { [K in N]?: T } : { [K in N]: T }) & ByName<Optional, NR, TR>
    : unknown
  : unknown;

/** The ways to give parameters: so many by position, the others by name in an object. */
type Calls<Optional, Ns, Ts, O> =
  | [options: ByName<Optional, Ns, Ts> & O]
  | (Ns extends readonly [infer N, ...infer NR]
      ? Ts extends readonly [infer T, ...infer TR]
        ? [N] extends [Optional]
          ? [] | [T, ...Calls<Optional, NR, TR, O>]
          : [T, ...Calls<Optional, NR, TR, O>]
        : never
      : []);

type CallsIn<O, S extends Shape, Must, Ts extends readonly unknown[]> = Calls<
  Exclude<S['optional'] | Names<S['more']>[number], Must>,
  [...S['slots'], ...Names<S['more']>],
  [...Ts, ...MoreTypes<O, S, Names<S['more']>>],
  Options<O, S, Ts>
>;
type CallsOf<F, S extends Shape, Must = never> = CallsIn<
  OptionsOf<ParametersOf<F>[S['slots']['length']]>,
  S,
  Must,
  SlotTypes<ParametersOf<F>, S, S['slots']>
>;

/** A function as contig has it, and by NumPy's names. */
export type Spelled<F, S extends Shape> = F & ((...args: CallsOf<F, S>) => ResultOf<F>);

type Tail<T> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** The same for functions whose result has the type of their first argument. */
export type SpelledSame<F, S extends Shape> = F &
  (<A extends ArrayLike>(a: A, ...rest: Tail<CallsOf<F, S>>) => NDArray<DTypeOf<A>>);

/** The same for random numbers: with a size an array, without one and with numbers alone a number. */
export type SpelledDraw<F, S extends Shape> = F &
  ((...args: CallsOf<F, S, 'size'>) => Extract<ResultOf<F>, NDArray>) &
  ((...args: CallsOf<F, S>) => ResultOf<F> | Scalar);

const camelCase = (name: string) => name.replace(/(?<=.)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Objects are keywords unless they have numbers as keys, as the widths of `pad` may. */
function isKeywords(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return !Object.keys(value).some((key) => /^-?\d/.test(key));
}

/**
 * A function of the package by NumPy's names.
 *
 * @throws TypeError when there are more positional arguments than NumPy takes in the same order, or a keyword that the
 *   function does not know.
 */
export function spelled<F extends AnyFunction>(name: string, f: F, spelling: Spelling): F {
  const { slots, more = [], options: renames, named = [], also = [] } = spelling;
  const renamed = renames === undefined ? [] : Object.entries(renames);
  const options = [...more, ...renamed.map(([theirs]) => theirs), ...also];
  const known = new Set([...options, ...renamed.map(([, own]) => own)]);
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const keywords = isKeywords(args.at(-1)) ? (args.pop() as Record<string, unknown>) : {};
    if (args.length > slots.length + more.length) {
      const taken = [...slots, ...more].join(', ');
      throw new TypeError(`${name}: ${args.length} arguments by position; by position it takes ${taken}.`);
    }
    const positional = args.slice(0, slots.length);
    const given: Record<string, unknown> = {};
    const give = (keyword: string, value: unknown) => {
      const key = renames !== undefined && Object.hasOwn(renames, keyword) ? renames[keyword] : keyword;
      const spelt = named.includes(key) && typeof value === 'string' ? camelCase(value) : value;
      const slot = slots.indexOf(key);
      if (slot >= 0) positional[slot] = spelt;
      else if (known.has(keyword)) given[key] = spelt;
      else {
        const all = [...new Set([...slots, ...options])].join(', ');
        throw new TypeError(`${name}: there is no parameter '${keyword}'; there are ${all}.`);
      }
    };
    for (const [i, value] of args.entries()) give(i < slots.length ? slots[i] : more[i - slots.length], value);
    for (const [keyword, value] of Object.entries(keywords)) give(keyword, value);
    if (Object.keys(given).length > 0) positional[slots.length] = given;
    return Reflect.apply(f, this, Array.from(positional) as never[]);
  };
  return call as unknown as F;
}
