/** Arrays of every layout, and what they hold by plain arithmetic on their memory: nothing of contig reads it. */
import { arange, type DType, type NDArray, remainder } from '../../src/index.js';
import { wasmMemory } from '../../src/wasm/kernels.js';

export const DTYPES: DType[] = ['bool', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'];

/** The values 0 to 23 of a type as (4, 6); alternating for bools. */
export function base(type: DType): NDArray {
  const whole = arange(24, type === 'bool' ? 'u8' : type).reshape(4, 6);
  return type === 'bool' ? remainder(whole, 2).eq(1) : whole;
}

/** The places in C order, by arithmetic, beside each view of {@link base}. */
export const LAYOUTS: [name: string, view: (a: NDArray) => NDArray, places: number[][]][] = [
  ['packed', (a) => a, rows(4, 6, (i, j) => 6 * i + j)],
  ['transposed', (a) => a.T, rows(6, 4, (i, j) => 6 * j + i)],
  ['stepped', (a) => a.get('::2', '1::3') as NDArray, rows(2, 2, (i, j) => 12 * i + 3 * j + 1)],
  ['offset', (a) => a.get('1:3', '2:5') as NDArray, rows(2, 3, (i, j) => 6 * (i + 1) + j + 2)],
  ['reversed', (a) => a.get('::-1', '::-2') as NDArray, rows(4, 3, (i, j) => 6 * (3 - i) + 5 - 2 * j)],
  ['broadcast', (a) => (a.get(1) as NDArray).broadcastTo([3, 6]), rows(3, 6, (_, j) => 6 + j)],
  ['empty', (a) => a.get('2:2') as NDArray, []],
];

function rows(m: number, n: number, place: (i: number, j: number) => number): number[][] {
  return Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => place(i, j)));
}

/** What a place of {@link base} holds. */
export function valueAt(type: DType, place: number): number | bigint | boolean {
  if (type === 'bool') return place % 2 === 1;
  return type === 'i64' || type === 'u64' ? BigInt(place) : place;
}

/** The nested values of a layout. */
export function expected(type: DType, places: number[][]): unknown[][] {
  return places.map((row) => row.map((place) => valueAt(type, place)));
}

/** Every type in every layout. */
export const CASES = DTYPES.flatMap((type) => LAYOUTS.map(([name, view, places]) => ({ type, name, view, places })));

/** Makes the heap grow, which detaches typed arrays over it. */
export function grow(): void {
  wasmMemory.grow(1);
}
