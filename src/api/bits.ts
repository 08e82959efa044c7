/** Eight booleans to a byte and back, by one operation on every eighth element for each of the eight bits. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { normalizeAxis } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { multiply } from './arithmetic.js';
import { zeros } from './creation.js';
import { from, replaced, stretch } from './parts.js';
import { bitwiseAnd, bitwiseOr, notEqual } from './ufuncs.js';

/** Options of {@link packbits}. */
export interface BitOptions {
  /** The axis; without one the array is raveled first. */
  axis?: number | null;
  /** `'big'`, unless given: the first element is the highest bit; `'little'`: the lowest. */
  bitorder?: 'big' | 'little';
}

function weights(operation: string, bitorder: string | undefined): number[] {
  const big = [128, 64, 32, 16, 8, 4, 2, 1];
  if (bitorder === undefined || bitorder === 'big') return big;
  if (bitorder === 'little') return big.reverse();
  throw new RangeError(`${operation}: bitorder '${bitorder}'; it is 'big' or 'little'.`);
}

/** Arguments with an axis alone. */
function optionsOf<O extends BitOptions>(argument: number | O | null | undefined): O {
  return (typeof argument === 'object' && argument !== null ? argument : { axis: argument }) as O;
}

/**
 * Elements as bits: 1 where they are not zero, eight to a byte; zeros fill the last byte.
 *
 * @param options `axis`, `bitorder`; or the axis alone.
 * @returns A fresh u8 array. NumPy: `packbits`.
 * @throws TypeError for floats.
 * @example
 * packbits([true, false, true]); // 160, which is 0b10100000
 */
export function packbits(a: ArrayLike, options?: number | BitOptions | null): NDArray<'u8'> {
  const { axis, bitorder } = optionsOf<BitOptions>(options);
  const bits = weights('packbits', bitorder);
  return scope(() => {
    const array = toArray('packbits', a);
    if (DTYPES[array.dtype].kind === 'f') {
      throw new TypeError(`packbits: ${array.dtype} is neither bool nor an integer type; use ne(0).`);
    }
    const source = axis === undefined || axis === null || array.ndim === 0 ? array.ravel() : array;
    const along = normalizeAxis('packbits', axis ?? 0, source.ndim);
    const extent = source.shape[along];
    const result = zeros(replaced(source.shape, along, Math.ceil(extent / 8)), 'u8');
    for (const [bit, weight] of bits.entries()) {
      const count = Math.ceil((extent - bit) / 8);
      if (count <= 0) break;
      const flags = notEqual(stretch(source, along, bit, count, 8), 0).astype('u8');
      const target = stretch(result, along, 0, count);
      bitwiseOr(target, multiply(flags, weight), { out: target });
    }
    return result;
  });
}

/**
 * The bits of bytes, one element each, 0 or 1.
 *
 * @param options `axis`, `bitorder`, and `count`: how many bits to give, more filled with zeros, fewer cut off, negative
 *   that many less than all; or the axis alone.
 * @returns A fresh u8 array. NumPy: `unpackbits`.
 * @throws TypeError unless the array is u8; RangeError for a negative count beyond all bits.
 * @example
 * unpackbits(new Uint8Array([160]), { count: 3 }); // 1, 0, 1
 */
export function unpackbits(
  a: ArrayLike,
  options?: number | (BitOptions & { count?: number | null }) | null,
): NDArray<'u8'> {
  const { axis, bitorder, count } = optionsOf<BitOptions & { count?: number | null }>(options);
  const bits = weights('unpackbits', bitorder);
  return scope(() => {
    const array = toArray('unpackbits', a);
    if (array.dtype !== 'u8')
      throw new TypeError(`unpackbits: takes a u8 array, not ${array.dtype}; use astype('u8').`);
    const source = axis === undefined || axis === null || array.ndim === 0 ? array.ravel() : array;
    const along = normalizeAxis('unpackbits', axis ?? 0, source.ndim);
    const all = 8 * source.shape[along];
    const length = count === undefined || count === null ? all : count < 0 ? all + count : count;
    if (!Number.isInteger(length) || length < 0) {
      throw new RangeError(`unpackbits: a count of ${count} for ${all} bits; it is an integer of at least ${-all}.`);
    }
    const result = zeros(replaced(source.shape, along, length), 'u8');
    for (const [bit, weight] of bits.entries()) {
      const taken = Math.ceil((Math.min(all, length) - bit) / 8);
      if (taken <= 0) break;
      const part = stretch(source, along, 0, taken);
      copy(part.shape, notEqual(bitwiseAnd(part, weight), 0), from(result, along, bit, 8));
    }
    return result;
  });
}
