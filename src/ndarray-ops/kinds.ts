/**
 * In which type a kernel computes so that every stored bit is JavaScript's, which computes in f64 and converts at the store.
 *
 * - f64 always does. f32 does for operands that f32 holds and an f32 result: 53 bits are more than twice 24 and two, so that
 *   a sum, product, quotient or root rounded first to f64 and then to f32 is the same as rounded once (S. Figueroa, "When is
 *   double rounding innocuous?", 1995).
 * - Sums and products of integers that f64 holds exactly, stored to integers, are the same modulo 2^bits in any width.
 * - What only picks or compares elements needs a type that holds all of them.
 */
import { DTYPES, type DType } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { fmax, fmin, fmod, maximum, minimum, rint } from '../functions.js';
import type { Kind } from './operands.js';

/** A source of an operation: elements of a kind, or a number. */
export type Term = Kind | number;

/** A type to compute in; whether finite results stay below 2^31, or below 2^63 where they are stored in 32 bits. */
export interface Meeting {
  readonly type: DType;
  readonly bounded?: boolean;
}

export type Rule = (terms: readonly Term[], dest: Kind) => Meeting;

const CANDIDATES = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'f32', 'f64'] as const;

const isInteger = (type: DType) => DTYPES[type].kind !== 'f';
const isWord = ({ type }: Kind) => DTYPES[type].itemsize === 4;
const isWhole = (term: Term) =>
  typeof term === 'number' ? Number.isInteger(term) && Math.abs(term) <= 2 ** 31 : isInteger(term.type);
const isNarrow = (term: Term, bytes: number) =>
  typeof term === 'number'
    ? Math.abs(term) < 2 ** (8 * bytes - 1)
    : isInteger(term.type) && DTYPES[term.type].itemsize <= bytes;

function bitsOf(term: Term): number {
  return typeof term === 'number' ? Math.ceil(Math.log2(Math.abs(term) + 1)) : 8 * DTYPES[term.type].itemsize;
}

/** The least and the greatest value of an integer type. */
function rangeOf(type: DType): [number, number] {
  const { kind, itemsize } = DTYPES[type];
  const span = 2 ** (8 * itemsize);
  return kind === 'u' ? [0, span - 1] : [-span / 2, span / 2 - 1];
}

function holds(type: DType, term: Term): boolean {
  if (type === 'f64') return true;
  if (typeof term === 'number') {
    if (type === 'f32') return Number.isNaN(term) || Math.fround(term) === term;
    const [low, high] = rangeOf(type);
    return Number.isInteger(term) && !Object.is(term, -0) && term >= low && term <= high;
  }
  if (type === term.type) return true;
  if (!isInteger(term.type)) return false;
  if (type === 'f32') return DTYPES[term.type].itemsize <= 2;
  const [low, high] = rangeOf(type);
  const [least, greatest] = rangeOf(term.type);
  return least >= low && greatest <= high;
}

/** The narrowest type that holds every value of the sources. */
export const exact: Rule = (terms) => ({
  type: CANDIDATES.find((candidate) => terms.every((term) => holds(candidate, term)))!,
});

/** Quotients and roots: f32 where all is f32. */
export const floating: Rule = (terms, dest) => ({
  type: dest.type === 'f32' && terms.every((term) => holds('f32', term)) ? 'f32' : 'f64',
  bounded: terms.every((term) => isWhole(term) && isNarrow(term, 2)) || (isWord(dest) && terms.every(isWhole)),
});

export const double: Rule = () => ({ type: 'f64' });

/** Sums, differences and, with `product`, products. */
function arithmetic(product: boolean): Rule {
  return (terms, dest) => {
    const meeting = floating(terms, dest);
    if (!isInteger(dest.type)) return meeting;
    // A byte and a number of 16 bits: both their sum and their product have less than 32.
    const narrow = terms.every((term) => isNarrow(term, typeof term === 'number' ? 2 : 1));
    const bits = terms.reduce<number>((sum, term) => sum + bitsOf(term), 0);
    if (!terms.every(isWhole)) return { ...meeting, bounded: narrow };
    if (dest.clamped) return narrow ? { type: 'i32' } : meeting;
    if (product && bits > 53) return { type: 'f64', bounded: isWord(dest) && bits < 63 };
    return { type: dest.type };
  };
}
export const additive = arithmetic(false);
export const multiplicative = arithmetic(true);

/** Remainders: -0 is lost in integers, which integers that receive it do not mind. */
export const modular: Rule = (terms, dest) => {
  const meeting = exact(terms, dest);
  return isInteger(dest.type) && isInteger(meeting.type) ? meeting : floating(terms, dest);
};

/** Bits: in the destination's width where all are integers, in `word` otherwise. */
export function bitwise(word: 'i32' | 'u32', anyWidth: boolean): Rule {
  return (terms, dest) => {
    const whole = terms.every((term) => typeof term === 'number' || isInteger(term.type));
    return { type: anyWidth && whole && isInteger(dest.type) && !dest.clamped ? dest.type : word };
  };
}

/** Magnitudes, of which an integer type does not hold its own least value's. */
export const magnitudes: Rule = (terms, dest) => {
  const meeting = exact(terms, dest);
  const { kind, itemsize } = DTYPES[meeting.type];
  return kind === 'i' ? { type: itemsize < 4 ? 'i32' : 'f64', bounded: true } : meeting;
};

/** One element of each type. */
const ELEMENTS = Object.fromEntries(
  CANDIDATES.map((type) => [type, new DTYPES[type].view(new ArrayBuffer(8)) as unknown as Float64Array]),
);

/** A number as an element of a type: as a store to a typed array converts it. */
export function converted(value: number, type: DType): number {
  const one = ELEMENTS[type];
  one[0] = value;
  return one[0];
}

/** Elements as another type, with ToInt32 from floats to integers. */
export function load(x: NDArray, type: DType): NDArray {
  if (x.dtype === type) return x;
  return isInteger(type) && !isInteger(x.dtype) ? toInteger(x, type, false) : x.astype(type);
}

/** Floats modulo 2^bits, NaN and infinities as 0. The casts of kernels answer both, and 2^63 and beyond, with zero bits. */
function toInteger(x: NDArray, type: DType, bounded: boolean): NDArray {
  if (DTYPES[type].itemsize <= 2) return (bounded ? x : fmod(x, 2 ** 16)).astype(type);
  return (bounded ? x : fmod(x, 2 ** 32)).astype('i64').astype(type);
}

/** Results as a typed array of the destination's kind stores them. */
export function store(result: NDArray, dest: Kind, bounded: boolean): NDArray {
  const { type, clamped } = dest;
  if (result.dtype === type) return result;
  if (result.dtype === 'bool') return result.astype(type);
  if (clamped) {
    if (!isInteger(result.dtype)) return rint(fmin(fmax(result, 0), 255)).astype('u8');
    const positive = maximum(result, 0);
    return (result.dtype === 'i8' ? positive : minimum(positive, 255)).astype('u8');
  }
  return isInteger(type) && !isInteger(result.dtype) ? toInteger(result, type, bounded) : result.astype(type);
}
