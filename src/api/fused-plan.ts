/** A traced function, ready to run: where its inputs and constants come from, its kernels, and what becomes of the result. */
import { DTYPES, type DTypeInfo } from '../array/dtype.js';
import { broadcast, broadcastStrides, packedStrides, type Shape, sameShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { scalarAs, type WeakScalar } from '../array/promotion.js';
import { type Filling, type Recording, Reduction, type Source, type Tracer } from '../array/tracer.js';
import { BLOCK_BYTES, compile } from '../fusion/compile.js';
import { type Expression, expressionOf, type Node } from '../fusion/graph.js';
import { splat } from '../loops/access.js';
import { fusedCost } from '../loops/cost.js';
import { callFused, elementwise, type Loop } from '../loops/elementwise.js';
import { foldFused, foldLines } from '../loops/fused.js';
import { type Operand, sharesMemory } from '../loops/operand.js';
import { memoryOrder } from '../loops/space.js';
import {
  FUSED_CONSTANT_BYTES,
  fusedConstants,
  memoryBytes,
  memoryView,
  OPERANDS,
  partials,
} from '../memory/scratch.js';
import { checkHeap, Storage } from '../memory/storage.js';
import { addKernel, kernels } from '../wasm/kernels.js';
import { foldAlong } from './fused-lines.js';
import { checkOut, over } from './output.js';

/** Numbers of compiled expressions by their keys: with vectors and without. */
const compiled = [new Map<string, number>(), new Map<string, number>()] as const;

function kernelOf(expression: Expression, vectors: boolean): number {
  const known = compiled[vectors ? 1 : 0];
  let number = known.get(expression.key);
  if (number === undefined) {
    number = addKernel(compile(expression, vectors));
    known.set(expression.key, number);
  }
  return number;
}

/** An axis order and shape, as much of an array as decides where a result's axes lie. */
interface Layout {
  readonly shape: Shape;
  readonly byteStrides: readonly number[];
}

export class Plan {
  private readonly expression: Expression;
  /** Arguments by their place, or arrays. */
  private readonly sources: readonly Source[];
  private readonly type: DTypeInfo;
  private readonly reduction: Reduction | undefined;
  private readonly constants: Storage;
  /** Where the constants are during a call, and what they are if that is scratch memory. */
  private readonly address: number;
  private readonly copied: Uint8Array | undefined;
  /** Constants that are arguments. */
  private readonly parameters: { filling: Filling; address: number }[] = [];
  private readonly loops: (Loop | undefined)[] = [undefined, undefined];
  private readonly arrays: NDArray[];
  private readonly pointers: number[];
  private readonly steps: number[];

  constructor(result: Tracer, recording: Recording) {
    this.reduction = result instanceof Reduction ? result : undefined;
    this.type = DTYPES[result.dtype];
    this.expression = expressionOf(result.node);
    const { inputs, constants } = this.expression;
    if (inputs.length > OPERANDS - 1) {
      throw new RangeError(
        `fuse: the function reads ${inputs.length} arrays; ${OPERANDS - 1} are the most, so divide it into several.`,
      );
    }
    this.sources = inputs.map((input) => recording.sources.get(input)!);
    const bytes = constants.length * BLOCK_BYTES;
    this.constants = Storage.allocate(bytes).retain();
    const isFull = this.constants.host !== null;
    if (bytes > FUSED_CONSTANT_BYTES) checkHeap('fuse', this.constants, constants.length, 'constants');
    this.address = isFull ? fusedConstants : this.constants.ptr;
    for (const [i, constant] of constants.entries()) {
      const filling = recording.fillings.get(constant)!;
      const address = this.address + i * BLOCK_BYTES;
      if (filling.argument === undefined) write(filling, filling.value!, address);
      else this.parameters.push({ filling, address });
    }
    if (isFull) this.copied = memoryBytes().slice(this.address, this.address + bytes);
    this.arrays = new Array(inputs.length);
    this.pointers = new Array(inputs.length);
    this.steps = new Array(inputs.length).fill(1);
  }

  /** The loop for the build at work. */
  private get loop(): Loop {
    const vectors = kernels.build !== 'scalar';
    const at = vectors ? 1 : 0;
    const known = this.loops[at];
    if (known !== undefined) return known;
    const made: Loop = {
      kernel: kernelOf(this.expression, vectors),
      family: 'fused',
      code: this.address,
      inputs: this.expression.inputs.map(({ type }) => type),
      outputs: [this.type],
      cost: fusedCost(this.expression.operations.map(({ kernel }) => kernel)),
    };
    this.loops[at] = made;
    return made;
  }

  /** For each input of the loop, which argument it is, of a plan that reads no other arrays. */
  get inputs(): readonly number[] {
    return this.sources as readonly number[];
  }

  /** The loop with its constants in place, for a caller that has operands of its own and made a plan without parameters. */
  ready(): Loop {
    if (this.copied !== undefined) memoryBytes().set(this.copied, this.address);
    return this.loop;
  }

  /** Runs on arguments of the signature for which the plan was made. */
  run(args: readonly unknown[], out: NDArray | undefined): unknown {
    const { parameters, sources, arrays, reduction } = this;
    if (this.copied !== undefined) memoryBytes().set(this.copied, this.address);
    for (let i = 0; i < parameters.length; i++) {
      const { filling, address } = parameters[i];
      write(filling, args[filling.argument!] as WeakScalar, address);
    }
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i];
      arrays[i] = typeof source === 'number' ? (args[source] as NDArray) : source;
    }
    if (reduction !== undefined) return this.reduced(reduction, out);
    return this.packed(out) ?? this.planned(out);
  }

  /** The shortest way: packed arrays of one shape in the heap. */
  private packed(out: NDArray | undefined): NDArray | undefined {
    const { arrays, pointers, steps, type, loop } = this;
    if (arrays.length === 0) return undefined;
    const { shape, size } = arrays[0];
    for (let i = 0; i < arrays.length; i++) {
      const array = arrays[i];
      if (!array.packed || array.storage.host !== null || !sameShape(array.shape, shape)) return undefined;
      pointers[i] = array.storage.ptr + array.byteOffset;
      if (out === undefined || !sharesMemory(out.storage, array.storage)) continue;
      // Written into its operands' bytes, a result must lie on them exactly, or go through the planner.
      if (out.storage.ptr + out.byteOffset !== pointers[i] || out.itemsize !== array.itemsize) return undefined;
    }
    if (out !== undefined && !(out.packed && out.writeable && out.dtype === type.name && sameShape(out.shape, shape)))
      return undefined;
    const target = out ?? NDArray.allocate(type.name, shape);
    if (target.storage.host !== null) return out === undefined ? this.planned(target) : undefined;
    callFused(loop, pointers, steps, target.storage.ptr + target.byteOffset, size);
    return target;
  }

  /** The way of all other operands. */
  private planned(out: NDArray | undefined): NDArray {
    const { arrays, type } = this;
    let shape = this.shape();
    if (out !== undefined && !sameShape(out.shape, shape)) {
      const joint = broadcast('fuse', [shape, out.shape]);
      if (sameShape(joint, out.shape)) shape = joint;
    }
    if (out !== undefined) checkOut('fuse', out, shape, type.name);
    const target = out ?? NDArray.allocate(type.name, shape, this.strides(shape));
    elementwise(
      this.loop,
      shape,
      arrays.map((array) => over(array, shape)),
      [over(target, shape)],
    );
    return target;
  }

  private shape(): Shape {
    const { arrays } = this;
    return arrays.length === 0
      ? []
      : broadcast(
          'fuse',
          arrays.map((array) => array.shape),
        );
  }

  private reduced({ name, fold, options, tiled }: Reduction, out: NDArray | undefined): unknown {
    const shape = this.shape();
    const count = sizeOf(shape);
    if (tiled !== undefined && out === undefined && (options ?? undefined) === undefined && count > 0) {
      foldFused(tiled.fold, this.loop, shape, this.operands(shape), this.virtual(shape));
      const { getter } = tiled.fold.accumulator as DTypeInfo;
      const value = tiled.finish(memoryView()[getter](partials(), true), count);
      if (value !== undefined) return value;
    }
    if (tiled !== undefined && out === undefined && count > 0 && this.strides(shape) === undefined) {
      const lines = foldAlong(name, tiled, options, shape, (columns, first, target) =>
        foldLines(tiled.fold, this.loop, shape, this.operands(shape), this.virtual(shape), columns, first, target),
      );
      if (lines !== undefined) return lines;
    }
    const input = this.packed(undefined) ?? this.planned(undefined);
    try {
      return fold(input, out === undefined ? options : withOut(options, out));
    } finally {
      input.dispose();
    }
  }

  private operands(shape: Shape): Operand[] {
    return this.arrays.map((array) => over(array, shape));
  }

  /** The result as the operand that it would be, for the order in which it is walked. */
  private virtual(shape: Shape): Operand {
    const { code, itemsize } = this.type;
    const byteStrides = this.strides(shape) ?? packedStrides(shape, itemsize);
    return { storage: Storage.scratch, byteOffset: 0, byteStrides, code, itemsize };
  }

  /**
   * The strides of the result: its axes lie in memory as they would after one operation at a time. Undefined for C order,
   * in which they are wherever all inputs are.
   */
  private strides(shape: Shape): number[] | undefined {
    const { arrays, expression, type } = this;
    if (shape.length < 2 || arrays.every(isOrdered)) return undefined;
    const layouts = new Map<Node, Layout>(expression.inputs.map((input, i) => [input, arrays[i]]));
    for (const node of expression.operations) {
      const known = node.operands.map((operand) => layouts.get(operand)).filter((layout) => layout !== undefined);
      layouts.set(node, layoutOf(known, node.inOrder, node.type.itemsize));
    }
    const { byteStrides } = layouts.get(expression.result)!;
    return byteStrides.length === shape.length && type.itemsize > 0 ? byteStrides.slice() : undefined;
  }
}

