/** Kernels that compute element by element: of one tensor, and of two that broadcast. */
import type { DataType } from '@tensorflow/tfjs-core';
import { fuse } from '../api/fuse.js';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { arrayType } from './backend.js';
import * as expressions from './expressions.js';
import type { ArrayKernel, Kernels } from './kernel.js';

type Unary = (x: NDArray) => NDArray;
type Binary = (a: NDArray, b: NDArray) => NDArray;

/** A kernel of tensors of floats; tfjs-core converts others before nearly all of these. */
function floats(compute: Unary): ArrayKernel {
  return ({ x }: { x: NDArray }) => (x.dtype === 'f32' ? compute(x) : undefined);
}

/** A kernel of tensors of floats and integers. */
function numbers(compute: Unary): ArrayKernel {
  return ({ x }: { x: NDArray }) => (x.dtype === 'bool' ? undefined : compute(x));
}

/** A kernel of tensors of any one type. */
function pair(compute: Binary): ArrayKernel {
  return ({ a, b }: { a: NDArray; b: NDArray }) => (a.dtype === b.dtype ? compute(a, b) : undefined);
}

/** The same for all types but bools, of which NumPy's arithmetic makes logic and TensorFlow.js numbers. */
function arithmetic(compute: Binary): ArrayKernel {
  return ({ a, b }: { a: NDArray; b: NDArray }) =>
    a.dtype === b.dtype && a.dtype !== 'bool' ? compute(a, b) : undefined;
}

/** The same for floats alone. */
function quotients(compute: Binary): ArrayKernel {
  return ({ a, b }: { a: NDArray; b: NDArray }) => (a.dtype === 'f32' && b.dtype === 'f32' ? compute(a, b) : undefined);
}

const leakyRelu = fuse(expressions.leakyRelu);
const step = fuse(expressions.step);
const prelu = fuse(expressions.prelu);
const floorQuotient = fuse(expressions.floorQuotient);
const eluGrad = fuse(expressions.eluGrad);

export const UNARY: Kernels = {
  Abs: numbers(contig.absolute),
  Acos: floats(contig.arccos),
  Acosh: floats(contig.arccosh),
  Asin: floats(contig.arcsin),
  Asinh: floats(contig.arcsinh),
  Atan: floats(contig.arctan),
  Atanh: floats(contig.arctanh),
  Ceil: numbers(contig.ceil),
  Cos: floats(contig.cos),
  Cosh: floats(contig.cosh),
  Elu: floats(fuse(expressions.elu)),
  Erf: floats(fuse(expressions.erf)),
  Exp: floats(contig.exp),
  Expm1: floats(contig.expm1),
  Floor: numbers(contig.floor),
  IsFinite: numbers(contig.isfinite),
  IsInf: numbers(contig.isinf),
  IsNan: numbers(contig.isnan),
  Log: floats(contig.log),
  Log1p: floats(contig.log1p),
  LogicalNot: ({ x }: { x: NDArray }) => contig.logicalNot(x),
  Neg: numbers(contig.negative),
  Reciprocal: floats(contig.reciprocal),
  Relu: numbers(fuse(expressions.relu)),
  Relu6: numbers(expressions.relu6),
  Round: floats(contig.rint),
  Rsqrt: floats(fuse(expressions.rsqrt)),
  Selu: floats(fuse(expressions.selu)),
  Sigmoid: floats(fuse(expressions.sigmoid)),
  Sign: floats(fuse(expressions.sign)),
  Sin: floats(contig.sin),
  Sinh: floats(contig.sinh),
  Softplus: floats((x) => contig.logaddexp(x, 0)),
  Sqrt: floats(contig.sqrt),
  Square: numbers(contig.square),
  Tan: floats(contig.tan),
  Tanh: floats(contig.tanh),
  ClipByValue: ({ x }: { x: NDArray }, { clipValueMin, clipValueMax }) =>
    x.dtype === 'f32' ? contig.clip(x, clipValueMin, clipValueMax) : undefined,
  LeakyRelu: ({ x }: { x: NDArray }, { alpha }) => (x.dtype === 'f32' ? leakyRelu(x, alpha) : undefined),
  Step: ({ x }: { x: NDArray }, { alpha }) => (x.dtype === 'f32' ? step(x, alpha) : undefined),
  Cast: ({ x }: { x: NDArray }, { dtype }: { dtype: DataType }) => {
    const type = arrayType(dtype);
    // A cast to the same type shares the values, which the cpu back end's kernel sees to.
    return type === undefined || type === x.dtype ? undefined : x.astype(type);
  },
};

export const BINARY: Kernels = {
  Add: arithmetic(contig.add),
  Sub: arithmetic(contig.subtract),
  Multiply: arithmetic(contig.multiply),
  RealDiv: quotients(contig.divide),
  FloorDiv: arithmetic((a, b) => (a.dtype === 'f32' ? floorQuotient(a, b) : contig.floorDivide(a, b))),
  Mod: arithmetic(contig.remainder),
  Pow: quotients(contig.power),
  Maximum: arithmetic(contig.maximum),
  Minimum: arithmetic(contig.minimum),
  SquaredDifference: arithmetic(fuse(expressions.squaredDifference)),
  Atan2: quotients(contig.arctan2),
  BitwiseAnd: arithmetic(contig.bitwiseAnd),
  Equal: pair(contig.equal),
  NotEqual: pair(contig.notEqual),
  Greater: pair(contig.greater),
  GreaterEqual: pair(contig.greaterEqual),
  Less: pair(contig.less),
  LessEqual: pair(contig.lessEqual),
  LogicalAnd: pair(contig.logicalAnd),
  LogicalOr: pair(contig.logicalOr),
  Prelu: ({ x, alpha }: { x: NDArray; alpha: NDArray }) =>
    x.dtype === 'f32' && alpha.dtype === 'f32' ? prelu(x, alpha) : undefined,
  EluGrad: ({ dy, y }: { dy: NDArray; y: NDArray }) => eluGrad(dy, y),
  AddN: (inputs: Record<string, NDArray>) => {
    const [first, ...rest] = Object.values(inputs);
    if (first.dtype === 'bool') return undefined;
    const total = first.copy();
    for (const other of rest) contig.add(total, other, { out: total });
    return total;
  },
  Select: ({ condition, t, e }: { condition: NDArray; t: NDArray; e: NDArray }) => {
    if (t.dtype !== e.dtype || condition.dtype !== 'bool') return undefined;
    // A condition of one axis chooses whole rows.
    const rows = condition.ndim === 1 && t.ndim > 1;
    return contig.where(rows ? condition.reshape([-1, ...t.shape.slice(1).map(() => 1)]) : condition, t, e) as NDArray;
  },
};
