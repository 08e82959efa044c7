/**
 * i0, the modified Bessel function of the first kind of order 0.
 *
 * Up to |x| = 12 by a polynomial in z = x^2 / 4, the variable of its power series, whose terms are all positive; beyond
 * by e^x / sqrt(x) times a polynomial in 12 / x, which hardly varies. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: 0.78 up to 12, 1.28 beyond.
 */
import { Exact } from './exact';
import { Exponential } from './exp';

/** 1 and the terms of (I0(x) - 1) / z. */
// biome-ignore format: a polynomial in the order of its terms
const SMALL = memory.data<f64>([
  1.0, 1.0, 0.25000000000000006, 0.027777777777777547, 0.0017361111111114586, 6.944444444417547e-5,
  1.9290123458035614e-6, 3.936759885378298e-8, 6.151187405125578e-10, 7.594057261952775e-12, 7.594071143910953e-14,
  6.275978218111423e-16, 4.35901669469939e-18, 2.576072089339614e-20, 1.3254630879686602e-22, 5.60837283190131e-25,
  2.7015813051676853e-27, 3.1239772682261345e-30, 5.54284515791651e-32,
]);
const DEGREE: usize = 18;
/** From this term down the rounding errors of Horner's scheme are carried along, as those above hardly reach the result. */
const CARRIED: usize = 8;

function small(half: f64): f64 {
  const z = half * half;
  let sum = load<f64>(SMALL + (DEGREE << 3));
  let k: usize = DEGREE;
  for (; k > CARRIED; k--) sum = sum * z + load<f64>(SMALL + ((k - 1) << 3));
  let low = 0.0;
  for (; k > 0; k--) {
    const term = load<f64>(SMALL + ((k - 1) << 3));
    const product = sum * z;
    const next = product + term;
    low = low * z + (Exact.productError(sum, z, product) + Exact.sumError(product, term, next));
    sum = next;
  }
  // What z lost, times the slope, of which 1 / sqrt(1 + z) tells enough: it is relative to I0, and off by 4 %.
  return sum + (low + (sum * Exact.squareError(half, z)) / sqrt(1.0 + z));
}

/** The terms of I0(x) e^-x sqrt(x) but the first. */
// biome-ignore format: a polynomial in the order of its terms
function rest(u: f64): f64 {
  return u * (0.004155648754185784 + u * (0.0001947960351238837 + u * (1.6909384801414813e-5 +
    u * (2.15758508039831e-6 + u * (3.655736950665498e-7 + u * (6.437746892081555e-8 + u * (9.11620759711788e-8 +
    u * (-3.0744639491561436e-7 + u * (1.0158601926511141e-6 + u * (-2.461676593769837e-6 + u * (4.486776635486441e-6 +
    u * (-6.088048083619859e-6 + u * (6.046783042902691e-6 + u * (-4.255515856159776e-6 + u * (2.002542014559853e-6 +
    u * (-5.626445448108219e-7 + u * 7.104558813643288e-8))))))))))))))));
}
const FIRST: f64 = 0.39894228040143265;

function large(x: f64): f64 {
  const others = rest(12.0 / x);
  const sum = FIRST + others;
  const root = sqrt(x);
  const factor = sum / root;
  // What sum, root and factor lost, as one correction of factor.
  const gap = sum - root * factor - Exact.productError(root, factor, root * factor);
  const low = (gap + (Exact.tail(FIRST, others, sum) - factor * Exact.rootTail(x, 0.0, root))) / root;
  // e^x / 1024, which does not overflow before the result does.
  const multiple = Exponential.multiple(x);
  const r = Exponential.reduced(x, multiple);
  const power = Exponential.power(Exponential.integer(multiple) - 10, r, Exponential.reducedTail(x, multiple, r));
  const product = power * factor;
  return 1024.0 * (product + (Exact.productError(power, factor, product) + power * low));
}

export function i0(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude <= 12.0) return small(0.5 * magnitude);
  return magnitude > 714.0 ? Infinity : large(magnitude);
}
