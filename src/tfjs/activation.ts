/** What follows a product or a convolution, in the same kernel: a bias that is added, and an activation. */
import { fuse } from '../api/fuse.js';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { biasClamp } from '../loops/bias.js';
import { elu, leakyRelu, prelu, relu, relu6, sigmoid } from './expressions.js';
import { addressOf } from './views.js';

/** The attributes and inputs of fused kernels that say what follows. */
export interface Ending {
  readonly bias?: NDArray;
  readonly activation?: string;
  readonly preluActivationWeights?: NDArray;
  readonly leakyreluAlpha?: number;
}

type Parameter = NDArray | number;
type Into = (out: NDArray, ...args: Parameter[]) => NDArray;

/** An activation in one pass, alone and after a bias was added. */
function compiled(activate: (y: NDArray, parameter: never) => NDArray): { plain: Into; biased: Into } {
  const run = activate as (y: NDArray, parameter?: Parameter) => NDArray;
  return {
    plain: fuse((y: NDArray, ...parameters: Parameter[]) => run(y, ...parameters)).into as Into,
    biased: fuse((y: NDArray, bias: NDArray, ...parameters: Parameter[]) => run(y.add(bias) as NDArray, ...parameters))
      .into as Into,
  };
}

const ACTIVATIONS = {
  relu: compiled(relu),
  relu6: compiled(relu6),
  elu: compiled(elu),
  sigmoid: compiled(sigmoid),
  leakyrelu: compiled(leakyRelu),
  prelu: compiled(prelu),
};

/** Whether all that follows is of floats and known. */
export function isKnown({ bias, activation = 'linear', preluActivationWeights }: Ending): boolean {
  const floats = [bias, preluActivationWeights].every((array) => array === undefined || array.dtype === 'f32');
  return floats && (activation === 'linear' || activation in ACTIVATIONS);
}

/** The activations that limit elements and do nothing else: from where, and up to where. */
const LIMITS: { readonly [activation: string]: readonly [number, number] } = {
  linear: [-Infinity, Infinity],
  relu: [0, Infinity],
  relu6: [0, 6],
};

/** The commonest endings, in one kernel: a bias for each of the last axis, and limits. False where it is another one. */
function limited(y: NDArray, { bias, activation = 'linear' }: Ending): boolean {
  const limits = LIMITS[activation];
  const columns = y.shape[y.ndim - 1];
  if (limits === undefined || bias?.ndim !== 1 || bias.size !== columns || y.size === 0 || !y.packed) return false;
  const [to, from] = [addressOf(y), addressOf(bias)];
  if (to === undefined || from === undefined) return false;
  biasClamp(y.size / columns, columns, to, from, ...limits);
  return true;
}

/** Adds the bias and applies the activation, in place. */
export function finish(y: NDArray, ending: Ending): NDArray {
  if (limited(y, ending)) return y;
  const { bias, activation = 'linear' } = ending;
  if (activation === 'linear') return bias === undefined ? y : contig.add(y, bias, { out: y });
  const { plain, biased } = ACTIVATIONS[activation as keyof typeof ACTIVATIONS];
  const parameters: Parameter[] = [];
  if (activation === 'prelu') parameters.push(ending.preluActivationWeights as NDArray);
  if (activation === 'leakyrelu') parameters.push(ending.leakyreluAlpha ?? 0.2);
  return bias === undefined ? plain(y, y, ...parameters) : biased(y, y, bias, ...parameters);
}