/** Whether axes lie in memory in C order; those that repeat do not matter. */
function isOrdered({ byteStrides }: Layout): boolean {
  const moving = byteStrides.filter((stride) => stride !== 0).map(Math.abs);
  return moving.every((stride, i) => i === 0 || stride <= moving[i - 1]);
}

/** What an operation on operands of these layouts gives: see allocateLike in ufunc.ts. */
function layoutOf(operands: readonly Layout[], inOrder: boolean, itemsize: number): Layout {
  const shape =
    operands.length === 0
      ? []
      : broadcast(
          'fuse',
          operands.map((operand) => operand.shape),
        );
  const seen = operands.map((operand) => ({
    byteStrides: broadcastStrides(operand.shape, operand.byteStrides, shape),
  }));
  const order = inOrder ? shape.map((_, axis) => axis) : memoryOrder(shape.length, seen);
  const packed = packedStrides(
    order.map((axis) => shape[axis]),
    itemsize,
  );
  const byteStrides = new Array<number>(shape.length);
  for (const [i, axis] of order.entries()) byteStrides[axis] = packed[i];
  return { shape, byteStrides };
}

/** Options of a reduction with an output. */
function withOut(options: unknown, out: NDArray): object {
  const named = typeof options === 'number' || Array.isArray(options) ? { axis: options } : (options as object | null);
  return { ...named, out };
}

/** Fills a constant's block. */
function write({ operation, type }: Filling, value: WeakScalar, address: number): void {
  const exact = scalarAs(operation, value, type.name);
  memoryView()[type.setter](address, (typeof exact === 'boolean' ? Number(exact) : exact) as never, true);
  splat(type.itemsize, address, address);
}
