/**
 * The ufuncs: one row for each elementwise function of NumPy on real numbers. A row says which kernel serves it, in
 * which types its loop runs, and what comes out; functions, methods, types and tests are made from the rows.
 */
import type { DType } from '../array/dtype.js';
import type { LoopFamily } from '../array/promotion.js';
import type { KernelName } from '../wasm/kernels.js';

type Kind = 'b' | 'u' | 'i' | 'f';

export interface Row {
  readonly kernel: KernelName;
  /** Kernels for loops of some kinds of type, where another serves them. */
  readonly kinds?: { readonly [K in Kind]?: KernelName };
  readonly loops: LoopFamily;
  /** Types of the results: the loop's own or a fixed one. */
  readonly out: 'same' | DType;
  /** The second result, of ufuncs that have two. */
  readonly second?: 'same' | DType;
  /** The type of the second operand, of ufuncs whose operands do not meet. */
  readonly exponent?: DType;
  /** The kernel takes the operands the other way round. */
  readonly swap?: boolean;
  /** Integers to negative powers are refused, so that exponents are looked at before the kernel runs. */
  readonly checked?: boolean;
  /** Signed and unsigned 64-bit integers compare exactly, without meeting in f64. */
  readonly mixed?: boolean;
  /** The value that changes nothing, from which a reduction over nothing starts. */
  readonly identity?: number | boolean;
  /** Whether the order of operands along a reduction matters, so that one axis at a time can be reduced. */
  readonly ordered?: boolean;
  /** The method of NDArray, where it is called otherwise than the ufunc. */
  readonly method?: string;
  /** The method that writes the result to the array itself. */
  readonly inPlace?: string;
  /** What to do instead, for types that are refused. */
  readonly remedy?: string;
}

const LOGICAL_NOT_SUBTRACT = 'use logicalXor for bools, or astype() to a number type';

export const BINARY = {
  add: { kernel: 'add', kinds: { b: 'logicalOr' }, loops: 'all', out: 'same', identity: 0, inPlace: 'iadd' },
  subtract: {
    kernel: 'subtract',
    loops: 'numbers',
    out: 'same',
    ordered: true,
    method: 'sub',
    inPlace: 'isub',
    remedy: LOGICAL_NOT_SUBTRACT,
  },
  multiply: {
    kernel: 'multiply',
    kinds: { b: 'logicalAnd' },
    loops: 'all',
    out: 'same',
    identity: 1,
    method: 'mul',
    inPlace: 'imul',
  },
  divide: { kernel: 'divide', loops: 'quotient', out: 'same', ordered: true, method: 'div', inPlace: 'idiv' },
  floorDivide: {
    kernel: 'floorDivide',
    loops: 'counting',
    out: 'same',
    ordered: true,
    method: 'floorDiv',
    inPlace: 'ifloorDiv',
  },
  remainder: { kernel: 'remainder', loops: 'counting', out: 'same', ordered: true, method: 'mod', inPlace: 'imod' },
  fmod: { kernel: 'fmod', loops: 'counting', out: 'same', ordered: true },
  power: {
    kernel: 'power',
    kinds: { u: 'integerPower', i: 'integerPower' },
    loops: 'counting',
    out: 'same',
    ordered: true,
    checked: true,
    method: 'pow',
    inPlace: 'ipow',
  },
  floatPower: { kernel: 'power', loops: 'double', out: 'same', ordered: true },
  maximum: { kernel: 'maximum', kinds: { b: 'logicalOr' }, loops: 'all', out: 'same' },
  minimum: { kernel: 'minimum', kinds: { b: 'logicalAnd' }, loops: 'all', out: 'same' },
  fmax: { kernel: 'fmax', kinds: { b: 'logicalOr', u: 'maximum', i: 'maximum' }, loops: 'all', out: 'same' },
  fmin: { kernel: 'fmin', kinds: { b: 'logicalAnd', u: 'minimum', i: 'minimum' }, loops: 'all', out: 'same' },
  gcd: { kernel: 'gcd', loops: 'whole', out: 'same', identity: 0 },
  lcm: { kernel: 'lcm', loops: 'whole', out: 'same', ordered: true },
  hypot: { kernel: 'hypot', loops: 'floating', out: 'same', identity: 0 },
  arctan2: { kernel: 'arctan2', loops: 'floating', out: 'same', ordered: true },
  logaddexp: { kernel: 'logaddexp', loops: 'floating', out: 'same', identity: -Infinity },
  logaddexp2: { kernel: 'logaddexp2', loops: 'floating', out: 'same', identity: -Infinity },
  heaviside: { kernel: 'heaviside', loops: 'floating', out: 'same', ordered: true },
  copysign: { kernel: 'copysign', loops: 'floating', out: 'same', ordered: true },
  nextafter: { kernel: 'nextafter', loops: 'floating', out: 'same', ordered: true },
  ldexp: { kernel: 'ldexp', loops: 'floating', out: 'same', exponent: 'i64', ordered: true },
  equal: { kernel: 'equal', loops: 'all', out: 'bool', mixed: true, ordered: true, method: 'eq' },
  notEqual: { kernel: 'notEqual', loops: 'all', out: 'bool', mixed: true, ordered: true, method: 'ne' },
  less: { kernel: 'less', loops: 'all', out: 'bool', mixed: true, ordered: true, method: 'lt' },
  lessEqual: { kernel: 'lessEqual', loops: 'all', out: 'bool', mixed: true, ordered: true, method: 'le' },
  greater: { kernel: 'less', swap: true, loops: 'all', out: 'bool', mixed: true, ordered: true, method: 'gt' },
  greaterEqual: {
    kernel: 'lessEqual',
    swap: true,
    loops: 'all',
    out: 'bool',
    mixed: true,
    ordered: true,
    method: 'ge',
  },
  logicalAnd: { kernel: 'logicalAnd', loops: 'all', out: 'bool', identity: true },
  logicalOr: { kernel: 'logicalOr', loops: 'all', out: 'bool', identity: false },
  logicalXor: { kernel: 'logicalXor', loops: 'all', out: 'bool', identity: false },
  bitwiseAnd: { kernel: 'bitwiseAnd', loops: 'bits', out: 'same', identity: -1, method: 'and', inPlace: 'iand' },
  bitwiseOr: { kernel: 'bitwiseOr', loops: 'bits', out: 'same', identity: 0, method: 'or', inPlace: 'ior' },
  bitwiseXor: { kernel: 'bitwiseXor', loops: 'bits', out: 'same', identity: 0, method: 'xor', inPlace: 'ixor' },
  leftShift: { kernel: 'leftShift', loops: 'integers', out: 'same', ordered: true, inPlace: 'ileftShift' },
  rightShift: { kernel: 'rightShift', loops: 'integers', out: 'same', ordered: true, inPlace: 'irightShift' },
} as const satisfies Record<string, Row>;

