/**
 * The order of work. An expression becomes stages that run one after the other over the same few elements: loops that
 * keep elements of one width in registers, and calls of kernels, which take their operands from memory. What one stage
 * computes and another needs goes through scratch memory.
 */
import type { Expression, Node, Operation } from './graph.js';
import { isFused } from './rules.js';

/** A loop over lanes of `width` bytes. */
export interface LoopStage {
  readonly is: 'loop';
  readonly width: number;
  /** Operands first. */
  readonly nodes: Operation[];
}

/** A call of a kernel. */
export interface CallStage {
  readonly is: 'call';
  readonly nodes: [Operation];
}

export type Stage = LoopStage | CallStage;

/** For each operation the operations that need it. */
function consumersOf({ operations }: Expression): Map<Node, Operation[]> {
  const consumers = new Map<Node, Operation[]>(operations.map((node) => [node, []]));
  for (const node of operations) for (const operand of new Set(node.operands)) consumers.get(operand)?.push(node);
  return consumers;
}

/**
 * The bytes of a lane of each operation that is done in registers. Bools are masks as wide as what they were made of or
 * are used for; bools of bools follow their neighbours.
 */
function widthsOf({ operations }: Expression, consumers: Map<Node, Operation[]>): Map<Node, number> {
  const widths = new Map<Node, number>();
  const fused = operations.filter(isFused);
  for (const node of fused) {
    const own = [node, ...node.operands].find(({ type }) => type.kind !== 'b')?.type.itemsize;
    const width = own ?? node.operands.map((operand) => widths.get(operand)).find((known) => known !== undefined);
    if (width !== undefined) widths.set(node, width);
  }
  for (const node of fused.slice().reverse()) {
    if (widths.has(node)) continue;
    const next = consumers.get(node)!.map((consumer) => widths.get(consumer));
    widths.set(node, next.find((known) => known !== undefined) ?? 1);
  }
  return widths;
}

/** The stages of an expression, in order. */
export function stagesOf(expression: Expression): Stage[] {
  const consumers = consumersOf(expression);
  const widths = widthsOf(expression, consumers);
  const waiting = new Set(expression.operations);
  const ready = ({ operands }: Operation) => operands.every((operand) => !waiting.has(operand as Operation));
  const stages: Stage[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].filter(ready);
    // Calls as early as they can be: what registers hold is then done in fewer and longer loops.
    const call = next.find((node) => !widths.has(node));
    if (call !== undefined) {
      stages.push({ is: 'call', nodes: [call] });
      waiting.delete(call);
      continue;
    }
    const width = widths.get(next[0])!;
    const nodes: Operation[] = [];
    for (const node of waiting) {
      if (widths.get(node) !== width || !ready(node)) continue;
      nodes.push(node);
      waiting.delete(node);
    }
    stages.push({ is: 'loop', width, nodes });
  }
  return delayed(stages, consumers);
}

/** Moves what is not needed before a later loop of its width into that loop, so that it stays in registers. */
function delayed(stages: Stage[], consumers: Map<Node, Operation[]>): Stage[] {
  const place = new Map<Node, number>(stages.flatMap(({ nodes }, i) => nodes.map((node) => [node, i] as const)));
  for (let i = stages.length - 1; i >= 0; i--) {
    const stage = stages[i];
    if (stage.is === 'call') continue;
    for (const node of stage.nodes.slice().reverse()) {
      const users = consumers.get(node)!;
      if (users.length === 0) continue;
      const first = Math.min(...users.map((user) => place.get(user)!));
      const target = stages[first];
      if (first === i || target.is === 'call' || target.width !== stage.width) continue;
      stage.nodes.splice(stage.nodes.indexOf(node), 1);
      target.nodes.unshift(node);
      place.set(node, first);
    }
  }
  return stages.filter(({ nodes }) => nodes.length > 0);
}
