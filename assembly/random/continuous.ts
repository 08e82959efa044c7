/**
 * Continuous distributions, most of them by inversion; Student's t, F and chi-square from normal and gamma numbers. Wald:
 * J. R. Michael, W. R. Schucany and R. W. Haas, "Generating Random Variates Using Transformations with Multiple Roots"
 * (1976); von Mises: D. J. Best and N. I. Fisher, "Efficient Simulation of the von Mises Distribution" (1979).
 */

import { cos } from '../math/angle';
import { exp, expm1 } from '../math/exp';
import { arccos } from '../math/inverse';
import { log } from '../math/log';
import { pow } from '../math/pow';
import { gamma } from './distributions';
import { nextDouble } from './pcg64';
import { standardExponential, standardNormal } from './ziggurat';

const PI: f64 = Math.PI;

/** The distributions by the numbers that src/api/random/distributions.ts gives them. */
const enum Continuous {
  LogNormal = 0,
  Laplace = 1,
  Logistic = 2,
  Gumbel = 3,
  Rayleigh = 4,
  Weibull = 5,
  Pareto = 6,
  Power = 7,
  Triangular = 8,
  Cauchy = 9,
  StudentT = 10,
  ChiSquare = 11,
  F = 12,
  Wald = 13,
  VonMises = 14,
}

/** A uniform number that is not 0. */
function positive(state: usize): f64 {
  let u: f64;
  do {
    u = nextDouble(state);
  } while (u == 0.0);
  return u;
}

function triangular(state: usize, left: f64, mode: f64, right: f64): f64 {
  const base = right - left;
  const u = nextDouble(state);
  if (u <= (mode - left) / base) return left + sqrt<f64>(u * ((mode - left) * base));
  return right - sqrt<f64>((1.0 - u) * ((right - mode) * base));
}

function wald(state: usize, tables: usize, mean: f64, scale: f64): f64 {
  const z = standardNormal(state, tables);
  const x = mean * (1.0 - 2.0 / (1.0 + sqrt<f64>(1.0 + (4.0 * scale) / (mean * z * z))));
  return nextDouble(state) <= mean / (mean + x) ? x : (mean * mean) / x;
}

/** An angle brought into [-pi, pi]. */
function wrapped(angle: f64): f64 {
  const turned = ((abs<f64>(angle) + PI) % (2.0 * PI)) - PI;
  return angle < 0.0 ? -turned : turned;
}

function vonMises(state: usize, tables: usize, mu: f64, kappa: f64): f64 {
  if (kappa != kappa) return NaN;
  if (kappa < 1e-8) return PI * (2.0 * nextDouble(state) - 1.0);
  if (kappa > 1e6) {
    // So narrow that it is a normal distribution, wrapped around the circle.
    const angle = mu + sqrt<f64>(1.0 / kappa) * standardNormal(state, tables);
    if (angle < -PI) return angle + 2.0 * PI;
    return angle > PI ? angle - 2.0 * PI : angle;
  }
  let s = 1.0 / kappa + kappa;
  if (kappa >= 1e-5) {
    const r = 1.0 + sqrt<f64>(1.0 + 4.0 * kappa * kappa);
    const rho = (r - sqrt<f64>(2.0 * r)) / (2.0 * kappa);
    s = (1.0 + rho * rho) / (2.0 * rho);
  }
  let w: f64;
  while (true) {
    const z = cos(PI * nextDouble(state));
    w = (1.0 + s * z) / (s + z);
    const y = kappa * (s - w);
    const v = nextDouble(state);
    if (y * (2.0 - y) - v >= 0.0 || log(y / v) + 1.0 - y >= 0.0) break;
  }
  const angle = arccos(w);
  return wrapped((nextDouble(state) < 0.5 ? -angle : angle) + mu);
}

function draw(which: i32, state: usize, tables: usize, a: f64, b: f64, c: f64): f64 {
  switch (which) {
    case Continuous.LogNormal:
      return exp(a + b * standardNormal(state, tables));
    case Continuous.Laplace: {
      const u = positive(state);
      return u >= 0.5 ? a - b * log(2.0 - u - u) : a + b * log(u + u);
    }
    case Continuous.Logistic: {
      const u = positive(state);
      return a + b * log(u / (1.0 - u));
    }
    case Continuous.Gumbel:
      return a - b * log(-log(1.0 - positive(state)));
    case Continuous.Rayleigh:
      return a * sqrt<f64>(2.0 * standardExponential(state, tables));
    case Continuous.Weibull:
      return a == 0.0 ? 0.0 : pow(standardExponential(state, tables), 1.0 / a);
    case Continuous.Pareto:
      return expm1(standardExponential(state, tables) / a);
    case Continuous.Power:
      return pow(-expm1(-standardExponential(state, tables)), 1.0 / a);
    case Continuous.Triangular:
      return triangular(state, a, b, c);
    case Continuous.Cauchy: {
      const x = standardNormal(state, tables);
      return x / standardNormal(state, tables);
    }
    case Continuous.StudentT: {
      const x = standardNormal(state, tables);
      return (sqrt<f64>(a / 2.0) * x) / sqrt<f64>(gamma(state, tables, a / 2.0));
    }
    case Continuous.ChiSquare:
      return 2.0 * gamma(state, tables, a / 2.0);
    case Continuous.F: {
      const x = 2.0 * gamma(state, tables, a / 2.0) * b;
      return x / (2.0 * gamma(state, tables, b / 2.0) * a);
    }
    case Continuous.Wald:
      return wald(state, tables, a, b);
    default:
      return vonMises(state, tables, a, b);
  }
}

/** Fills `n` f64 with numbers of one of the distributions, of the parameters at `a`, `b` and `c` (f64). */
export function randomContinuous(
  _: i32,
  state: usize,
  tables: usize,
  out: usize,
  n: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  which: i32,
): void {
  for (; n; n--) {
    store<f64>(out, draw(which, state, tables, load<f64>(a), load<f64>(b), load<f64>(c)));
    a += aStep << 3;
    b += bStep << 3;
    c += cStep << 3;
    out += 8;
  }
}