export const UNARY = {
  negative: { kernel: 'negative', loops: 'numbers', out: 'same', method: 'neg', remedy: 'use logicalNot for bools' },
  positive: { kernel: 'cast', loops: 'numbers', out: 'same', remedy: 'bools have no sign; use copy()' },
  conjugate: { kernel: 'cast', loops: 'counting', out: 'same', method: 'conj' },
  absolute: { kernel: 'absolute', kinds: { b: 'cast', u: 'cast' }, loops: 'all', out: 'same', method: 'abs' },
  fabs: { kernel: 'absolute', loops: 'floating', out: 'same' },
  sign: { kernel: 'sign', loops: 'numbers', out: 'same', remedy: 'bools have no sign; use astype() to a number type' },
  reciprocal: { kernel: 'reciprocal', loops: 'counting', out: 'same' },
  square: { kernel: 'square', loops: 'counting', out: 'same' },
  sqrt: { kernel: 'sqrt', loops: 'floating', out: 'same' },
  cbrt: { kernel: 'cbrt', loops: 'floating', out: 'same' },
  exp: { kernel: 'exp', loops: 'floating', out: 'same' },
  exp2: { kernel: 'exp2', loops: 'floating', out: 'same' },
  expm1: { kernel: 'expm1', loops: 'floating', out: 'same' },
  log: { kernel: 'log', loops: 'floating', out: 'same' },
  log2: { kernel: 'log2', loops: 'floating', out: 'same' },
  log10: { kernel: 'log10', loops: 'floating', out: 'same' },
  log1p: { kernel: 'log1p', loops: 'floating', out: 'same' },
  sin: { kernel: 'sin', loops: 'floating', out: 'same' },
  cos: { kernel: 'cos', loops: 'floating', out: 'same' },
  tan: { kernel: 'tan', loops: 'floating', out: 'same' },
  arcsin: { kernel: 'arcsin', loops: 'floating', out: 'same' },
  arccos: { kernel: 'arccos', loops: 'floating', out: 'same' },
  arctan: { kernel: 'arctan', loops: 'floating', out: 'same' },
  sinh: { kernel: 'sinh', loops: 'floating', out: 'same' },
  cosh: { kernel: 'cosh', loops: 'floating', out: 'same' },
  tanh: { kernel: 'tanh', loops: 'floating', out: 'same' },
  arcsinh: { kernel: 'arcsinh', loops: 'floating', out: 'same' },
  arccosh: { kernel: 'arccosh', loops: 'floating', out: 'same' },
  arctanh: { kernel: 'arctanh', loops: 'floating', out: 'same' },
  degrees: { kernel: 'degrees', loops: 'floating', out: 'same' },
  radians: { kernel: 'radians', loops: 'floating', out: 'same' },
  floor: { kernel: 'floor', kinds: { b: 'cast', u: 'cast', i: 'cast' }, loops: 'all', out: 'same' },
  ceil: { kernel: 'ceil', kinds: { b: 'cast', u: 'cast', i: 'cast' }, loops: 'all', out: 'same' },
  trunc: { kernel: 'trunc', kinds: { b: 'cast', u: 'cast', i: 'cast' }, loops: 'all', out: 'same' },
  rint: { kernel: 'rint', loops: 'floating', out: 'same' },
  spacing: { kernel: 'spacing', loops: 'floating', out: 'same' },
  signbit: { kernel: 'signbit', loops: 'floating', out: 'bool' },
  isnan: { kernel: 'isnan', loops: 'all', out: 'bool' },
  isinf: { kernel: 'isinf', loops: 'all', out: 'bool' },
  isfinite: { kernel: 'isfinite', loops: 'all', out: 'bool' },
  logicalNot: { kernel: 'logicalNot', loops: 'all', out: 'bool' },
  invert: {
    kernel: 'invert',
    kinds: { b: 'logicalNot' },
    loops: 'bits',
    out: 'same',
    remedy: 'floats have no bits to invert',
  },
  bitwiseCount: { kernel: 'bitwiseCount', loops: 'integers', out: 'u8' },
} as const satisfies Record<string, Row>;

/** Ufuncs with two results. */
export const UNARY_PAIR = {
  modf: { kernel: 'modf', loops: 'floating', out: 'same', second: 'same' },
  frexp: { kernel: 'frexp', loops: 'floating', out: 'same', second: 'i32' },
} as const satisfies Record<string, Row>;

export const BINARY_PAIR = {
  divmod: { kernel: 'divmod', loops: 'counting', out: 'same', second: 'same', ordered: true },
} as const satisfies Record<string, Row>;
