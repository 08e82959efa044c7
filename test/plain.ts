/** What a function gave, in a form that can be compared: without layout, addresses or identities. */
import { type DType, type NDArray, ndarray, random, type TypedArrayOf } from '../src/index.js';

/** An array: its type, shape and bytes. */
export interface Plain {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: string;
}

/** A value without its layout: types, shapes and bytes, every NaN the same. */
export function plain(value: unknown): unknown {
  if (value instanceof ndarray.array([]).constructor) {
    const { dtype, shape } = value as NDArray;
    const { data } = (value as NDArray).copy() as { data: TypedArrayOf<'f64'> };
    for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) data[i] = Number.NaN;
    return {
      dtype,
      shape: [...shape],
      bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'),
    };
  }
  if (value instanceof random.Generator) return value.state;
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return Object.is(value, -0) ? '-0' : value;
}

/** Whether two outcomes are the same, or floats within a relative distance where the order of additions may differ. */
export function agree(a: unknown, b: unknown, close = 0): boolean {
  if (typeof a === 'number' && typeof b === 'number' && close > 0) return Math.abs(a - b) <= close * Math.abs(b);
  if (typeof a !== 'object' || a === null || b === null) return Object.is(a, b);
  if (close > 0 && 'dtype' in a && 'bytes' in a) return agree(numbersOf(a as Plain), numbersOf(b as Plain), close);
  const keys = Object.keys(a) as (keyof object)[];
  return (
    keys.length === Object.keys(b as object).length && keys.every((key) => agree(a[key], (b as object)[key], close))
  );
}

function numbersOf({ dtype, bytes }: Plain): number[] {
  const { buffer } = Uint8Array.from(Buffer.from(bytes, 'hex'));
  return dtype === 'f32' ? Array.from(new Float32Array(buffer)) : Array.from(new Float64Array(buffer));
}

export const show = (value: unknown) =>
  JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item));
