/**
 * How one operand of a call is reached: in place where its elements already are what the kernel wants, otherwise
 * through a tile of scratch memory that is gathered before the kernel runs or scattered after it, and cast on the way.
 */
import { copyIn, copyOut, moveStrided } from '../memory/host.js';
import { castTile, describeView, scalarBlock, tile, viewBytes, viewSpace } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { recording } from '../wasm/program.js';
import { nativeCode, type Operand } from './operand.js';
import type { Walk } from './space.js';

/** An element type as kernels see it. */
export interface ElementType {
  readonly code: number;
  readonly itemsize: number;
}

const GATHER = kernelNumber('gather');
const SCATTER = kernelNumber('scatter');
const CAST = kernelNumber('cast');
const SPLAT = kernelNumber('splat');
const SWAP = kernelNumber('swapBytes');

/** Converts `n` packed elements; the same type means a copy. */
export function cast(from: number, to: number, source: number, step: number, target: number, n: number): void {
  table[CAST](from, to, source, step, target, n);
}

/** Reverses the bytes of each of `n` packed elements where they are. */
function swap(itemsize: number, address: number, n: number): void {
  table[SWAP](itemsize, address, 1, address, n);
}

/** Fills a 64-byte block with the element at an address. */
export function splat(itemsize: number, source: number, block: number): void {
  table[SPLAT](itemsize, source, block);
}

/** Whether these strides walk packed memory. */
export function isLinear(shape: readonly number[], strides: readonly number[], itemsize: number): boolean {
  let step = itemsize;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    if (strides[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

/** Whether these strides stand still: one element for the whole iteration. */
export function isSingle(strides: readonly number[]): boolean {
  for (let axis = 0; axis < strides.length; axis++) if (strides[axis] !== 0) return false;
  return true;
}

export class Access {
  /** Packed in the order of the iteration. */
  readonly linear: boolean;
  /** One element for the whole iteration. */
  readonly single: boolean;
  /** Of the kernel's type and in the heap. */
  readonly direct: boolean;
  readonly inHeap: boolean;
  /** The unit of a program for which it was described; 0 without a program. */
  private describedFor = -1;

  constructor(
    readonly operand: Operand,
    /** The type that the kernel reads or writes. */
    readonly type: ElementType,
    readonly shape: readonly number[],
    readonly walk: Walk,
    /** The operand's place among those of the call, which decides its scratch memory. */
    private readonly slot: number,
  ) {
    this.linear = isLinear(shape, walk.strides, operand.itemsize);
    this.single = isSingle(walk.strides);
    this.inHeap = operand.storage.host === null;
    this.direct = this.inHeap && operand.code === type.code;
  }

  /** The address of the first element of the iteration. Only for operands in the heap. */
  get address(): number {
    return this.operand.storage.ptr + this.walk.offset;
  }

  /** The address of a block that holds the one element, in the kernel's type. */
  block(): number {
    const block = scalarBlock(this.slot);
    let source = this.address;
    if (!this.direct) {
      source = tile(this.slot);
      this.read(0, 1, source);
    }
    splat(this.type.itemsize, source, block);
    return block;
  }

  /** The address of elements [start, start + count) in the kernel's type: their own, or that of a tile filled with them. */
  input(start: number, count: number): number {
    if (this.direct && this.linear) return this.address + start * this.type.itemsize;
    const address = tile(this.slot);
    this.read(start, count, address);
    return address;
  }

  /** Where the kernel may write elements [start, start + count). */
  output(start: number): number {
    return this.direct && this.linear ? this.address + start * this.type.itemsize : tile(this.slot);
  }

  /** Brings what the kernel wrote to where it belongs. */
  commit(start: number, count: number): void {
    if (this.direct && this.linear) return;
    this.write(start, count, tile(this.slot));
  }

  /** Writes at most a tile of packed elements of the kernel's type; what lies at their address is undefined afterwards. */
  write(start: number, count: number, address: number): void {
    const { code, itemsize } = this.operand;
    const native = nativeCode(code);
    let source = address;
    if (native !== this.type.code) {
      const inPlace = this.inHeap && this.linear && code === native;
      source = inPlace ? this.address + start * itemsize : castTile(this.slot);
      cast(this.type.code, native, address, 1, source, count);
      if (inPlace) return;
    }
    if (code !== native) swap(itemsize, source, count);
    this.store(start, count, source);
  }

  /** Reads at most a tile of elements into packed memory, in the kernel's type. */
  read(start: number, count: number, address: number): void {
    const { code, itemsize } = this.operand;
    const native = nativeCode(code);
    if (native === this.type.code) {
      this.load(start, count, address);
      if (code !== native) swap(itemsize, address, count);
      return;
    }
    let source = castTile(this.slot);
    if (this.inHeap && this.linear && code === native) source = this.address + start * itemsize;
    else {
      this.load(start, count, source);
      if (code !== native) swap(itemsize, source, count);
    }
    cast(native, this.type.code, source, 1, address, count);
  }

  /** Copies elements, as they are, to packed memory. */
  load(start: number, count: number, address: number): void {
    const { storage, itemsize } = this.operand;
    const code = nativeCode(this.operand.code);
    const { offset, strides } = this.walk;
    if (this.inHeap) {
      if (this.linear) cast(code, code, this.address + start * itemsize, 1, address, count);
      else table[GATHER](itemsize, this.view(), this.address, address, start, count);
    } else if (this.linear) copyIn(storage, offset + start * itemsize, address, count * itemsize);
    else moveStrided(storage, offset, this.shape, strides, itemsize, start, count, address, false);
  }

  /** Copies elements, as they are, from packed memory. */
  store(start: number, count: number, address: number): void {
    const { storage, itemsize } = this.operand;
    const code = nativeCode(this.operand.code);
    const { offset, strides } = this.walk;
    if (this.inHeap) {
      if (this.linear) cast(code, code, address, 1, this.address + start * itemsize, count);
      else table[SCATTER](itemsize, this.view(), address, this.address, start, count);
    } else if (this.linear) copyOut(address, storage, offset + start * itemsize, count * itemsize);
    else moveStrided(storage, offset, this.shape, strides, itemsize, start, count, address, true);
  }

  /** The description of the strided view that gather and scatter read, and write notes to. */
  private view(): number {
    const address = viewSpace(this.slot);
    const unit = recording === null ? 0 : recording.unit;
    if (this.describedFor !== unit) {
      const source = describeView(this.slot, this.shape, this.walk.strides);
      const { code, itemsize } = this.operand;
      const own = nativeCode(code);
      if (source !== address) cast(own, own, source, 1, address, viewBytes(this.shape.length) / itemsize);
      this.describedFor = unit;
    }
    return address;
  }
}
