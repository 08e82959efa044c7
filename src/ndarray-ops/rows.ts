/**
 * The operations: what JavaScript computes with two elements, what kernels compute with two arrays, and the rule that says
 * in which type the results are the same. The functions of the package are made from these rows, and tests as well.
 */
import type { NDArray } from '../array/ndarray.js';
import * as f from '../functions.js';
import { additive, bitwise, double, exact, floating, magnitudes, modular, multiplicative, type Rule } from './kinds.js';
import type { Operator, Unary } from './types.js';
import type { Step } from './walk.js';

export interface Row {
  readonly step: Step;
  readonly rule: Rule;
  readonly array: (x: NDArray, y: NDArray) => NDArray;
  /** Kernels differ from Math in the last bits, so that all arrays of numbers, small ones too, are given to kernels. */
  readonly approximate?: boolean;
}

const row = (step: Step, rule: Rule, array: Row['array'], more: Partial<Row> = {}): Row => ({
  step,
  rule,
  array,
  ...more,
});
const approximate = { approximate: true };

const isFloat = ({ dtype }: NDArray) => dtype === 'f32' || dtype === 'f64';

/** Whether elements are true in JavaScript, where NaN is not. */
export function truth(x: NDArray): NDArray {
  return isFloat(x) ? f.greater(f.absolute(x), 0) : f.notEqual(x, 0);
}

const bothZero = (x: NDArray, y: NDArray) => f.logicalAnd(f.equal(x, 0), f.equal(y, 0));

/** Math.max, to which -0 is less than 0. */
function max(x: NDArray, y: NDArray): NDArray {
  const larger = f.maximum(x, y);
  return isFloat(larger) ? f.where(bothZero(x, y), f.add(x, y), larger) : larger;
}

function min(x: NDArray, y: NDArray): NDArray {
  const smaller = f.minimum(x, y);
  if (!isFloat(smaller)) return smaller;
  return f.where(bothZero(x, y), f.negative(f.subtract(f.negative(x), y)), smaller);
}

/** Math.round: halves up, and -0 for what rounds to it from below. */
function round(x: NDArray): NDArray {
  if (!isFloat(x)) return x;
  const low = f.floor(x);
  return f.copysign(f.where(f.greaterEqual(f.subtract(x, low), 0.5), f.add(low, 1), low), x);
}

/** Math.pow, which unlike C's answers NaN where 1 or -1 is raised to an infinity or NaN. */
function pow(x: NDArray, y: NDArray): NDArray {
  const unclear = f.logicalAnd(f.equal(f.absolute(x), 1), f.logicalNot(f.isfinite(y)));
  return f.where(unclear, Number.NaN, f.power(x, y));
}

/** Shift counts: their low five bits. */
const count = (y: NDArray) => f.bitwiseAnd(y, 31);

export const BINARY: Readonly<Record<Operator, Row>> = {
  add: row((x, y) => x + y, additive, f.add),
  sub: row((x, y) => x - y, additive, f.subtract),
  mul: row((x, y) => x * y, multiplicative, f.multiply),
  div: row((x, y) => x / y, floating, f.divide),
  mod: row((x, y) => x % y, modular, f.fmod),
  band: row((x, y) => x & y, bitwise('i32', true), f.bitwiseAnd),
  bor: row((x, y) => x | y, bitwise('i32', true), f.bitwiseOr),
  bxor: row((x, y) => x ^ y, bitwise('i32', true), f.bitwiseXor),
  lshift: row(
    (x, y) => x << y,
    bitwise('i32', false),
    (x, y) => f.leftShift(x, count(y)),
  ),
  rshift: row(
    (x, y) => x >> y,
    bitwise('i32', false),
    (x, y) => f.rightShift(x, count(y)),
  ),
  rrshift: row(
    (x, y) => x >>> y,
    bitwise('u32', false),
    (x, y) => f.rightShift(x, count(y)),
  ),
  and: row(
    (x, y) => x && y,
    exact,
    (x, y) => f.where(truth(x), y, x),
  ),
  or: row(
    (x, y) => x || y,
    exact,
    (x, y) => f.where(truth(x), x, y),
  ),
  eq: row((x, y) => x === y, exact, f.equal),
  neq: row((x, y) => x !== y, exact, f.notEqual),
  lt: row((x, y) => x < y, exact, f.less),
  gt: row((x, y) => x > y, exact, f.greater),
  leq: row((x, y) => x <= y, exact, f.lessEqual),
  geq: row((x, y) => x >= y, exact, f.greaterEqual),
  max: row((x, y) => Math.max(x, y), exact, max),
  min: row((x, y) => Math.min(x, y), exact, min),
  atan2: row((x, y) => Math.atan2(x, y), double, f.arctan2, approximate),
  pow: row((x, y) => x ** y, double, pow, approximate),
};

export const UNARY: Readonly<Record<Unary, Row>> = {
  not: row(
    (x) => !x,
    exact,
    (x) => f.logicalNot(truth(x)),
  ),
  bnot: row(
    (x) => ~x,
    bitwise('i32', true),
    (x) => f.invert(x),
  ),
  neg: row(
    (x) => -x,
    additive,
    (x) => f.negative(x),
  ),
  recip: row(
    (x) => 1.0 / x,
    floating,
    (x) => f.divide(1, x),
  ),
  abs: row(
    (x) => Math.abs(x),
    magnitudes,
    (x) => f.absolute(x),
  ),
  acos: row(
    (x) => Math.acos(x),
    double,
    (x) => f.arccos(x),
    approximate,
  ),
  asin: row(
    (x) => Math.asin(x),
    double,
    (x) => f.arcsin(x),
    approximate,
  ),
  atan: row(
    (x) => Math.atan(x),
    double,
    (x) => f.arctan(x),
    approximate,
  ),
  ceil: row(
    (x) => Math.ceil(x),
    exact,
    (x) => f.ceil(x),
  ),
  cos: row(
    (x) => Math.cos(x),
    double,
    (x) => f.cos(x),
    approximate,
  ),
  exp: row(
    (x) => Math.exp(x),
    double,
    (x) => f.exp(x),
    approximate,
  ),
  floor: row(
    (x) => Math.floor(x),
    exact,
    (x) => f.floor(x),
  ),
  log: row(
    (x) => Math.log(x),
    double,
    (x) => f.log(x),
    approximate,
  ),
  round: row((x) => Math.round(x), exact, round),
  sin: row(
    (x) => Math.sin(x),
    double,
    (x) => f.sin(x),
    approximate,
  ),
  sqrt: row(
    (x) => Math.sqrt(x),
    floating,
    (x) => f.sqrt(x),
  ),
  tan: row(
    (x) => Math.tan(x),
    double,
    (x) => f.tan(x),
    approximate,
  ),
};

/** Copies. */
export const ASSIGN: Row = row(
  (x) => x,
  exact,
  (x) => x,
);
