/**
 * Expressions as graphs. A node is an input array, a constant or parameter, or a call of a kernel on other nodes; equal
 * nodes of a graph are one node. What a graph computes is told by its key, which is the same for equal expressions
 * whatever the values of their constants.
 */

/** An element type, as much as code generation has to know of it. */
export interface ElementKind {
  /** The dtype code (assembly/dtypes.ts). */
  readonly code: number;
  readonly itemsize: number;
  readonly kind: 'b' | 'u' | 'i' | 'f';
}

/** How a kernel takes its arguments: as the families of the planner (src/loops/elementwise.ts). */
export type CallFamily = 'unary' | 'binary' | 'select' | 'cast';

interface Common {
  /** The place among the nodes of the graph in the order in which they were made. */
  readonly id: number;
  /** The type of the elements. */
  readonly type: ElementKind;
}

/** Elements of an array. */
export interface Input extends Common {
  readonly is: 'input';
}

/** One value for all elements. */
export interface Constant extends Common {
  readonly is: 'constant';
  /** Whether it is known not to be NaN. */
  readonly isNumber: boolean;
}

/** Elements that a kernel computes. */
export interface Operation extends Common {
  readonly is: 'operation';
  readonly kernel: string;
  readonly family: CallFamily;
  /** The kernel's first argument; of a cast, the code of the type that it reads. */
  readonly code: number;
  readonly operands: readonly Node[];
  /** Whether the elements of the unfused result would lie in C order, whatever the order of the operands'. */
  readonly inOrder: boolean;
}

export type Node = Input | Constant | Operation;

/** A graph in the making. What is asked for twice is made once. */
export class Graph {
  private readonly known = new Map<string, Node>();
  private count = 0;

  /** @param which Tells one input from another. */
  input(type: ElementKind, which: string): Input {
    return this.once(`input ${which}`, (id): Input => ({ is: 'input', id, type }));
  }

  /** @param which Tells one constant of a type from another. */
  constant(type: ElementKind, which: string, isNumber: boolean): Constant {
    return this.once(`constant ${type.code} ${which}`, (id): Constant => ({ is: 'constant', id, type, isNumber }));
  }

  operation(given: Omit<Operation, 'is' | 'id'>): Node {
    const { kernel, code, type, operands, inOrder } = given;
    const key = `${kernel} ${code} ${type.code} ${inOrder} ${operands.map(({ id }) => id)}`;
    return this.once(key, (id): Operation => ({ is: 'operation', id, ...given }));
  }

  /** The elements of a node in another type; the node itself where it is of that type. */
  cast(node: Node, type: ElementKind, inOrder = false): Node {
    if (node.type.code === type.code) return node;
    return this.operation({ kernel: 'cast', family: 'cast', code: node.type.code, type, operands: [node], inOrder });
  }

  private once<N extends Node>(key: string, make: (id: number) => N): N {
    const found = this.known.get(key);
    if (found !== undefined) return found as N;
    const made = make(this.count++);
    this.known.set(key, made);
    return made;
  }
}

/** What leads to a result: its nodes, operands first, each kind in the order in which it is met. */
export interface Expression {
  readonly result: Operation;
  readonly inputs: readonly Input[];
  readonly constants: readonly Constant[];
  readonly operations: readonly Operation[];
  readonly key: string;
}

/** The expression of a node. What computes nothing is a copy. */
export function expressionOf(root: Node): Expression {
  const result: Operation =
    root.is === 'operation'
      ? root
      : {
          is: 'operation',
          id: -1,
          type: root.type,
          kernel: 'cast',
          family: 'cast',
          code: root.type.code,
          operands: [root],
          inOrder: false,
        };
  const inputs: Input[] = [];
  const constants: Constant[] = [];
  const operations: Operation[] = [];
  const names = new Map<Node, string>();
  const parts: string[] = [];
  const visit = (node: Node): string => {
    const named = names.get(node);
    if (named !== undefined) return named;
    let own: string;
    if (node.is === 'input') own = `i${inputs.push(node) - 1}`;
    else if (node.is === 'constant') own = `c${constants.push(node) - 1}`;
    else {
      const { kernel, code, type, operands } = node;
      const from = operands.map(visit);
      own = `o${operations.push(node) - 1}`;
      parts.push(`${kernel} ${code} ${type.code} ${from.join()}`);
    }
    names.set(node, own);
    return own;
  };
  visit(result);
  const types = (nodes: readonly Node[]) => nodes.map(({ type }) => type.code).join();
  const numbers = constants.map(({ isNumber }) => Number(isNumber)).join('');
  return {
    result,
    inputs,
    constants,
    operations,
    key: `${types(inputs)};${types(constants)} ${numbers};${parts.join(';')}`,
  };
}
