/**
 * From an expression to a module of one function:
 *
 *     run(n, scratch, constants, out, p0, s0, p1, s1, ...)
 *
 * `n` elements are computed into packed memory at `out`. Input i is packed at its pointer with step 1, or one value
 * replicated over 64 bytes with step 0. `constants` holds 64 bytes for each constant, filled with it. `scratch` is memory
 * of {@link SCRATCH_BYTES} for nobody else during the call.
 */
import { Code, I32, moduleOf, V128 } from '../wasm/encoder.js';
import { Emitter, valueType } from './emitter.js';
import type { Constant, Expression, Node, Operation } from './graph.js';
import { loadSingle, loadVector, storeSingle, storeVector, vectorBytes } from './lanes.js';
import { VECTOR_LOAD } from './opcodes.js';
import { operandType, ruleOf } from './rules.js';
import { type CallStage, type LoopStage, type Stage, stagesOf } from './stages.js';

/** Bytes of scratch memory that a compiled expression may use. */
export const SCRATCH_BYTES = 131072;
/** Bytes of a constant's block. */
export const BLOCK_BYTES = 64;

/** Elements that go through all stages before the next ones do: few enough for the first cache. */
const TILE = 1024;
const WIDEST = 8;

/** Places of the parameters. */
const N = 0;
const SCRATCH = 1;
const CONSTANTS = 2;
const OUT = 3;
const FIRST = 4;

const ADD = 0x6a;
const SUBTRACT = 0x6b;
const MULTIPLY = 0x6c;
const LESS = 0x48;
const GREATER = 0x4a;
const GREATER_EQUAL = 0x4e;
const SELECT = 0x1b;

/** Arguments of a kernel beside the addresses and steps of its operands. */
const OTHERS = { unary: 3, binary: 4, select: 3, cast: 4 } as const;

/** Where in scratch memory results lie that other stages need, and how many elements a tile has. */
interface Slots {
  readonly offsets: ReadonlyMap<Node, number>;
  readonly tile: number;
}

function slotsOf({ result }: Expression, stages: readonly Stage[]): Slots {
  const place = new Map<Node, number>(stages.flatMap(({ nodes }, i) => nodes.map((node) => [node, i] as const)));
  const last = new Map<Node, number>();
  for (const [i, { is, nodes }] of stages.entries()) {
    for (const node of nodes) {
      for (const operand of node.operands) {
        if (operand.is === 'operation' && (is === 'call' || place.get(operand) !== i)) last.set(operand, i);
      }
    }
  }
  const numbers = new Map<Node, number>();
  const free: number[] = [];
  let count = 0;
  for (const [i, { nodes }] of stages.entries()) {
    // A slot is free for others after the last stage that reads it: a stage never writes what it reads.
    for (const node of nodes) if (last.has(node) && node !== result) numbers.set(node, free.pop() ?? count++);
    for (const [node, end] of last) if (end === i) free.push(numbers.get(node)!);
  }
  const most = 2 ** Math.floor(Math.log2(SCRATCH_BYTES / (WIDEST * Math.max(1, count))));
  const tile = Math.min(TILE, most);
  return { offsets: new Map([...numbers].map(([node, i]) => [node, i * tile * WIDEST])), tile };
}

/** The most values that are alive at a time. */
function pressure({ nodes }: LoopStage): number {
  const last = new Map<Node, number>();
  for (const [i, node] of nodes.entries()) for (const operand of node.operands) last.set(operand, i);
  const alive = new Set<Node>();
  let most = 1;
  for (const [i, node] of nodes.entries()) {
    for (const operand of node.operands) if (operand.is !== 'constant') alive.add(operand);
    most = Math.max(most, alive.size);
    for (const operand of node.operands) if (last.get(operand) === i) alive.delete(operand);
    alive.add(node);
    most = Math.max(most, alive.size);
  }
  return most;
}

/** Vectors that a loop works on at a time: they hide each other's latency as long as the registers hold them. */
function unrolled(stage: LoopStage): number {
  const alive = pressure(stage);
  return alive <= 3 ? 4 : alive <= 6 ? 2 : 1;
}

