/**
 * Numbers of instructions by what they do and for which type. Source: the WebAssembly core specification 2.0, chapter
 * 5.4. Integers are listed by the bytes of an element, floats f32 before f64; where signed and unsigned integers differ,
 * the latter stand under `u`.
 */
import type { ElementKind } from './graph.js';

interface Row {
  readonly i?: readonly number[];
  readonly u?: readonly number[];
  readonly f?: readonly [number, number];
}

/** On vectors; integers of 1, 2, 4 and 8 bytes. */
// biome-ignore format: a table
const VECTORS = {
  add: { i: [110, 142, 174, 206], f: [228, 240] },
  sub: { i: [113, 145, 177, 209], f: [229, 241] },
  mul: { i: [-1, 149, 181, 213], f: [230, 242] },
  div: { f: [231, 243] },
  neg: { i: [97, 129, 161, 193], f: [225, 237] },
  abs: { i: [96, 128, 160, 192], u: [], f: [224, 236] },
  sqrt: { f: [227, 239] },
  ceil: { f: [103, 116] },
  floor: { f: [104, 117] },
  trunc: { f: [105, 122] },
  nearest: { f: [106, 148] },
  min: { i: [118, 150, 182], u: [119, 151, 183] },
  max: { i: [120, 152, 184], u: [121, 153, 185] },
  pmin: { f: [234, 246] },
  pmax: { f: [235, 247] },
  eq: { i: [35, 45, 55, 214], f: [65, 71] },
  ne: { i: [36, 46, 56, 215], f: [66, 72] },
  lt: { i: [37, 47, 57, 216], u: [38, 48, 58], f: [67, 73] },
  gt: { i: [39, 49, 59, 217], u: [40, 50, 60], f: [68, 74] },
  le: { i: [41, 51, 61, 218], u: [42, 52, 62], f: [69, 75] },
  shl: { i: [107, 139, 171, 203] },
  shr: { i: [108, 140, 172, 204], u: [109, 141, 173, 205] },
} as const satisfies Record<string, Row>;

/** On single values; integers of up to 4 and of 8 bytes. */
// biome-ignore format: a table
const SCALARS = {
  add: { i: [0x6a, 0x7c], f: [0x92, 0xa0] },
  sub: { i: [0x6b, 0x7d], f: [0x93, 0xa1] },
  mul: { i: [0x6c, 0x7e], f: [0x94, 0xa2] },
  div: { f: [0x95, 0xa3] },
  neg: { f: [0x8c, 0x9a] },
  abs: { f: [0x8b, 0x99] },
  sqrt: { f: [0x91, 0x9f] },
  ceil: { f: [0x8d, 0x9b] },
  floor: { f: [0x8e, 0x9c] },
  trunc: { f: [0x8f, 0x9d] },
  nearest: { f: [0x90, 0x9e] },
  copysign: { f: [0x98, 0xa6] },
  eq: { i: [0x46, 0x51], f: [0x5b, 0x61] },
  ne: { i: [0x47, 0x52], f: [0x5c, 0x62] },
  lt: { i: [0x48, 0x53], u: [0x49, 0x54], f: [0x5d, 0x63] },
  gt: { i: [0x4a, 0x55], u: [0x4b, 0x56], f: [0x5e, 0x64] },
  le: { i: [0x4c, 0x57], u: [0x4d, 0x58], f: [0x5f, 0x65] },
  ltu: { i: [0x49, 0x54] },
  and: { i: [0x71, 0x83] },
  or: { i: [0x72, 0x84] },
  xor: { i: [0x73, 0x85] },
  shl: { i: [0x74, 0x86] },
  shr: { i: [0x75, 0x87], u: [0x76, 0x88] },
} as const satisfies Record<string, Row>;

export type VectorName = keyof typeof VECTORS;
export type ScalarName = keyof typeof SCALARS;

function find(row: Row, { kind, itemsize }: ElementKind, integers: (itemsize: number) => number): number | undefined {
  if (kind === 'f') return row.f?.[itemsize === 4 ? 0 : 1];
  return (kind === 'i' ? row.i : (row.u ?? row.i))?.[integers(itemsize)];
}

/** The instruction for vectors of a type, if there is one; of bools, which are masks, those of bytes. */
export function vectorOf(name: VectorName, type: ElementKind): number | undefined {
  return find(VECTORS[name], type, Math.log2);
}

/** The instruction for single values of a type; bools are integers. */
export function scalarOf(name: ScalarName, type: ElementKind): number | undefined {
  return find(SCALARS[name], type, (itemsize) => (itemsize === 8 ? 1 : 0));
}

/** Instructions on vectors of any type. */
export const NOT = 77;
export const AND = 78;
export const ANDNOT = 79;
export const OR = 80;
export const XOR = 81;
export const BITSELECT = 82;
export const SHUFFLE = 13;
export const VECTOR_CONST = 12;
export const VECTOR_LOAD = 0;
export const VECTOR_STORE = 11;

/** `select` of single values. */
export const SELECT = 0x1b;
