/** Apache Arrow: vectors, and tables and record batches as their columns. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import type { WeakScalar } from '../array/promotion.js';
import { packbits } from '../index.js';
import { type ArrowModule, type ArrowTable, arrowTable, dataOf, type ElementsOf } from '../records/arrow.js';
import { type ArrowNumbers, countNulls, likeOf, nullsOf, numbersOf, refuseNulls } from '../records/arrow-numbers.js';
import { PackedArray } from '../records/packed-array.js';
import { RecordArrayBase } from '../records/record-array.js';
import { type CopyOptions, checkObject, packedElements } from './memory.js';

/** An Arrow vector of numbers, as far as it is told by its type. */
export interface ArrowVector {
  /** The number of values, nulls included. */
  readonly length: number;
  /** How many of them are null. */
  readonly nullCount: number;
  /** The chunks. */
  readonly data: readonly unknown[];
  /** The Arrow type. */
  readonly type: {
    /** Its name, `Float64` or `FixedSizeList[3]<Float32>`. */
    toString(): string;
  };
}

/** Values, and where there are none: as NumPy's masked arrays have them. */
export interface Masked {
  /** The values, with anything where they are missing. */
  readonly values: NDArray;
  /** true where the value is missing; `values` has anything there. */
  readonly mask: NDArray<'bool'>;
}

/** Options of {@link fromArrow}. */
export interface FromArrowOptions extends CopyOptions {
  /** What is done with nulls: an error unless given, or a mask beside the values. */
  nulls?: 'mask';
  /** What takes the place of nulls. */
  fill?: WeakScalar;
  /** The columns to read, all unless given. */
  columns?: readonly string[];
}

type Columns<V> = Record<string, V>;

/**
 * The numbers of an Arrow vector, or of each column of a table or record batch. A FixedSizeList makes a further axis;
 * Float16 is read as f32. For records with text in one array there is `RecordArray.fromArrow`.
 *
 * @returns For a vector an array, for a table an object of arrays by the names of their columns. A view of Arrow's memory,
 *   valid as long as that is, not to be written since Arrow's data is taken to be constant; a copy of vectors of several
 *   chunks, of bools, Float16 and dictionaries, where nulls are filled, or with `copy: true`. With `nulls: 'mask'` an
 *   object `{ values, mask }` for each.
 * @throws RangeError for nulls unless `nulls` or `fill` says what becomes of them, TypeError for columns that are no
 *   numbers: leave them out by `columns`.
 * @example
 * const { price, volume } = fromArrow(tableFromIPC(bytes));
 * fromArrow(table.getChild('price'), { fill: NaN }).mean();
 */
export function fromArrow(table: ArrowTable, options: FromArrowOptions & { nulls: 'mask' }): Columns<Masked>;
export function fromArrow(table: ArrowTable, options?: FromArrowOptions & { nulls?: undefined }): Columns<NDArray>;
export function fromArrow(vector: ArrowVector, options: FromArrowOptions & { nulls: 'mask' }): Masked;
export function fromArrow(vector: ArrowVector, options?: FromArrowOptions & { nulls?: undefined }): NDArray;
export function fromArrow(
  source: ArrowTable | ArrowVector,
  options: FromArrowOptions = {},
): NDArray | Masked | Columns<NDArray | Masked> {
  if (options.nulls !== undefined && options.nulls !== 'mask') {
    throw new TypeError(
      `fromArrow: nulls is ${JSON.stringify(options.nulls)}; it takes 'mask', and fill a value for them.`,
    );
  }
  checkObject('fromArrow', source, 'table, record batch or vector of apache-arrow');
  if (!('schema' in source)) return read('fromArrow: the vector', source, options);
  const table = source as { getChild(name: string): ArrowVector | null };
  const names = options.columns ?? source.schema.fields.map(({ name }) => name);
  return Object.fromEntries(
    names.map((name) => {
      const context = `fromArrow: column '${name}'`;
      const vector = table.getChild(name);
      if (vector === null) throw new TypeError(`${context} is not in the table.`);
      return [name, read(context, vector, options)];
    }),
  );
}