class Compiler {
  readonly code: Code;
  private readonly e: Emitter;
  private readonly stages: readonly Stage[];
  private readonly slots: Slots;
  private spare = -1;

  constructor(
    private readonly expression: Expression,
    private readonly vectors: boolean,
  ) {
    this.code = new Code(FIRST + 2 * expression.inputs.length);
    this.e = new Emitter(this.code);
    this.stages = stagesOf(expression);
    this.slots = slotsOf(expression, this.stages);
  }

  compile(): Code {
    const { code, stages, slots } = this;
    if (stages.length === 1) {
      this.stage(stages[0], N);
      return code;
    }
    const count = code.local(I32);
    code.during(
      () => code.get(N).i32(0).op(GREATER),
      () => {
        code.get(N).i32(slots.tile).get(N).i32(slots.tile).op(LESS, SELECT).set(count);
        for (const stage of stages) this.stage(stage, count);
        for (const [i, { type }] of this.expression.inputs.entries()) {
          this.advance(
            FIRST + 2 * i,
            () =>
              code
                .get(count)
                .get(FIRST + 2 * i + 1)
                .op(MULTIPLY),
            type.itemsize,
          );
        }
        this.advance(OUT, () => code.get(count), this.expression.result.type.itemsize);
        code.get(N).get(count).op(SUBTRACT).set(N);
      },
    );
    return code;
  }

  /** Adds a number of elements to a pointer. */
  private advance(pointer: number, elements: () => void, itemsize: number): void {
    const { code } = this;
    code.get(pointer);
    elements();
    code.i32(itemsize).op(MULTIPLY, ADD).set(pointer);
  }

  private stage(stage: Stage, count: number): void {
    if (stage.is === 'call') this.call(stage, count);
    else this.loop(stage, count);
  }

  /** Puts the address of a node's elements in memory on the stack. */
  private address(node: Node): void {
    const { code } = this;
    if (node.is === 'input') code.get(FIRST + 2 * this.expression.inputs.indexOf(node));
    else if (node.is === 'constant') {
      code
        .get(CONSTANTS)
        .i32(this.expression.constants.indexOf(node) * BLOCK_BYTES)
        .op(ADD);
    } else if (node === this.expression.result) code.get(OUT);
    else code.get(SCRATCH).i32(this.slots.offsets.get(node)!).op(ADD);
  }

  private step(node: Node): void {
    if (node.is === 'input') this.code.get(FIRST + 2 * this.expression.inputs.indexOf(node) + 1);
    else this.code.i32(node.is === 'constant' ? 0 : 1);
  }

  private call({ nodes: [node] }: CallStage, count: number): void {
    const { code } = this;
    code.i32(node.code);
    if (node.family === 'cast') code.i32(node.type.code);
    for (const operand of node.operands) {
      this.address(operand);
      this.step(operand);
    }
    this.address(node);
    if (node.family === 'binary') code.i32(1);
    code.get(count).call(node.kernel, 2 * node.operands.length + OTHERS[node.family]);
  }

  /** Whether a result leaves the registers of its loop. */
  private isStored(node: Node): boolean {
    return node === this.expression.result || this.slots.offsets.has(node);
  }

  private loop(stage: LoopStage, count: number): void {
    const { code } = this;
    const own = new Set<Node>(stage.nodes);
    const pointers = new Map<Node, number>();
    for (const node of stage.nodes) {
      const outside = node.operands.filter((operand) => operand.is !== 'constant' && !own.has(operand));
      for (const place of [...outside, ...(this.isStored(node) ? [node] : [])]) {
        if (pointers.has(place)) continue;
        const pointer = code.local(I32);
        pointers.set(place, pointer);
        this.address(place);
        code.set(pointer);
      }
    }
    const left = code.local(I32);
    code.get(count).set(left);
    const move = (elements: number) => {
      for (const [place, pointer] of pointers) {
        code.get(pointer);
        if (place.is === 'input') {
          this.step(place);
          code.i32(elements * place.type.itemsize).op(MULTIPLY);
        } else code.i32(elements * place.type.itemsize);
        code.op(ADD).set(pointer);
      }
      code.get(left).i32(elements).op(SUBTRACT).set(left);
    };
    if (this.vectors) {
      const times = unrolled(stage);
      const elements = (times * 16) / stage.width;
      code.during(
        () => code.get(left).i32(elements).op(GREATER_EQUAL),
        () => {
          this.group(stage, pointers, times);
          move(elements);
        },
      );
    }
    code.during(
      () => code.get(left).i32(0).op(GREATER),
      () => {
        this.single(stage, pointers);
        move(1);
      },
    );
  }

