/** Functions of arrays in one pass: traced, compiled to WebAssembly while the program runs, and kept. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { NDArray } from '../array/ndarray.js';
import type { WeakScalar } from '../array/promotion.js';
import { Parameter, recorded, Tracer } from '../array/tracer.js';
import { unscoped } from '../memory/scope.js';
import { Plan } from './fused-plan.js';

/** What a fused function takes in place of an array of the function: any array-like. */
type Argument<P> = P extends NDArray ? P | ArrayLike : P;
type Arguments<P extends readonly unknown[]> = { [K in keyof P]: Argument<P[K]> };

/** A function that runs in one pass. */
export interface Fused<P extends readonly unknown[], R> {
  (...args: Arguments<P>): R;
  /**
   * The same with the result written to an array, which is returned. It may be one of the arguments.
   *
   * @throws TypeError when the result's type does not cast to the array's within its kind, or the array is read-only;
   *   RangeError when the shapes differ.
   */
  into<O extends NDArray>(out: O, ...args: Arguments<P>): O;
}

/**
 * A function of arrays that computes its whole expression in one pass, without arrays in between: its arguments are read
 * once and its result is written once.
 *
 * The function is called at the first call for each combination of element types, with stand-ins that have no elements,
 * to learn what it computes; calls after that do not run it. It may use methods and functions that compute element by
 * element (arithmetic, comparisons, `where`, `clip`, `astype`, `exp` and all other ufuncs of one result), arrays and
 * numbers from around it, and end with a reduction (`sum`, `mean`, `max`, `argmax`...). Results are the same, bit for bit,
 * as without `fuse`. Arrays may be of any layout and broadcast; numbers among the arguments may differ from call to call.
 * Of what surrounds the function, numbers are constants and arrays are read anew at each call.
 *
 * @returns A function of the same parameters, with a method `into` that writes to a given array.
 * @throws TypeError, at a call, when the function looks at shapes or elements or calls what cannot be fused.
 * @example
 * const distance = fuse((x, y) => x.square().add(y.square()).sqrt());
 * distance(a, b);            // as a.square().add(b.square()).sqrt(), in one pass
 * distance.into(a, a, b);    // with the result in a
 * const energy = fuse((x: NDArray, scale: number) => x.mul(scale).square().sum());
 * energy(a, 0.5);            // a JS number
 */
export function fuse<R>(fn: (...arrays: NDArray[]) => R): Fused<NDArray[], R>;
export function fuse<P extends readonly (NDArray | WeakScalar)[], R>(fn: (...args: P) => R): Fused<P, R>;
export function fuse(fn: (...args: never[]) => unknown): Fused<unknown[], unknown> {
  if (typeof fn !== 'function') throw new TypeError(`fuse: ${String(fn)} is no function; give one of arrays.`);
  const plans = new Map<string, Planned>();
  let last: Planned | undefined;
  const run = (out: NDArray | undefined, args: readonly unknown[]) => {
    if (last !== undefined && matches(last.signature, args)) return last.plan.run(args, out);
    const values = args.map((arg) => (isScalar(arg) ? arg : toArray('fuse', arg)));
    try {
      const signature = values.map(classOf);
      const key = signature.join();
      let found = plans.get(key);
      if (found === undefined) {
        found = { signature, plan: trace(fn, values) };
        plans.set(key, found);
      }
      last = found;
      return found.plan.run(values, out);
    } finally {
      // Lists became arrays that nobody else has.
      for (const [i, value] of values.entries()) if (value !== args[i] && value instanceof NDArray) value.dispose();
    }
  };
  return Object.assign((...args: unknown[]) => run(undefined, args), {
    into: <O extends NDArray>(out: O, ...args: unknown[]) => {
      if (!(out instanceof NDArray)) throw new TypeError('fuse: the first argument of into is no NDArray to write to.');
      return run(out, args) as O;
    },
  });
}

interface Planned {
  readonly signature: readonly string[];
  readonly plan: Plan;
}

function matches(signature: readonly string[], args: readonly unknown[]): boolean {
  if (args.length !== signature.length) return false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg instanceof NDArray) {
      if (arg.dtype !== signature[i]) return false;
    } else if (!isScalar(arg) || classOf(arg) !== signature[i]) return false;
  }
  return true;
}

/** Where the ranges of the integer types, and the numbers that count as false, end. */
const BOUNDS = [-(2 ** 63), -(2 ** 31), -(2 ** 15), -(2 ** 7), 0, 1, 2 ** 7, 2 ** 8, 2 ** 15, 2 ** 16, 2 ** 31, 2 ** 32]
  .concat([2 ** 63, 2 ** 64])
  .sort((a, b) => a - b);
const CLASSES = Array.from({ length: BOUNDS.length + 1 }, (_, i) => `number ${i}`);
const LARGE_CLASSES = CLASSES.map((name) => `bigint ${name}`);

/** What a trace depends on: the type of an array; of a scalar, all that chooses types and fits them. */
function classOf(value: NDArray | WeakScalar): string {
  if (value instanceof NDArray) return value.dtype;
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'fraction';
  let at = 0;
  while (at < BOUNDS.length && value >= BOUNDS[at]) at++;
  return (typeof value === 'number' ? CLASSES : LARGE_CLASSES)[at];
}

/** Runs the function on stand-ins for its arguments. */
function trace(fn: (...args: never[]) => unknown, values: readonly (NDArray | WeakScalar)[]): Plan {
  return unscoped(() =>
    recorded((recording) => {
      const args = values.map((value, i) =>
        value instanceof NDArray ? recording.argument(i, value.dtype) : new Parameter(i, value),
      );
      const result: unknown = fn(...(args as never[]));
      if (!(result instanceof Tracer)) {
        const what = Array.isArray(result) ? 'a list' : result instanceof Promise ? 'a promise' : String(result);
        throw new TypeError(
          `fuse: the function gives ${what}, not an array computed from its arguments; return one array or reduction.`,
        );
      }
      return new Plan(result, recording);
    }),
  );
}
