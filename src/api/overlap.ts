/**
 * Whether arrays share memory. Two arrays share a byte when a sum of strides times indices over the axes of both, and of
 * places within their elements, meets the distance between them: a linear equation in bounded integers. It is solved by
 * trying the values of the largest stride that leave something the others can reach, in size and by divisibility.
 */
import { type ArrayLike, type TypedArray, toArray } from '../array/convert.js';
import { dtypeOfTypedArray } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { extentOf } from '../loops/elementwise.js';
import { sharesMemory as sharesStorage } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { wrap } from './creation.js';

/** An array of a value, in the caller's memory where that is a typed array. */
function arrayOf(operation: string, value: ArrayLike): NDArray {
  if (value instanceof NDArray) return value;
  return dtypeOfTypedArray(value) === undefined ? toArray(operation, value) : wrap(value as TypedArray);
}

/** Whether the spans of bytes of two arrays meet. */
function boundsMeet(a: NDArray, b: NDArray): boolean {
  if (a.size === 0 || b.size === 0 || !sharesStorage(a.storage, b.storage)) return false;
  const [firstA, endA] = extentOf(a, a.shape);
  const [firstB, endB] = extentOf(b, b.shape);
  return firstA < endB && firstB < endA;
}

/**
 * Whether two arrays could share memory, by the first and the last byte of each.
 *
 * @returns false when they share none for certain; true when the spans meet, even if no element is in both. A typed
 *   array stands for its own memory. NumPy: `may_share_memory`.
 * @example
 * mayShareMemory(a.get('::2'), a.get('1::2')); // true
 */
export function mayShareMemory(a: ArrayLike, b: ArrayLike): boolean {
  return scope(() => boundsMeet(arrayOf('mayShareMemory', a), arrayOf('mayShareMemory', b)));
}

/** A coefficient of the equation, and the greatest value of its unknown; the least is 0. */
interface Term {
  readonly step: number;
  readonly most: number;
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/** The inverse of a modulo m, for coprime ones. */
function inverse(a: number, m: number): number {
  let [r, next] = [m, a % m];
  let [t, following] = [0, 1];
  while (next > 0) {
    const quotient = Math.floor(r / next);
    [r, next] = [next, r - quotient * next];
    [t, following] = [following, t - quotient * following];
  }
  return t < 0 ? t + m : t;
}

/** a * b modulo m, where the product may need more than 53 bits. */
function product(a: number, b: number, m: number): number {
  return Number((BigInt(a) * BigInt(b)) % BigInt(m));
}

/** The terms of an array's bytes: its axes and the places within an element. */
function termsOf({ shape, byteStrides, itemsize }: NDArray): Term[] {
  const axes = byteStrides.map((stride, axis) => ({ step: Math.abs(stride), most: shape[axis] - 1 }));
  return [...axes, { step: 1, most: itemsize - 1 }];
}

/** Terms of one step as one, largest step first. */
function merged(terms: readonly Term[]): Term[] {
  const most = new Map<number, number>();
  for (const term of terms) {
    if (term.step > 0 && term.most > 0) most.set(term.step, (most.get(term.step) ?? 0) + term.most);
  }
  return [...most].map(([step, reach]) => ({ step, most: reach })).sort((x, y) => y.step - x.step);
}

/** Whether the terms can add up to the total; undefined when that takes more than `work` trials. */
function reaches(terms: readonly Term[], total: number, work: number): boolean | undefined {
  // What the terms from each one on reach at most, and by what everything they reach can be divided.
  const reach = new Array<number>(terms.length + 1).fill(0);
  const divisor = new Array<number>(terms.length + 1).fill(0);
  for (let i = terms.length - 1; i >= 0; i--) {
    reach[i] = reach[i + 1] + terms[i].step * terms[i].most;
    divisor[i] = gcd(terms[i].step, divisor[i + 1]);
  }
  let left = work;
  const solve = (i: number, rest: number): boolean | undefined => {
    if (left-- <= 0) return undefined;
    if (i === terms.length) return rest === 0;
    const { step, most } = terms[i];
    const last = Math.min(most, Math.floor(rest / step));
    let first = Math.max(0, Math.ceil((rest - reach[i + 1]) / step));
    let stride = 1;
    if (rest % divisor[i] !== 0) return false;
    if (divisor[i + 1] === 0) first = rest / step;
    else {
      // rest - step * x must be divisible by what divides the terms that follow.
      stride = divisor[i + 1] / divisor[i];
      const start = product((rest / divisor[i]) % stride, inverse(step / divisor[i], stride), stride);
      first += (((start - first) % stride) + stride) % stride;
    }
    for (let x = first; x <= last; x += stride) {
      const found = solve(i + 1, rest - step * x);
      if (found !== false) return found;
    }
    return false;
  };
  return solve(0, total);
}

/** More than any memory layout in use needs, and about a second. */
const WORK = 1e7;

/**
 * Whether two arrays have a byte of memory in common.
 *
 * @param options `maxWork`: how many trials the answer may take, ten million unless given. Few dimensions take a handful;
 *   views made to be hard, by `asStrided`, can take very many.
 * @returns The exact answer. A typed array stands for its own memory. NumPy: `shares_memory`, which sets no limit
 *   unless asked to.
 * @throws RangeError when that work is not enough; {@link mayShareMemory} answers always.
 * @example
 * sharesMemory(a, a.T);                      // true
 * sharesMemory(a.get('::2'), a.get('1::2')); // false
 */
export function sharesMemory(a: ArrayLike, b: ArrayLike, options: { maxWork?: number } = {}): boolean {
  checkOptions('sharesMemory', options, ['maxWork']);
  const { maxWork = WORK } = options;
  if (!(maxWork > 0)) throw new RangeError(`sharesMemory: maxWork is ${maxWork}; it is a number of trials above 0.`);
  return scope(() => {
    const x = arrayOf('sharesMemory', a);
    const y = arrayOf('sharesMemory', b);
    if (!boundsMeet(x, y)) return false;
    // From the last byte of y down and from the first byte of x up, all terms are positive.
    const total = extentOf(y, y.shape)[1] - 1 - extentOf(x, x.shape)[0];
    const answer = reaches(merged([...termsOf(x), ...termsOf(y)]), total, maxWork);
    if (answer !== undefined) return answer;
    throw new RangeError(
      `sharesMemory: ${maxWork} trials did not tell; raise maxWork, or ask mayShareMemory() for the bounds alone.`,
    );
  });
}
