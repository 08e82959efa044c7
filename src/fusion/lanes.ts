/** Elements between memory and vectors. Bools are bytes there and masks of some width here. */
import type { Code } from '../wasm/encoder.js';
import type { Emitter } from './emitter.js';
import type { ElementKind } from './graph.js';
import { VECTOR_LOAD, VECTOR_STORE } from './opcodes.js';

/** Bytes in memory of a vector's elements, with lanes of some width. */
export function vectorBytes({ kind }: ElementKind, width: number): number {
  return kind === 'b' ? 16 / width : 16;
}

const LOAD_BYTES_WIDENED = 2;
const LOAD_WORD = 92;
const LOAD_HALF_WORD = 8;
const EXTEND_BYTES = 137;
const EXTEND_SHORTS = 169;
const EXTEND_WORDS = 201;
const NOT_EQUAL: Readonly<Record<number, number>> = { 1: 36, 2: 46, 4: 56, 8: 215 };

/** Loads a vector from the address on the stack. */
export function loadVector(e: Emitter, type: ElementKind, width: number, offset: number): void {
  const { code } = e;
  if (type.kind !== 'b' || width === 1) code.simdMemory(VECTOR_LOAD, offset);
  else if (width === 2) code.simdMemory(LOAD_BYTES_WIDENED, offset);
  else if (width === 4) code.simdMemory(LOAD_WORD, offset).simd(EXTEND_BYTES).simd(EXTEND_SHORTS);
  else code.simdMemory(LOAD_HALF_WORD, offset).simd(EXTEND_BYTES).simd(EXTEND_SHORTS).simd(EXTEND_WORDS);
  if (type.kind === 'b') e.get(e.zeros).code.simd(NOT_EQUAL[width]);
}

const NARROW_SHORTS = 101;
const NARROW_WORDS = 133;
const NEGATE_BYTES = 97;
const STORE_SHORT = 89;
const STORE_WORD = 90;
const STORE_LONG = 91;

/** Joins a vector of masks with itself, in half the width. */
function halved(code: Code, local: number, narrow: number): void {
  code.tee(local).get(local).simd(narrow);
}

/** Stores the vector on the stack at the address below it. `spare` is a local for vectors. */
export function storeVector(e: Emitter, type: ElementKind, width: number, offset: number, spare: number): void {
  const { code } = e;
  if (type.kind !== 'b') {
    code.simdMemory(VECTOR_STORE, offset);
    return;
  }
  // A mask of 8 bytes is two of 4, so that every second of the narrowed ones is left out in a second step.
  if (width === 8) {
    halved(code, spare, NARROW_WORDS);
    halved(code, spare, NARROW_WORDS);
  } else if (width === 4) halved(code, spare, NARROW_WORDS);
  if (width >= 2) halved(code, spare, NARROW_SHORTS);
  code.simd(NEGATE_BYTES);
  if (width === 1) code.simdMemory(VECTOR_STORE, offset);
  else code.simdMemory(width === 2 ? STORE_LONG : width === 4 ? STORE_WORD : STORE_SHORT, offset, 0);
}

/** Instructions that load and store an element by the bytes of it. */
const LOADS = { u: [0x2d, 0x2f, 0x28, 0x29], i: [0x2c, 0x2e, 0x28, 0x29], f: [0x2a, 0x2b] } as const;
const STORES = { u: [0x3a, 0x3b, 0x36, 0x37], f: [0x38, 0x39] } as const;

/** Loads one element from the address on the stack; a bool as 0 or 1. */
export function loadSingle({ code }: Emitter, { kind, itemsize }: ElementKind): void {
  if (kind === 'f') code.memory(LOADS.f[itemsize === 4 ? 0 : 1], 0);
  else code.memory(LOADS[kind === 'i' ? 'i' : 'u'][Math.log2(itemsize)], 0);
  if (kind === 'b') code.i32(0).op(0x47);
}

/** Stores the element on the stack at the address below it. */
export function storeSingle({ code }: Emitter, { kind, itemsize }: ElementKind): void {
  if (kind === 'f') code.memory(STORES.f[itemsize === 4 ? 0 : 1], 0);
  else code.memory(STORES.u[Math.log2(itemsize)], 0);
}
