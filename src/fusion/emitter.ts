/** Instructions by element type: what the rules of operations are written with. */
import { type Code, F32, F64, I32, I64, V128 } from '../wasm/encoder.js';
import type { ElementKind, Operation } from './graph.js';
import { type ScalarName, scalarOf, VECTOR_CONST, type VectorName, vectorOf } from './opcodes.js';

/** The type of a local that holds one element. */
export function valueType({ kind, itemsize }: ElementKind): number {
  if (kind === 'f') return itemsize === 4 ? F32 : F64;
  return itemsize === 8 ? I64 : I32;
}

/** The bytes of a number as an element of a type. */
function bytesOf(value: number, { kind, itemsize }: ElementKind): number[] {
  const view = new DataView(new ArrayBuffer(8));
  if (kind === 'f' && itemsize === 4) view.setFloat32(0, value, true);
  else if (kind === 'f') view.setFloat64(0, value, true);
  else view.setBigInt64(0, BigInt(value), true);
  return Array.from(new Uint8Array(view.buffer, 0, itemsize));
}

export class Emitter {
  private readonly hoisted = new Map<string, number>();
  private unset: number | undefined;

  constructor(readonly code: Code) {}

  /** A vector of zeros: a local that is never set. */
  get zeros(): number {
    this.unset ??= this.code.local(V128);
    return this.unset;
  }

  /** Instructions on vectors and on single values of a type. The rules say beforehand for which types there are any. */
  vector(name: VectorName, type: ElementKind): this {
    this.code.simd(vectorOf(name, type)!);
    return this;
  }

  scalar(name: ScalarName, type: ElementKind): this {
    this.code.op(scalarOf(name, type)!);
    return this;
  }

  get(...locals: number[]): this {
    for (const local of locals) this.code.get(local);
    return this;
  }

  /** Puts a number on the stack as an element of a type. */
  number(value: number, type: ElementKind): this {
    const local = valueType(type);
    if (local === I32) this.code.i32(value);
    else if (local === I64) this.code.i64(BigInt(value));
    else this.code.op(local === F32 ? 0x43 : 0x44, ...bytesOf(value, type));
    return this;
  }

  /** A local that is computed once, before all loops. */
  once(key: string, type: number, make: () => void): number {
    const known = this.hoisted.get(key);
    if (known !== undefined) return known;
    const local = this.code.local(type);
    this.hoisted.set(key, local);
    this.code.ahead(() => {
      make();
      this.code.set(local);
    });
    return local;
  }

  /** A vector of one number in every lane. V8 rebuilds constants in a loop, so it is kept in a local. */
  lanes(value: number, type: ElementKind): number {
    const bytes = bytesOf(value, type);
    const all = Array.from({ length: 16 }, (_, i) => bytes[i % bytes.length]);
    return this.once(`lanes ${all}`, V128, () => this.code.simd(VECTOR_CONST, ...all));
  }

  /** Brings the integer on the stack back into the range of a narrow type, as a store and a load would. */
  wrap({ kind, itemsize }: ElementKind): this {
    if (kind === 'f' || itemsize >= 4) return this;
    if (kind === 'i') this.code.op(itemsize === 1 ? 0xc0 : 0xc1);
    else this.code.i32(itemsize === 1 ? 0xff : 0xffff).op(0x71);
    return this;
  }
}

/** Leaves the result on the stack. `type` is that of the first operand, or of the result where the first is a condition. */
export type Emit = (e: Emitter, type: ElementKind, args: readonly number[], node: Operation) => void;

/** How an operation is done in registers. */
export interface Rule {
  /** Whether there are instructions for the type. */
  readonly has: (type: ElementKind, node: Operation) => boolean;
  readonly vectors: Emit;
  readonly single: Emit;
}
