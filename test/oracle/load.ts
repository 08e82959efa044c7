/** Reads the vectors that make.py wrote, and makes arrays of them in every layout through the public API. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as contig from '../../src/index.js';

export type DTypeName = contig.DType;
export type TypedArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** An array in a vector file: base64 of its little-endian elements in C order. */
export interface Encoded {
  dtype: DTypeName;
  shape: number[];
  data: string;
}

/** What the tests see of an NDArray: they call the functions of the vectors by name, so nothing is typed by dtype. */
export interface Tensor {
  readonly dtype: DTypeName;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly size: number;
  readonly data: TypedArray;
}

export type Callable = (...values: unknown[]) => unknown;
export type Ufunc = Callable & Record<'reduce' | 'accumulate' | 'outer' | 'at', Callable>;

const exported = contig as unknown as Record<string, unknown>;

/** A public function by its name. */
export function api(name: string): Ufunc {
  const found = exported[name];
  if (typeof found !== 'function') throw new Error(`contig exports no function ${name}`);
  return found as Ufunc;
}

const ELEMENTS: Record<DTypeName, new (buffer: ArrayBuffer) => TypedArray> = {
  bool: Uint8Array,
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  u64: BigUint64Array,
  i64: BigInt64Array,
  f32: Float32Array,
  f64: Float64Array,
};

/** The content of vectors/<name>.json.gz. */
export function load<T>(name: string): T {
  const packed = readFileSync(new URL(`vectors/${name}.json.gz`, import.meta.url));
  return JSON.parse(gunzipSync(packed).toString()) as T;
}

/** The elements of a vector, in C order. */
export function decode({ dtype, data }: Encoded): TypedArray {
  return new ELEMENTS[dtype](Uint8Array.from(Buffer.from(data, 'base64')).buffer);
}

/** A packed array of the given elements in C order. */
export function make(dtype: DTypeName, elements: TypedArray, shape: readonly number[]): Tensor {
  const flat = api('array')(elements, dtype);
  return api('reshape')(flat, shape) as Tensor;
}

export function build(encoded: Encoded): Tensor {
  return make(encoded.dtype, decode(encoded), encoded.shape);
}

/** A typed array of the same kind with element i taken from `from[at(i)]`. */
export function gather(from: TypedArray, length: number, at: (i: number) => number): TypedArray {
  const Elements = from.constructor as new (length: number) => TypedArray;
  const result = new Elements(length);
  for (let i = 0; i < length; i++) result[i] = from[at(i)];
  return result;
}

/** The elements of an array in C order, read through its strides as documented: data[offset + sum(index * stride)]. */
export function elements(array: Tensor): TypedArray {
  const { shape, strides, offset, size, data } = array;
  return gather(data, size, (i) => {
    let position = offset;
    let rest = i;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return position;
  });
}

/** Where element i (in C order) of a shape lies when the axes are stored in the opposite order. */
function fortran(shape: readonly number[]): (i: number) => number {
  return (i) => {
    let rest = i;
    let position = 0;
    let step = shape.reduce((a, b) => a * b, 1);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      step /= shape[axis];
      position += (rest % shape[axis]) * step;
      rest = Math.floor(rest / shape[axis]);
    }
    return position;
  };
}

function get(array: unknown, index: string[]): Tensor {
  return (array as { get: Callable }).get(...index) as Tensor;
}

/** The same elements in another place or order of memory: no operation may tell them apart. */
export const LAYOUTS: Record<string, (encoded: Encoded) => Tensor> = {
  packed: build,
  transposed({ dtype, shape, ...rest }) {
    const reversed = [...shape].reverse();
    const from = decode({ dtype, shape, ...rest });
    const stored = gather(from, from.length, fortran(reversed));
    return api('transpose')(make(dtype, stored, reversed)) as Tensor;
  },
  reversed(encoded) {
    const stored = decode(encoded).reverse() as TypedArray;
    const index = encoded.shape.map(() => '::-1');
    return get(make(encoded.dtype, stored, encoded.shape), index);
  },
  stepped(encoded) {
    const { dtype, shape } = encoded;
    const from = decode(encoded);
    const wide = [...shape.slice(0, -1), 2 * (shape.at(-1) ?? 1)];
    // Beside each element lies one that must not be looked at.
    const stored = gather(from, 2 * from.length, (i) => (i % 2 === 0 ? i / 2 : (i * 7) % Math.max(from.length, 1)));
    return get(make(dtype, stored, wide), ['...', '::2']);
  },
  offset(encoded) {
    const { dtype, shape } = encoded;
    const from = decode(encoded);
    const stored = gather(from, from.length + 3, (i) => Math.max(i - 3, 0) % Math.max(from.length, 1));
    return api('reshape')(get(make(dtype, stored, [stored.length]), ['3:']), shape) as Tensor;
  },
  host(encoded) {
    const flat = api('fromBuffer')(decode(encoded).buffer, encoded.dtype);
    return api('reshape')(flat, encoded.shape) as Tensor;
  },
};

/** A JS scalar as written in the vectors: [kind, text]. */
export function scalar(kind: string, text: string): number | bigint | boolean {
  if (kind === 'bigint') return BigInt(text);
  return kind === 'boolean' ? text === 'true' : Number(text);
}