function read(context: string, source: ArrowVector, { nulls, fill, copy }: FromArrowOptions): NDArray | Masked {
  const vector = source as unknown as ArrowNumbers;
  if (!Array.isArray(vector?.data) || vector.type === undefined) throw new TypeError(`${context} is no Arrow vector.`);
  if (likeOf(vector.type) === undefined) {
    throw new TypeError(
      `${context} is of Arrow's type ${String(vector.type)}, which is no numbers; cast it, choose other columns, or read ` +
        'text by RecordArray.fromArrow.',
    );
  }
  const missing = countNulls(vector);
  if (missing > 0 && nulls === undefined && fill === undefined) {
    refuseNulls(context, vector, "choose nulls: 'mask' or a value to fill in");
  }
  const values = numbersOf(vector);
  const filling = fill !== undefined && missing > 0;
  const isView = values.storage.owner !== undefined;
  if (copy === false && (filling || !isView)) {
    throw new TypeError(
      `${context} is in several chunks, of a type that is converted, or filled, so it is copied; leave copy: false out.`,
    );
  }
  const own = isView && (copy || filling) ? values.copy() : values;
  if (nulls === 'mask') return { values: own, mask: nullsOf(vector) };
  return filling ? own.set(nullsOf(vector), fill) : own;
}

/** Options of {@link toArrow}. */
export interface ToArrowOptions extends CopyOptions {
  /** true where a value is missing: what becomes a null. For arrays of one axis. */
  mask?: ArrayLike;
}

/**
 * An array as an Arrow vector, or records or an object of arrays as a table. Further axes become FixedSizeLists.
 *
 * @param arrow The caller's `apache-arrow`, whose classes the result has.
 * @returns A copy of the numbers, which Arrow may keep as long as it likes. With `copy: false` a view of packed arrays,
 *   valid, with all that Arrow slices off it, as long as the array is reachable and not disposed of and the heap does not
 *   grow.
 * @throws TypeError for an array without axes, and with `copy: false` for bools and arrays that are not packed;
 *   RangeError for a mask of another shape.
 * @example
 * tableToIPC(toArrow({ x, y }, arrow));
 * toArrow(points, arrow, { mask: points.isnan() }).nullCount;
 */
export function toArrow<V, T>(
  source: ArrayLike | PackedArray,
  arrow: ArrowModule<T> & { readonly makeVector: (from: never) => V },
  options?: ToArrowOptions,
): V;
export function toArrow<T>(
  source: RecordArrayBase | Readonly<Record<string, ArrayLike | PackedArray>>,
  arrow: ArrowModule<T>,
  options?: CopyOptions,
): T;
export function toArrow(source: unknown, arrow: ArrowModule, { copy = true, mask }: ToArrowOptions = {}): unknown {
  const name = 'toArrow';
  const elements: ElementsOf = (array) => packedElements(name, array, { copy }).data;
  if (source instanceof RecordArrayBase) return arrowTable(source, arrow, elements);
  const isColumns = typeof source === 'object' && source !== null && Object.getPrototypeOf(source) === Object.prototype;
  if (isColumns) {
    const columns = Object.entries(source).map(([key, column]) => [key, toArrow(column, arrow, { copy })]);
    return new arrow.Table(Object.fromEntries(columns));
  }
  if (source instanceof PackedArray) {
    const elementsOfIt = source.asNDArray();
    const vector = toArrow(elementsOfIt, arrow, { copy, mask });
    // While an array is in use, the PackedArray cannot grow.
    if (copy) elementsOfIt.dispose();
    return vector;
  }
  const array = toArray(name, source);
  if (array.ndim === 0) throw new TypeError(`${name}: an array without axes is no vector; use reshape(1).`);
  if (copy === false && array.dtype === 'bool') {
    throw new TypeError(`${name}: Arrow has bools as bits, so they are copied; leave copy: false out.`);
  }
  if (copy === false) elements(array);
  const data = dataOf(arrow, array, elements);
  if (mask === undefined) return arrow.makeVector(data);
  const missing = toArray(name, mask, 'bool');
  if (array.ndim !== 1 || missing.shape[0] !== array.size || missing.ndim !== 1) {
    throw new RangeError(
      `${name}: a mask of shape ${showShape(missing.shape)} for an array of ${showShape(array.shape)}; both have one axis.`,
    );
  }
  const nullBitmap = packedElements(name, packbits(missing.logicalNot(), { bitorder: 'little' }), { copy: true }).data;
  const { type, values } = data as { type: object; values?: unknown };
  return arrow.makeVector(
    arrow.makeData({ type, length: array.size, nullCount: missing.countNonzero(), data: values, nullBitmap }),
  );
}
