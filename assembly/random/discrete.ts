/**
 * Discrete distributions. Geometric: by adding up probabilities, or by inversion; negative binomial: Poisson of a gamma
 * mean; logarithmic: A. W. Kemp, "Efficient Generation of Logarithmically Distributed Pseudo-Random Variables" (1981);
 * Zipf: L. Devroye, "Non-Uniform Random Variate Generation" (1986), X.6.1; hypergeometric: urn by urn, or E. Stadlober, "The
 * Ratio of Uniforms Approach for Generating Discrete Random Variates" (1990).
 */
import { expm1 } from '../math/exp';
import { log, log1p } from '../math/log';
import { pow } from '../math/pow';
import { gamma, logGamma, poisson } from './distributions';
import { nextDouble } from './pcg64';
import { interval } from './permute';
import { standardExponential } from './ziggurat';

/** The distributions by the numbers that src/api/random/distributions.ts gives them. */
const enum Discrete {
  Geometric = 0,
  NegativeBinomial = 1,
  LogSeries = 2,
  Zipf = 3,
  Hypergeometric = 4,
}

const LARGEST: f64 = <f64>i64.MAX_VALUE;

function geometric(state: usize, tables: usize, p: f64): i64 {
  if (p < 1.0 / 3.0) {
    const z = ceil<f64>(-standardExponential(state, tables) / log1p(-p));
    return z >= LARGEST ? i64.MAX_VALUE : <i64>z;
  }
  const q = 1.0 - p;
  const u = nextDouble(state);
  let x: i64 = 1;
  let sum = p;
  let term = p;
  while (u > sum) {
    term *= q;
    sum += term;
    x++;
  }
  return x;
}

function logSeries(state: usize, p: f64): i64 {
  const r = log1p(-p);
  while (true) {
    const v = nextDouble(state);
    if (v >= p) return 1;
    const q = -expm1(r * nextDouble(state));
    if (v > q * q) return v >= q ? 1 : 2;
    const x = <i64>floor<f64>(1.0 + log(v) / log(q));
    if (x >= 1 && v != 0.0) return x;
  }
}

function zipf(state: usize, a: f64): i64 {
  // Beyond, 1 is all that can come up.
  if (a >= 1025.0) return 1;
  const power = a - 1.0;
  const b = pow(2.0, power);
  const least = pow(LARGEST, -power);
  while (true) {
    const position = nextDouble(state);
    const u = position * least + (1.0 - position);
    const v = nextDouble(state);
    const x = floor<f64>(pow(u, -1.0 / power));
    if (x > LARGEST || x < 1.0) continue;
    const t = pow(1.0 + 1.0 / x, power);
    if ((v * x * (t - 1.0)) / (b - 1.0) <= t / b) return x >= LARGEST ? i64.MAX_VALUE : <i64>x;
  }
}

/** One after the other from an urn, of which the part is drawn that is smaller. */
function drawnFromUrn(state: usize, good: i64, bad: i64, sample: i64): i64 {
  const total = good + bad;
  const mirrored = sample > total / 2;
  let left = mirrored ? total - sample : sample;
  let remaining = total;
  let goodLeft = good;
  while (left > 0 && goodLeft > 0 && remaining > goodLeft) {
    remaining--;
    if (<i64>interval(state, remaining) < goodLeft) goodLeft--;
    left--;
  }
  if (remaining == goodLeft) goodLeft -= left;
  return mirrored ? goodLeft : good - goodLeft;
}

function logFactorial(k: i64): f64 {
  return logGamma(<f64>k + 1.0);
}

/** The logarithms of the factorials below the line in the probability of k. */
function logDenominator(k: i64, few: i64, many: i64, drawn: i64): f64 {
  return logFactorial(k) + logFactorial(few - k) + logFactorial(drawn - k) + logFactorial(many - drawn + k);
}

function ratioOfUniforms(state: usize, good: i64, bad: i64, sample: i64): i64 {
  const total = good + bad;
  const drawn = min<i64>(sample, total - sample);
  const few = min<i64>(good, bad);
  const many = max<i64>(good, bad);
  const p = <f64>few / <f64>total;
  const q = <f64>many / <f64>total;
  const a = <f64>drawn * p + 0.5;
  const variance = (<f64>(total - drawn) * <f64>drawn * p * q) / <f64>(total - 1);
  const c = sqrt<f64>(variance + 0.5);
  // 2 sqrt(2 / e) and 3 - 2 sqrt(3 / e).
  const h = 1.7155277699214135 * c + 0.8989161620588988;
  const mode = <i64>floor<f64>((<f64>(drawn + 1) * <f64>(few + 1)) / <f64>(total + 2));
  const atMode = logDenominator(mode, few, many, drawn);
  const end = min<f64>(<f64>(min<i64>(drawn, few) + 1), floor<f64>(a + 16.0 * c));
  let k: i64;
  while (true) {
    const u = nextDouble(state);
    const v = nextDouble(state);
    const x = a + (h * (v - 0.5)) / u;
    if (!(x >= 0.0 && x < end)) continue;
    k = <i64>floor<f64>(x);
    const t = atMode - logDenominator(k, few, many, drawn);
    if (u * (4.0 - u) - 3.0 <= t) break;
    if (u * (u - t) >= 1.0) continue;
    if (2.0 * log(u) <= t) break;
  }
  if (good > bad) k = drawn - k;
  return drawn < sample ? good - k : k;
}

function draw(which: i32, state: usize, tables: usize, a: f64, b: f64, c: f64): i64 {
  switch (which) {
    case Discrete.Geometric:
      return geometric(state, tables, a);
    case Discrete.NegativeBinomial:
      return poisson(state, ((1.0 - b) / b) * gamma(state, tables, a));
    case Discrete.LogSeries:
      return logSeries(state, a);
    case Discrete.Zipf:
      return zipf(state, a);
    default: {
      const good = <i64>a;
      const bad = <i64>b;
      const sample = <i64>c;
      if (sample >= 10 && sample <= good + bad - 10) return ratioOfUniforms(state, good, bad, sample);
      return drawnFromUrn(state, good, bad, sample);
    }
  }
}

/** Fills `n` i64 with numbers of one of the distributions, of the parameters at `a`, `b` and `c` (f64). */
export function randomDiscrete(
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
    store<i64>(out, draw(which, state, tables, load<f64>(a), load<f64>(b), load<f64>(c)));
    a += aStep << 3;
    b += bStep << 3;
    c += cStep << 3;
    out += 8;
  }
}
