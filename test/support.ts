/** Sample arrays of every type, the layouts in which an operation must give the same answer, and exact comparison. */
import { packedStrides } from '../src/array/layout.js';
import { type DType, fromBuffer, NDArray, zeros } from '../src/index.js';

export const TYPES: readonly DType[] = ['bool', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'];
export const FLOATS = ['f32', 'f64'] as const;

const FLOAT_SPECIALS = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  Math.PI,
  1e-310,
  1e-40,
  1e30,
  -1e30,
  Infinity,
  -Infinity,
  NaN,
];

/** A small generator of integers, the same on every run. */
export function sequence(seed = 1): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

/** An array of varied values: small numbers, the type's bounds, and for floats zeros of both signs, NaN and infinities. */
export function sample<D extends DType>(type: D, shape: readonly number[], seed = 1): NDArray<D> {
  const next = sequence(seed);
  const result = zeros(shape, type) as unknown as NDArray<D>;
  const { data } = result;
  for (let i = 0; i < result.size; i++) {
    const pick = next();
    if (type === 'f32' || type === 'f64') {
      data[i] = pick % 3 === 0 ? FLOAT_SPECIALS[next() % FLOAT_SPECIALS.length] : ((next() % 20000) - 10000) / 128;
    } else if (type === 'bool') data[i] = pick % 2;
    else if (type === 'u64' || type === 'i64') {
      const wide = (BigInt(next()) << 40n) ^ BigInt(next());
      data[i] = pick % 3 === 0 ? wide : BigInt((pick % 100) - (type === 'i64' ? 50 : 0));
    } else data[i] = pick % 3 === 0 ? next() * 256 + next() : (pick >> 4) % 100;
  }
  return result;
}

/** The bytes of an array's elements in C order. */
export function bytesOf(a: NDArray): Uint8Array {
  const packed = a.copy();
  return new Uint8Array(packed.data.buffer, packed.data.byteOffset, packed.nbytes).slice();
}

/** Whether two arrays have the same type, shape and bytes; every NaN is the same. */
export function same(a: NDArray, b: NDArray): boolean {
  if (a.dtype !== b.dtype || String(a.shape) !== String(b.shape)) return false;
  if (a.dtype === 'f32' || a.dtype === 'f64') {
    // Both copies first: making one may grow the memory and detach what was read of the other.
    const [left, right] = [a.copy(), b.copy()];
    const x = left.data;
    const y = right.data;
    for (let i = 0; i < a.size; i++) if (!Object.is(x[i], y[i])) return false;
    return true;
  }
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

type Layout = (a: NDArray) => NDArray;

/** An array with the same elements as `a`, placed in memory of a larger array by an index. */
function within(a: NDArray, shape: readonly number[], ...index: string[]): NDArray {
  const view = zeros(shape, a.dtype).get(...index) as NDArray;
  view.set([], a);
  return view;
}

/** Ways to lay the elements of an array out; each gives an equal array that is not packed. */
export const LAYOUTS: Readonly<Record<string, Layout>> = {
  transposed: (a) => a.T.copy().T,
  'columns stepped': (a) => within(a, [...a.shape.slice(0, -1), a.shape.at(-1)! * 3], '...', '1::3'),
  'columns reversed': (a) => (a.get('...', '::-1') as NDArray).copy().get('...', '::-1') as NDArray,
  'rows reversed': (a) => (a.get('::-1') as NDArray).copy().get('::-1') as NDArray,
  'rows padded': (a) => within(a, [...a.shape.slice(0, -1), a.shape.at(-1)! + 5], '...', '3:-2'),
  'odd offset': (a) => {
    const room = zeros(a.size + 1, a.dtype).get('1:') as NDArray;
    return room.set([], a.ravel()).reshape(a.shape);
  },
  host: (a) => wrapped(a),
  'host transposed': (a) => wrapped(a.T.copy()).T,
  'host stepped': (a) => {
    const room = wrapped(zeros([...a.shape.slice(0, -1), a.shape.at(-1)! * 2], a.dtype)).get('...', '::2') as NDArray;
    return room.set([], a);
  },
  misaligned: (a) => fieldOf(a, false),
  'host misaligned': (a) => fieldOf(a, false, true),
  'big-endian': (a) => fieldOf(a, true),
  'host big-endian': (a) => fieldOf(a, true, true),
};

/** The elements of an array in records of bytes, a field of each: at odd places, or in the opposite byte order. */
function fieldOf(a: NDArray, swapped: boolean, host = false): NDArray {
  const step = swapped ? a.itemsize : a.itemsize + 3;
  const bytes = zeros(a.size * step + 1, 'u8');
  const { storage } = host ? wrapped(bytes) : bytes;
  const byteStrides = packedStrides(a.shape, step).slice();
  const field = NDArray.over(
    storage,
    a.dtype,
    { shape: a.shape.slice(), byteStrides, byteOffset: swapped ? 0 : 1 },
    swapped,
  );
  return field.set([], a);
}

/** A copy of an array in an ordinary ArrayBuffer. */
export function wrapped(a: NDArray): NDArray {
  return fromBuffer(bytesOf(a).buffer, a.dtype).reshape(a.shape);
}

/** Shapes that reach every way through the planner: short and long rows, more than a tile, wide blocks. */
export const SHAPES: readonly (readonly number[])[] = [
  [3, 5, 7],
  [5, 70],
  [70, 5],
  [3, 2100],
  [130, 140],
];

/** What a call gives, or the error it throws: views must fail as copies do. */
export function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

/** Whether two outcomes are the same: arrays, lists of them, or values. */
export function agree(a: unknown, b: unknown): boolean {
  if (a instanceof NDArray) return b instanceof NDArray && same(a, b);
  if (Array.isArray(a)) return a.every((item, i) => agree(item, (b as unknown[])[i]));
  return Object.is(a, b);
}
