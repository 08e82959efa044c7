/**
 * A plug-in of mathjs: its functions and operators, in expressions too, take contig's arrays and compute with its kernels.
 * mathjs keeps what it does with its own types.
 */
import type { ArrayLike } from '../array/convert.js';
import { NDArray } from '../array/ndarray.js';
import * as c from '../index.js';
import { subset } from './mathjs-subset.js';

/** What is used of a mathjs instance: `create(all)`, or the package where it may be extended. */
export interface MathjsInstance {
  /** Makes functions of several signatures. */
  readonly typed: unknown;
  /** Adds functions to the instance. */
  readonly import: (functions: never, options?: never) => void;
  /** The parser and what it knows. */
  readonly expression: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: mathjs checks the arguments by its signatures
type Any = any;
type Fn = (...args: Any[]) => unknown;
type Expression = { transform: Record<string, Fn>; mathWithTransform: Record<string, Fn & { rawArgs?: boolean }> };

const cube = (x: NDArray) => c.multiply(c.square(x), x);

/** Halves away from zero, as mathjs rounds; exact, since the difference is. */
function round(x: NDArray): NDArray {
  const whole = c.trunc(x);
  return c.where(c.subtract(x, whole).abs().ge(0.5), c.add(whole, c.sign(x)), whole) as NDArray;
}

type Unary = Record<string, (x: NDArray) => unknown>;
type Binary = Record<string, (x: ArrayLike, y: ArrayLike) => unknown>;

const POWERS = { cbrt: c.cbrt, cube, exp: c.exp, expm1: c.expm1, sqrt: c.sqrt, square: c.square };
const LOGARITHMS = { log: c.log, log10: c.log10, log1p: c.log1p, log2: c.log2 };
const ROUNDING = { ceil: c.ceil, fix: c.trunc, floor: c.floor, round };
const CIRCULAR = { sin: c.sin, cos: c.cos, tan: c.tan, asin: c.asin, acos: c.acos, atan: c.atan };
const HYPERBOLIC = { sinh: c.sinh, cosh: c.cosh, tanh: c.tanh, asinh: c.asinh, acosh: c.acosh, atanh: c.atanh };
const SIGNS = { abs: c.abs, sign: c.sign, unaryMinus: c.negative, unaryPlus: c.positive };
const TESTS = { not: c.logicalNot, bitNot: c.invert, isNaN: c.isnan };
const SHAPES: Unary = {
  transpose: (x) => x.T,
  ctranspose: (x) => x.T,
  flatten: (x) => x.flatten(),
  squeeze: (x) => x.squeeze(),
  size: (x) => x.shape.slice(),
  clone: (x) => x.copy(),
};
const MATRICES: Unary = {
  det: (x) => c.linalg.det(x),
  diag: (x) => c.diag(x),
  inv: (x) => c.linalg.inv(x),
  norm: (x) => c.linalg.norm(x, x.ndim === 2 ? { ord: 2 } : {}),
  trace: (x) => c.linalg.trace(x),
};
const WHOLE: Unary = { prod: (x) => x.prod(), median: (x) => c.median(x) };
const UNARY = (): Unary => ({
  ...{ ...POWERS, ...LOGARITHMS, ...ROUNDING, ...CIRCULAR, ...HYPERBOLIC },
  ...{ ...SIGNS, ...TESTS, ...SHAPES, ...MATRICES, ...WHOLE },
});

const ARITHMETIC = { add: c.add, subtract: c.subtract, dotMultiply: c.multiply, dotDivide: c.divide, dotPow: c.power };
const ORDER = { smaller: c.less, smallerEq: c.lessEqual, larger: c.greater, largerEq: c.greaterEqual };
const EQUALITY = { equal: c.equal, unequal: c.notEqual };
const LOGIC = { and: c.logicalAnd, or: c.logicalOr, xor: c.logicalXor };
const BITS = { bitAnd: c.bitwiseAnd, bitOr: c.bitwiseOr, bitXor: c.bitwiseXor };
const PAIRS = { mod: c.remainder, gcd: c.gcd, lcm: c.lcm, atan2: c.atan2, hypot: c.hypot };
const product = (x: ArrayLike, y: ArrayLike) => (isMatrix(x) && isMatrix(y) ? c.matmul(x, y) : c.multiply(x, y));
const PRODUCTS: Binary = {
  multiply: product,
  divide: (x, y) => (isMatrix(y) ? c.scope(() => product(x, c.linalg.inv(y))) : c.divide(x, y)),
  dot: (x, y) => c.dot(x, y),
  cross: (x, y) => c.cross(x, y),
  kron: (x, y) => c.kron(x, y),
};
const BINARY = (): Binary =>
  ({ ...ARITHMETIC, ...ORDER, ...EQUALITY, ...LOGIC, ...BITS, ...PAIRS, ...PRODUCTS }) as Binary;

/** The elements by which the sum of squares is divided less than there are. */
const NORMALIZATIONS: Record<string, number> = { unbiased: 1, uncorrected: 0, biased: -1 };

/** Over all elements, or along a dimension. */
const REDUCTIONS: Record<string, (x: NDArray, axis?: number) => unknown> = {
  sum: (x, axis) => x.sum({ axis }),
  mean: (x, axis) => x.mean({ axis }),
  min: (x, axis) => x.min({ axis }),
  max: (x, axis) => x.max({ axis }),
  cumsum: (x, axis) => x.cumsum(axis),
};

function isMatrix(x: unknown): x is NDArray {
  return x instanceof NDArray && x.ndim > 0;
}

function spread(name: 'std' | 'variance', x: NDArray, axis: number | undefined, normalization = 'unbiased'): unknown {
  const ddof = NORMALIZATIONS[normalization];
  if (ddof === undefined) {
    throw new RangeError(`${name}: '${normalization}' is no normalization; it is unbiased, uncorrected or biased.`);
  }
  return name === 'std' ? c.std(x, { axis, ddof }) : c.variance(x, { axis, ddof });
}

/** mathjs's own containers as arrays. */
function taken(x: unknown): ArrayLike {
  const own = x as { isMatrix?: boolean; toArray(): ArrayLike };
  return own.isMatrix ? c.asarray(own.toArray()) : Array.isArray(x) ? c.asarray(x) : (x as ArrayLike);
}

function plain(x: unknown): unknown {
  return x instanceof NDArray && x.ndim === 0 ? x.item() : x;
}

/** The signatures of every function, as typed-function takes them. */
function signatures(): Record<string, Record<string, Fn>> {
  const all: Record<string, Record<string, Fn>> = {};
  for (const [name, run] of Object.entries(UNARY())) all[name] = { NDArray: (x) => plain(run(x)) };
  for (const [name, run] of Object.entries(BINARY())) {
    const both: Fn = (x, y) => plain(run(taken(x), taken(y)));
    all[name] = { 'NDArray, NDArray': both };
    for (const other of ['number', 'bigint', 'boolean', 'Array', 'Matrix']) {
      all[name][`NDArray, ${other}`] = both;
      all[name][`${other}, NDArray`] = both;
    }
  }
  for (const [name, run] of Object.entries(REDUCTIONS)) {
    all[name] = { NDArray: (x) => plain(run(x)), 'NDArray, number': (x, axis) => plain(run(x, axis)) };
  }
  for (const name of ['std', 'variance'] as const) {
    all[name] = {
      NDArray: (x) => spread(name, x, undefined),
      'NDArray, string': (x, normalization) => spread(name, x, undefined, normalization),
      'NDArray, number': (x, axis) => spread(name, x, axis),
      'NDArray, number, string': (x, axis, normalization) => spread(name, x, axis, normalization),
    };
  }
  all.log['NDArray, number'] = (x, base) => c.divide(c.log(x), Math.log(base));
  all.pow = { 'NDArray, number': (x, n) => c.linalg.matrixPower(x, n) };
  all.reshape = { 'NDArray, Array': (x, shape) => x.reshape(shape) };
  all.subset = {
    'NDArray, Index': subset,
    'NDArray, Index, any': (x, index, value) => subset(x.copy(), index, taken(value)),
  };
  return all;
}

/** How expressions call a function that has a form of its own for them: a dimension that is the last
 * argument counts from 1, `and` sees unevaluated operands. */
function transformed(own: Fn, theirs: Fn & { rawArgs?: boolean }): Fn {
  if (theirs.rawArgs) {
    const lazy: Fn & { rawArgs?: boolean } = ([first, second], math, scope) => {
      const x = first.compile().evaluate(scope);
      if (x instanceof NDArray) return own(x, second.compile().evaluate(scope));
      return theirs([{ compile: () => ({ evaluate: () => x }) }, second], math, scope);
    };
    lazy.rawArgs = true;
    return lazy;
  }
  return (...args) => {
    const last = args.length - 1;
    if (!(args[0] instanceof NDArray)) return theirs(...args);
    return own(...args.map((arg, i) => (i > 0 && i === last && typeof arg === 'number' ? arg - 1 : arg)));
  };
}

const extended = new WeakSet<object>();

/**
 * Teaches a mathjs instance to compute with contig's arrays, in calls and in expressions: arithmetic (`*` is the matrix
 * product, `.*` elementwise), comparisons, elementwise functions, `sum`, `mean`, `std` and their like, `transpose`, `inv`,
 * `det`, and indices that are numbers, lists and ranges with both ends. mathjs's own arrays and matrices may stand beside them.
 *
 * Results are contig's arrays, or numbers; `transpose`, `squeeze` and indexing give views, and assignment to an index writes the array. Types,
 * NaN and comparison are contig's: `sqrt(-1)` is NaN, and equal numbers are those that are exactly so. In an index, `:`
 * and `end` are mathjs's for its own types alone.
 *
 * @param math An instance that may be extended: `create(all)`.
 * @returns The instance.
 * @example
 * const math = mathjsPlugin(create(all));
 * math.evaluate('x * y + sin(x)', { x, y });
 */
export function mathjsPlugin<M extends MathjsInstance>(math: M): M {
  if (extended.has(math)) return math;
  extended.add(math);
  const typed = math.typed as Any;
  const { transform, mathWithTransform } = math.expression as Expression;
  typed.addType({ name: 'NDArray', test: (x: unknown) => x instanceof NDArray });
  const functions = signatures();
  const earlier = Object.keys(functions).map((name) => [name, transform[name]] as const);
  math.import(Object.fromEntries(Object.entries(functions).map(([name, own]) => [name, typed(name, own)])) as never);
  for (const [name, theirs] of earlier) {
    if (theirs === undefined || name === 'subset') continue;
    const both = transformed((math as unknown as Record<string, Fn>)[name], theirs);
    transform[name] = both;
    mathWithTransform[name] = both;
  }
  Object.defineProperty(NDArray.prototype, 'subset', {
    configurable: true,
    writable: true,
    value(this: NDArray, ...rest: [never, unknown?]) {
      return rest.length > 1 ? subset(this, rest[0], taken(rest[1])) : subset(this, rest[0]);
    },
  });
  return math;
}
