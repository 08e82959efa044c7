/** Values in plain data: their text, and how their arrays lie in memory. */
import type { NDArray, RecordArray, RecordType } from 'contig';
import { print } from './print.js';
import type { ArrayLayout, Description, Element, FieldLayout, Layout, RecordLayout } from './protocol.js';

type Library = typeof import('contig');

/** Arrays of at most so many elements, in a storage of at most so many items, are drawn. */
export const MOST_DRAWN = 64;
const MOST_STORED = 128;
/** Layouts told of one value. */
const MOST_LAYOUTS = 6;
/** Reports on plain values look at all that is in them. */
const LARGEST_REPORT = 100_000;

export function describe(value: unknown, contig: Library, viewOf: (array: NDArray) => string | null): Description {
  const layouts: Layout[] = [];
  let more = 0;
  for (const [name, item] of parts(value)) {
    const layout = layoutOf(name, item, contig, viewOf);
    if (layout === null) continue;
    if (layouts.length < MOST_LAYOUTS) layouts.push(layout);
    else more++;
  }
  return { printed: print(value), layouts, more, report: layouts.length === 0 ? reportOf(value, contig) : null };
}

/** The value itself, and what is in it where it is a list or an object. */
function parts(value: unknown): [name: string, item: unknown][] {
  if (Array.isArray(value)) return value.slice(0, 1000).map((item, i) => [`[${i}]`, item]);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.entries(value);
  }
  return [['', value]];
}

function layoutOf(
  name: string,
  value: unknown,
  { NDArray, RecordArray, RecordType, PackedArray }: Library,
  viewOf: (array: NDArray) => string | null,
): Layout | null {
  if (value instanceof NDArray) return arrayLayout(name, value, viewOf(value));
  if (value instanceof PackedArray) {
    // While an array looks at its memory, it cannot grow.
    const array = value.asNDArray();
    const layout = arrayLayout(name, array, 'the PackedArray, with its room to grow');
    array.dispose();
    return layout;
  }
  if (value instanceof RecordArray) return recordLayout(name, value.type, value);
  if (value instanceof RecordType) return recordLayout(name, value, null);
  return null;
}

function arrayLayout(name: string, array: NDArray, viewOf: string | null): ArrayLayout {
  const { dtype, shape, size, itemsize, nbytes, writeable, aligned, native } = array;
  const strides = array.strides.map((stride) => stride * itemsize);
  const offset = array.offset * itemsize;
  // Where no typed array reads the elements, how long their storage is stays unknown.
  const data = aligned && native ? array.data : null;
  const isDrawn = size <= MOST_DRAWN && size > 0 && (data === null || data.length <= MOST_STORED);
  return {
    kind: 'array',
    name,
    dtype,
    shape,
    size,
    itemsize,
    strides,
    offset,
    nbytes,
    storageBytes: data && data.length * itemsize,
    order: orderOf(array),
    writeable,
    aligned,
    native,
    viewOf,
    elements: isDrawn ? elementsOf(array, strides, offset) : null,
    storage:
      isDrawn && data !== null ? Array.from(data as ArrayLike<number | bigint>, (item) => cell(item, dtype)) : null,
  };
}

/** What is said of the order of elements. */
function orderOf(array: NDArray): string {
  if (array.packed) return 'contiguous, in C order';
  const turned = array.T;
  const isFortran = array.ndim > 1 && turned.packed;
  turned.dispose();
  return isFortran ? 'contiguous, in Fortran order' : 'not contiguous';
}

function elementsOf(array: NDArray, strides: readonly number[], offset: number): Element[] {
  const flat = array.copy();
  const elements = Array.from(flat.data as ArrayLike<number | bigint>, (item, position) => {
    let byte = offset;
    let rest = position;
    for (let axis = array.ndim - 1; axis >= 0; axis--) {
      byte += (rest % array.shape[axis]) * strides[axis];
      rest = Math.floor(rest / array.shape[axis]);
    }
    return { byte, text: cell(item, array.dtype) };
  });
  flat.dispose();
  return elements;
}

/** An element in a few characters. */
function cell(value: number | bigint, dtype: string): string {
  if (dtype === 'bool') return value ? 'T' : 'F';
  const text = String(value);
  if (typeof value === 'bigint' || text.length <= 6) return text.length > 7 ? `${text.slice(0, 6)}…` : text;
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? text : String(Number(value.toPrecision(3)));
}

function recordLayout(name: string, type: RecordType, records: RecordArray | null): RecordLayout {
  return {
    kind: 'records',
    name,
    fields: type.fields.map(({ name: field, offset, nbytes, kind, shape }): FieldLayout => {
      const item = kind.tag === 'element' ? `${kind.swapped ? 'big-endian ' : ''}${kind.dtype}` : kind.tag;
      return { name: field, type: shape.length === 0 ? item : `${item} x ${shape.join(' x ')}`, offset, nbytes };
    }),
    itemsize: type.itemsize,
    padding: type.padding,
    length: records?.length ?? null,
    layout: records?.layout === 'columns' ? 'columns' : 'rows',
  };
}

/** What a plain value takes, as `contig layout` says it of a file's. */
function reportOf(value: unknown, { layout }: Library): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const size = layout.sizeof(value);
  if (size.bytes > 8 * LARGEST_REPORT) return String(size);
  return Array.isArray(value) && value.length > 0 ? `${size}\n\n${layout.advise(value)}` : String(size);
}
