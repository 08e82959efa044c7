/** What functions do with tracers instead of computing: they record themselves (see src/array/tracer.ts). */
import { DTYPES, type DType, type DTypeInfo } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import type { WeakScalar } from '../array/promotion.js';
import { currentRecording, isTraced, Parameter, Reduction, type Tiled, Tracer } from '../array/tracer.js';
import type { CallFamily } from '../fusion/graph.js';
import type { Loop } from '../loops/elementwise.js';
import { kernelName } from '../wasm/kernels.js';

const FAMILIES: readonly string[] = ['unary', 'binary', 'select', 'cast'];

/** The number that a parameter had at the trace; other values as they are. */
export function scalarOf(value: unknown): unknown {
  return value instanceof Parameter ? value.value : value;
}

/** Refuses options that a traced function cannot have. */
export function refuseOptions(name: string, options: object | null | undefined, accepted: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return;
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || accepted.includes(option)) continue;
    const remedy =
      option === 'out'
        ? 'give an output to the fused function: f.into(out, ...)'
        : option === 'where'
          ? 'use the function where()'
          : 'call it outside';
    throw new TypeError(`fuse: ${name} takes no ${option} inside a fused function; ${remedy}.`);
  }
}

/**
 * Records a call of a kernel.
 *
 * @param operands In the kernel's order.
 * @param inOrder Whether the function gives its results in C order.
 */
export function record(
  name: string,
  loop: Loop,
  outputs: readonly DTypeInfo[],
  operands: readonly (NDArray | WeakScalar | Parameter)[],
  inOrder = false,
): NDArray {
  const recording = currentRecording();
  if (!FAMILIES.includes(loop.family)) {
    throw new TypeError(`fuse: ${name} has two results, which a fused function cannot have; call it outside.`);
  }
  const nodes = operands.map((operand, i) => recording.operand(name, operand, loop.inputs[i] as DTypeInfo));
  const [type] = outputs;
  // A cast of a loop is one of a type to itself.
  if (loop.family === 'cast') return new Tracer(type.name, nodes[0]);
  const node = recording.graph.operation({
    kernel: kernelName(loop.kernel),
    family: loop.family as CallFamily,
    code: loop.code,
    type,
    operands: nodes,
    inOrder,
  });
  return new Tracer(type.name, node);
}

/** Records a reduction, with which a function ends. */
export function recordReduction(
  name: string,
  a: unknown,
  fold: (a: NDArray, options: never) => unknown,
  options: unknown,
  tiled?: (input: DType) => Tiled | undefined,
): unknown {
  const array = a instanceof Parameter ? a.toTracer() : (a as Tracer);
  refuseOptions(name, options as object, ['axis', 'keepdims', 'dtype', 'initial', 'ddof']);
  if (typeof options === 'object' && options !== null && isTraced(...Object.values(options))) {
    throw new TypeError(`fuse: the options of ${name} are arguments of the function; they have to be constants.`);
  }
  // A reduction is no operand, which this finds out.
  currentRecording().operand(name, array, DTYPES[array.dtype]);
  return new Reduction(name, array, fold as (a: NDArray, options: unknown) => unknown, options, tiled?.(array.dtype));
}
