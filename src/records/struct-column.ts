/** One column for `packColumns`: checked as `pack` checks values one by one, and of a type that kernels move or convert. */
import { fromBuffer, wrap, zeros } from '../api/creation.js';
import { any, argmax, argmin, max, min } from '../api/reductions.js';
import { absolute, equal, greaterEqual, isfinite, isinf, logicalAnd, logicalNot, trunc } from '../api/ufuncs.js';
import { type ArrayLike, isScalar, type TypedArray } from '../array/convert.js';
import { DTYPES, dtypeOfTypedArray, integerRange } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { writeHalves } from '../loops/half.js';
import type { BufferLike } from './bytes.js';
import type { Code } from './struct-codes.js';
import { StructError } from './struct-error.js';
import { notInteger, outOfRange, show, tooLarge } from './struct-values.js';

/** A column for `packColumns`: numbers of all records, or one for all; for text also strings and bytes. */
export type ColumnLike = ArrayLike | string | readonly (string | BufferLike)[];

/** One value of a format: where it is in a record, and its bytes. */
export interface Value {
  readonly code: Code;
  readonly offset: number;
  readonly length: number;
}

/** The items of a column, along the first axis; or a single one that goes into every record. */
export interface Column {
  readonly array: NDArray;
  readonly single: boolean;
}

/**
 * What a caller gave for a value: of the value's type, or of one that is converted to it as it is. Halves come as u16 bits.
 *
 * @throws StructError for values that do not fit, TypeError for what is no column.
 */
export function columnOf(given: unknown, value: Value, index: number): Column {
  const array = dtypeOfTypedArray(given) === undefined ? given : wrap(given as TypedArray);
  if (array instanceof NDArray) {
    if (value.code.kind === 'text') return { array: text(array, value, index), single: false };
    if (array.ndim > 1) refuse(array, value, index, '(n,)');
    const single = array.ndim === 0;
    return { array: checked(single ? array.reshape(1) : array, value.code, index), single };
  }
  if (isScalar(given) || typeof given === 'string') return { array: written([given], value, index), single: true };
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) {
    return { array: written(Array.from(given as Iterable<unknown>), value, index), single: false };
  }
  throw new TypeError(
    `packColumns: column ${index} is ${show(given)}; it takes arrays, typed arrays, lists or numbers.`,
  );
}

/** A list, each value written as `pack` writes it. */
function written(list: readonly unknown[], { code, length }: Value, index: number): NDArray {
  const bytes = new DataView(new ArrayBuffer(list.length * length));
  list.forEach((item, i) => {
    try {
      code.write(bytes, i * length, item, true, length);
    } catch (error) {
      if (error instanceof StructError) error.message += ` (column ${index}, record ${i})`;
      throw error;
    }
  });
  if (code.kind === 'text') return fromBuffer(bytes, 'u8').reshape(list.length, length);
  return fromBuffer(bytes, code.char === 'e' ? 'u16' : code.column) as NDArray;
}

/** Bytes of text: as many as the value has, cut or filled up with zeros. */
function text(array: NDArray, value: Value, index: number): NDArray {
  const { length } = value;
  const flat = array.ndim === 1 && length === 1;
  if (array.dtype !== 'u8' || !(flat || array.ndim === 2)) refuse(array, value, index, `(n, ${length})`);
  const bytes = flat ? array.reshape(array.size, 1) : array;
  const [count, given] = bytes.shape;
  if (given === length) return bytes;
  if (given > length) return bytes.pick('packColumns', [':', `:${length}`]);
  const filled = zeros([count, length], 'u8') as NDArray;
  filled.set([':', `:${given}`], bytes);
  return filled;
}

function refuse({ dtype, shape }: NDArray, { code }: Value, index: number, wanted: string): never {
  const type = code.kind === 'text' ? 'u8 ' : '';
  throw new StructError(
    `packColumns: column ${index} is ${dtype} of shape ${showShape(shape)}; '${code.char}' takes ${type}arrays of shape ${wanted}`,
  );
}

/** Numbers of any type for a code. */
function checked(array: NDArray, code: Code, index: number): NDArray {
  if (code.kind === 'bytes' && array.dtype !== 'u8') {
    throw new StructError(`packColumns: column ${index} is ${array.dtype}; 'c' takes u8 arrays`);
  }
  if (code.kind === 'integer' && array.size > 0) checkIntegers(array, code, index);
  if (code.kind !== 'float') return array;
  if (code.char === 'e') return halves(array, index);
  if (code.char !== 'f' || array.dtype === 'f32') return array;
  // Rounded once by way of f64, as values are one by one.
  const exact = array.itemsize === 8 ? array.astype('f64') : array;
  const rounded = exact.astype('f32');
  if (code.checked) refuseFirst(logicalAnd(isinf(rounded), isfinite(array)), array, tooLarge, 'f', index);
  return rounded;
}

function halves(array: NDArray, index: number): NDArray {
  const values = array.dtype === 'f64' ? array : array.astype('f64');
  refuseFirst(logicalAnd(greaterEqual(absolute(values), 65520), isfinite(values)), array, tooLarge, 'e', index);
  const bits = NDArray.allocate('u16', array.shape);
  writeHalves(array.shape, values, bits, DTYPES.f64);
  return bits;
}

/** Whole numbers in the range of a code. Types whose every value fits are not looked at. */
function checkIntegers(array: NDArray, code: Code, index: number): void {
  const { char, size } = code;
  const [low, high] = code.range!;
  if (array.dtype === 'bool' || array.dtype === code.column) return;
  const own = integerRange(array.dtype);
  if (own && own[0] >= low && own[1] <= high) return;
  if (!own) refuseFirst(logicalNot(equal(trunc(array), array)), array, notInteger, char, index);
  const where = (i: unknown) => ` (column ${index}, record ${i})`;
  const [least, most] = [min(array), max(array)] as (number | bigint)[];
  if (least < low) outOfRange(char, [low, high], least, where(argmin(array)));
  if (most > high) outOfRange(char, [low, high], most, where(argmax(array)));
  // Floats from 2^53 on may stand for several integers.
  if (own || size < 8) return;
  if (most > Number.MAX_SAFE_INTEGER) notInteger(char, most, where(argmax(array)));
  if (least < Number.MIN_SAFE_INTEGER) notInteger(char, least, where(argmin(array)));
}

function refuseFirst(
  bad: NDArray,
  array: NDArray,
  complain: (char: string, value: unknown, where: string) => never,
  char: string,
  index: number,
): void {
  if (!any(bad)) return;
  const record = Number(argmax(bad));
  complain(char, array.item(record), ` (column ${index}, record ${record})`);
}