  /** Some vectors of each node in turn, so that neighbouring instructions do not wait for each other. */
  private group({ nodes, width }: LoopStage, pointers: ReadonlyMap<Node, number>, times: number): void {
    const { code, e } = this;
    const each = Array.from({ length: times }, (_, i) => i);
    const values = new Map<Node, number[]>();
    const valuesOf = (node: Node): number[] => {
      const known = values.get(node);
      if (known !== undefined) return known;
      if (node.is === 'constant') return each.map(() => this.constantVector(node));
      const made = each.map((i) => {
        code.get(pointers.get(node)!);
        loadVector(e, node.type, width, i * vectorBytes(node.type, width));
        const local = code.local(V128);
        code.set(local);
        return local;
      });
      values.set(node, made);
      return made;
    };
    for (const node of nodes) {
      const operands = node.operands.map(valuesOf);
      const made = each.map((i) => {
        this.emit(
          node,
          'vectors',
          operands.map((locals) => locals[i]),
        );
        const local = code.local(V128);
        code.set(local);
        return local;
      });
      values.set(node, made);
      if (!this.isStored(node)) continue;
      if (this.spare < 0) this.spare = code.local(V128);
      for (const i of each) {
        code.get(pointers.get(node)!).get(made[i]);
        storeVector(e, node.type, width, i * vectorBytes(node.type, width), this.spare);
      }
    }
  }

  private single({ nodes }: LoopStage, pointers: ReadonlyMap<Node, number>): void {
    const { code, e } = this;
    const values = new Map<Node, number>();
    const valueOf = (node: Node): number => {
      const known = values.get(node);
      if (known !== undefined) return known;
      if (node.is === 'constant') return this.constantSingle(node);
      const local = code.local(valueType(node.type));
      code.get(pointers.get(node)!);
      loadSingle(e, node.type);
      code.set(local);
      values.set(node, local);
      return local;
    };
    for (const node of nodes) {
      const operands = node.operands.map(valueOf);
      const local = code.local(valueType(node.type));
      this.emit(node, 'single', operands);
      code.set(local);
      values.set(node, local);
      if (!this.isStored(node)) continue;
      code.get(pointers.get(node)!).get(local);
      storeSingle(e, node.type);
    }
  }

  private emit(node: Operation, form: 'vectors' | 'single', operands: readonly number[]): void {
    ruleOf(node)![form](this.e, operandType(node), operands, node);
  }

  /** A constant in every lane, for all loops. */
  private constantVector(node: Constant): number {
    const { code, e } = this;
    const offset = this.expression.constants.indexOf(node) * BLOCK_BYTES;
    return e.once(`constant ${offset}`, V128, () => {
      code.get(CONSTANTS);
      // A mask of bytes is one of any width when all are the same.
      if (node.type.kind === 'b') loadVector(e, node.type, 1, offset);
      else code.simdMemory(VECTOR_LOAD, offset);
    });
  }

  private constantSingle(node: Constant): number {
    const { code, e } = this;
    const offset = this.expression.constants.indexOf(node) * BLOCK_BYTES;
    return e.once(`single constant ${offset}`, valueType(node.type), () => {
      code.get(CONSTANTS).i32(offset).op(ADD);
      loadSingle(e, node.type);
    });
  }
}

/** The module of an expression: with vectors, or for engines and builds without them. */
export function compile(expression: Expression, vectors: boolean): Uint8Array<ArrayBuffer> {
  return moduleOf(new Compiler(expression, vectors).compile());
}
