/**
 * Arrays without elements, which stand for the arguments of a function while it is traced (src/api/fuse.ts). Element types
 * are met and chosen with them as with arrays; what is computed goes into a graph instead of memory, and what would read
 * a shape or elements is an error.
 */
import { type Constant, Graph, type Input, type Node } from '../fusion/graph.js';
import type { Fold } from '../loops/reduce.js';
import { Storage } from '../memory/storage.js';
import { type Canonical, DTYPES, type DType, type DTypeInfo, type DTypeLike, dtype } from './dtype.js';
import { NDArray } from './ndarray.js';
import { dtypeOfScalar, scalarAs, type WeakScalar } from './promotion.js';
import { tracing } from './tracing.js';

/** A JS number among the arguments: another one with each call. It takes part in operations as the scalar it is. */
export class Parameter {
  constructor(
    readonly index: number,
    /** A value of the class of values for which the function is traced. */
    readonly value: WeakScalar,
  ) {}

  /** The number as an array of no axes, as functions take it that have no scalars. */
  toTracer(): Tracer {
    const type = dtypeOfScalar(this.value);
    return new Tracer(type, currentRecording().operand('array', this, DTYPES[type]));
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(
      `fuse: argument ${this.index + 1} is a number of which the value is not known while the function is traced; ` +
        'compute with it through functions of arrays, as in add(s, 1), or outside and pass the result.',
    );
  }
}

/** Where the elements of an input come from: an argument, or an array that the function closes over. */
export type Source = number | NDArray;

/** What a constant is at each call: a value, or an argument as an element of a type. */
export interface Filling {
  readonly type: DTypeInfo;
  readonly value?: WeakScalar;
  readonly argument?: number;
  /** Which operation it is for, for errors. */
  readonly operation: string;
}

/** What is gathered while a function runs on tracers. */
export class Recording {
  readonly graph = new Graph();
  readonly sources = new Map<Input, Source>();
  readonly fillings = new Map<Constant, Filling>();
  private readonly captured: NDArray[] = [];

  argument(index: number, type: DType): Tracer {
    const node = this.graph.input(DTYPES[type], `argument ${index}`);
    this.sources.set(node, index);
    return new Tracer(type, node);
  }

  /** An operand of an operation, in the type in which that is done. */
  operand(operation: string, value: NDArray | WeakScalar | Parameter, type: DTypeInfo): Node {
    if (value instanceof NDArray) return this.graph.cast(this.nodeOf(value), type);
    if (value instanceof Parameter) {
      const { index } = value;
      // All numbers of a class fit, or none does.
      scalarAs(operation, value.value, type.name);
      return this.constant({ type, argument: index, operation }, `argument ${index}`);
    }
    const exact = scalarAs(operation, value, type.name);
    return this.constant({ type, value: exact, operation }, Object.is(exact, -0) ? '-0' : String(exact));
  }

  private constant(filling: Filling, which: string): Constant {
    const node = this.graph.constant(filling.type, which, filling.value !== undefined && !Number.isNaN(filling.value));
    this.fillings.set(node, filling);
    return node;
  }

  private nodeOf(array: NDArray): Node {
    if (array instanceof Reduction) {
      throw new TypeError(
        `fuse: the ${array.name} of the function is not its last step; return it as it is and go on outside of fuse.`,
      );
    }
    if (array instanceof Tracer) {
      if (array.recording === this) return array.node;
      throw new TypeError('fuse: an array of an earlier trace is used again; use the arguments of the function only.');
    }
    let at = this.captured.indexOf(array);
    if (at < 0) at = this.captured.push(array) - 1;
    const node = this.graph.input(DTYPES[array.dtype], `array ${at}`);
    this.sources.set(node, array);
    return node;
  }
}

let current: Recording | null = null;

/** Runs a function on tracers and gives what it recorded. */
export function recorded<R>(body: (recording: Recording) => R): R {
  const outer = current;
  const recording = new Recording();
  current = recording;
  tracing.on = true;
  try {
    return body(recording);
  } finally {
    current = outer;
    tracing.on = outer !== null;
  }
}

/** Whether an operation on these values is to be recorded. */
export function isTraced(...values: readonly unknown[]): boolean {
  return tracing.on && values.some((value) => value instanceof Tracer || value instanceof Parameter);
}

/** The recording that goes on. */
export function currentRecording(): Recording {
  if (current === null) {
    throw new TypeError('fuse: an array of a traced function is used after the trace; use the results of its calls.');
  }
  tracing.operation = '';
  return current;
}

function refuse(what: string): never {
  throw new TypeError(`fuse: ${what} inside a fused function; call it outside, on arguments or results.`);
}

/** Properties that an array without elements does not have. */
const UNKNOWN = [
  'shape',
  'size',
  'ndim',
  'strides',
  'offset',
  'nbytes',
  'byteStrides',
  'byteOffset',
  'data',
  'T',
  'storage',
];

export class Tracer<D extends DType = DType> extends NDArray<D> {
  readonly node: Node;
  readonly recording = currentRecording();

  constructor(type: D, node: Node) {
    super(DTYPES[type], [], 1, [], 0, Storage.scratch, false, false);
    this.node = node;
    for (const name of UNKNOWN) {
      Object.defineProperty(this, name, {
        get: () =>
          tracing.operation === ''
            ? refuse(`the ${name} of an array is not known`)
            : refuse(`${tracing.operation} is not supported`),
      });
    }
  }

  override astype<L extends DTypeLike>(type: L): NDArray<Canonical<L>> {
    const name: DType = dtype(type);
    const node = this.recording.graph.cast(
      this.recording.operand('astype', this, DTYPES[this.dtype]),
      DTYPES[name],
      true,
    );
    return new Tracer(name, node) as NDArray as NDArray<Canonical<L>>;
  }

  override copy(): NDArray<D> {
    return this;
  }

  override dispose(): void {}
}

/** How a reduction over everything of a kind of elements is done in tiles. */
export interface Tiled {
  /** The kernels and where they start. */
  readonly fold: Fold;
  /** The result from the folded value and the number of elements; undefined where its bits are not certain. */
  finish(value: number | bigint, count: number): unknown;
  /** The result from an array of folded values, each of so many elements; the array itself unless given. */
  finishEach?(values: NDArray, count: number): NDArray;
}

/** A reduction of what was computed: the last step of a function. */
export class Reduction extends Tracer {
  constructor(
    readonly name: string,
    /** What is reduced. */
    readonly input: Tracer,
    /** The function on arrays that does it, with its options. */
    readonly fold: (a: NDArray, options: unknown) => unknown,
    readonly options: unknown,
    /** Undefined where the result is computed as an array first. */
    readonly tiled: Tiled | undefined,
  ) {
    super(input.dtype, input.node);
  }
}

/** Methods of arrays that work on tracers as they are, because the functions behind them record. */
const allowed = new Set<PropertyKey>(['constructor', 'astype', 'copy', 'dispose', Symbol.dispose]);

/**
 * Makes every method of arrays that is not among the given ones an error on tracers. Called when the methods are
 * installed.
 */
export function allowMethods(names: Iterable<string>): void {
  for (const name of names) allowed.add(name);
  for (const key of Reflect.ownKeys(NDArray.prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(NDArray.prototype, key)!;
    if (typeof value !== 'function' || allowed.has(key)) continue;
    const shown = typeof key === 'symbol' ? (key.description ?? 'iteration') : key;
    Object.defineProperty(Tracer.prototype, key, {
      value: () => refuse(`${shown} is not supported`),
      configurable: true,
    });
  }
}
