/** The functions of the package by their paths, and arrays to call them with. */
import * as contig from '../src/index.js';
import { type DType, type NDArray, random, zeros } from '../src/index.js';
import * as records from '../src/records/index.js';

export type Callable = (...args: unknown[]) => unknown;

/** Makes the arrays of a call. */
export interface Arrays {
  /** The element type under test. */
  readonly dtype: DType;
  /** Small numbers of both signs, with fractions where there are any, of the type under test. */
  (shape: readonly number[], seed?: number): NDArray;
  /** Numbers from 1 to 5. */
  positive(shape: readonly number[], seed?: number): NDArray;
  /** Numbers that do not fall. */
  sorted(length: number): NDArray;
  /** Integers from 0 to below, as an index (i64). */
  index(shape: readonly number[], below: number, seed?: number): NDArray;
  mask(shape: readonly number[], seed?: number): NDArray;
  /** Any values of any type. */
  of(values: readonly number[], shape: readonly number[], type: DType): NDArray;
}

/** A factory of arrays of one type; each goes through `placed`, which may lay it out anew. */
export function arraysOf(dtype: DType, placed: (a: NDArray) => NDArray = (a) => a): Arrays {
  const make = (type: DType, shape: readonly number[], value: (i: number) => number) => {
    const result = zeros(shape, type) as unknown as NDArray;
    const { data } = result;
    const wide = type === 'i64' || type === 'u64';
    for (let i = 0; i < result.size; i++) data[i] = wide ? BigInt(Math.trunc(value(i))) : value(i);
    return placed(result);
  };
  const signed = !/^[bu]/.test(dtype);
  const step = dtype.startsWith('f') ? 0.5 : 1;
  const modulus = dtype === 'bool' ? 2 : 11;
  const varied = (i: number, seed: number) => (((i + 1) * (2 * seed + 5) + ((i * i) >> 2)) % modulus) * step;
  const arrays = (shape: readonly number[], seed = 1) =>
    make(dtype, shape, (i) => varied(i, seed) - (signed ? 4 * step : 0));
  return Object.assign(arrays, {
    dtype,
    positive: (shape: readonly number[], seed = 1) =>
      make(dtype, shape, (i) => (dtype === 'bool' ? 1 : 1 + ((i * (2 * seed + 1)) % 5))),
    sorted: (length: number) => make(dtype, [length], (i) => (dtype === 'bool' ? Number(2 * i >= length) : i * step)),
    index: (shape: readonly number[], below: number, seed = 1) =>
      make('i64', shape, (i) => (i * (2 * seed + 5) + seed) % below),
    mask: (shape: readonly number[], seed = 1) => make('bool', shape, (i) => Number((i * 7 + seed) % 3 === 0)),
    of: (values: readonly number[], shape: readonly number[], type: DType) => make(type, shape, (i) => values[i]),
  });
}

/** The function of the package at a path such as 'zeros', 'linalg.norm' or 'Generator.normal'; not called on an array. */
export function functionAt(path: string): Callable | undefined {
  const [space, name] = path.split('.');
  if (name === undefined) return member(contig, space);
  if (space !== 'Generator') return member((contig as unknown as Record<string, object>)[space] ?? {}, name);
  const method = member(random.Generator.prototype, name);
  return method && methods.get(name, method);
}

/** A method as a function: of a new generator each time. */
const methods = {
  known: new Map<string, Callable>(),
  get(name: string, method: Callable): Callable {
    const found = this.known.get(name) ?? ((...args: unknown[]) => Reflect.apply(method, random.defaultRng(1), args));
    this.known.set(name, found);
    return found;
  },
};

function member(owner: object, name: string): Callable | undefined {
  const value = Object.getOwnPropertyDescriptor(owner, name)?.value ?? (owner as Record<string, unknown>)[name];
  return typeof value === 'function' ? (value as Callable) : undefined;
}

/** Methods of generators that are theirs alone. */
const INNER = ['constructor', 'standard', 'scaled', 'drawn', 'distributed'];

const isClass = (value: unknown) => /^class\b/.test(Function.prototype.toString.call(value));

/** The paths of all functions that the package exports, and of the methods of Generator. */
export function exportedFunctions(): string[] {
  const of = (owner: object, prefix: string): string[] =>
    Object.entries(owner).flatMap(([name, value]) => {
      if (typeof value === 'function') return isClass(value) ? [] : [`${prefix}${name}`];
      const isNamespace =
        prefix === '' &&
        name !== 'ndarray' &&
        (value as { [Symbol.toStringTag]?: string } | null)?.[Symbol.toStringTag] === 'Module';
      return isNamespace ? of(value as object, `${name}.`) : [];
    });
  const drawn: string[] = [];
  for (let at = random.Generator.prototype as object; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    const own = Object.entries(Object.getOwnPropertyDescriptors(at));
    drawn.push(...own.filter(([, { value }]) => typeof value === 'function').map(([name]) => name));
  }
  return [
    ...of(contig, '').filter((name) => !(name.split('.')[0] in records)),
    ...drawn.filter((name) => !INNER.includes(name)).map((name) => `Generator.${name}`),
  ];
}
