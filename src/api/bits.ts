/** Eight booleans to a byte and back, and the bytes of elements in the other order. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { normalizeAxis } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions, optionsOf } from '../array/options.js';
import { packAlong, unpackAlong } from '../loops/bits.js';
import { copy } from '../loops/elementwise.js';
import { copySwapped } from '../loops/swap.js';
import { scope } from '../memory/scope.js';
import { zeros } from './creation.js';
import { replaced } from './parts.js';

/** Options of {@link packbits}. */
export interface BitOptions {
  /** The axis; without one the array is raveled first. */
  axis?: number | null;
  /** `'big'`, unless given: the first element is the highest bit; `'little'`: the lowest. */
  bitorder?: 'big' | 'little';
}

function isLittle(operation: string, bitorder: string | undefined): boolean {
  if (bitorder === undefined || bitorder === 'big') return false;
  if (bitorder === 'little') return true;
  throw new RangeError(`${operation}: bitorder '${bitorder}'; it is 'big' or 'little'.`);
}

const BIT_OPTIONS = ['axis', 'bitorder'] as const;

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
  const { axis, bitorder } = optionsOf<BitOptions>('packbits', options, BIT_OPTIONS);
  const little = isLittle('packbits', bitorder);
  return scope(() => {
    const array = toArray('packbits', a);
    if (DTYPES[array.dtype].kind === 'f') {
      throw new TypeError(`packbits: ${array.dtype} is neither bool nor an integer type; use ne(0).`);
    }
    const source = axis === undefined || axis === null || array.ndim === 0 ? array.ravel() : array;
    const along = normalizeAxis('packbits', axis ?? 0, source.ndim);
    const extent = source.shape[along];
    const result = NDArray.allocate('u8', replaced(source.shape, along, Math.ceil(extent / 8)));
    const type = source.itemsize === 1 ? source : DTYPES.bool;
    packAlong(source.shape, along, source, type, result, little);
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
  const { axis, bitorder, count } = optionsOf<BitOptions & { count?: number | null }>('unpackbits', options, [
    ...BIT_OPTIONS,
    'count',
  ]);
  const little = isLittle('unpackbits', bitorder);
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
    const shape = replaced(source.shape, along, length);
    const result = length > all ? zeros(shape, 'u8') : NDArray.allocate('u8', shape);
    unpackAlong(replaced(shape, along, Math.min(all, length)), along, source, result, little);
    return result;
  });
}

/**
 * Elements with the bytes of each in the opposite order, as data of the other byte order needs it.
 *
 * @param options `inplace`: swaps the bytes of the array itself.
 * @returns A fresh array of the same type, or the array. NumPy: the method `byteswap`.
 * @throws TypeError when it is to be done in place and there is no array, or a read-only one.
 * @example
 * byteswap(new Uint16Array([1, 256])); // 256, 1
 */
export function byteswap<A extends ArrayLike>(a: A, options: { inplace?: boolean } = {}): NDArray<DTypeOf<A>> {
  checkOptions('byteswap', options, ['inplace']);
  if (options.inplace) {
    if (!(a instanceof NDArray)) throw new TypeError('byteswap: works in place on an NDArray only.');
    if (!a.writeable) throw new TypeError('byteswap: the array is read-only (a broadcast view); use its copy().');
  }
  return scope(() => {
    const source = toArray('byteswap', a);
    const result = options.inplace ? source : NDArray.allocate(source.dtype, source.shape);
    if (source.itemsize > 1) copySwapped(source.shape, source, result);
    else if (result !== source) copy(source.shape, source, result);
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}
