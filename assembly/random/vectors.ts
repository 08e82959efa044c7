/** Distributions whose values are vectors: `n` of them of `m` elements each. */
import { beta, binomial, gamma } from './distributions';

/**
 * Counts (i64) of the outcomes of the numbers of trials (i64) at `trials`; the outcomes' probabilities (f64) at `chances`
 * step by `row` vectors.
 */
export function randomMultinomial(
  state: usize,
  out: usize,
  n: usize,
  m: usize,
  trials: usize,
  chances: usize,
  row: usize,
): void {
  memory.fill(out, 0, (n * m) << 3);
  for (; n; n--) {
    let left = load<i64>(trials);
    let rest = 1.0;
    for (let j: usize = 0; j < m - 1 && left > 0; j++) {
      const p = load<f64>(chances + (j << 3));
      const count = binomial(state, left, p / rest);
      store<i64>(out + (j << 3), count);
      left -= count;
      rest -= p;
    }
    if (left > 0) store<i64>(out + ((m - 1) << 3), left);
    out += m << 3;
    trials += 8;
    chances += (row * m) << 3;
  }
}

/**
 * Vectors (f64) of positive numbers that add up to 1, of the parameters (f64) at `alpha`: gamma numbers divided by their
 * sum; or, where `sums` is not 0 and holds the sums of the parameters from each one on, parts broken off a stick, which
 * small parameters need.
 */
export function randomDirichlet(
  state: usize,
  tables: usize,
  out: usize,
  n: usize,
  m: usize,
  alpha: usize,
  sums: usize,
): void {
  for (; n; n--) {
    if (sums) broken(state, tables, out, m, alpha, sums);
    else {
      let sum = 0.0;
      for (let j: usize = 0; j < m << 3; j += 8) {
        const x = gamma(state, tables, load<f64>(alpha + j));
        store<f64>(out + j, x);
        sum += x;
      }
      const inverse = 1.0 / sum;
      for (let j: usize = 0; j < m << 3; j += 8) store<f64>(out + j, load<f64>(out + j) * inverse);
    }
    out += m << 3;
  }
}

function broken(state: usize, tables: usize, out: usize, m: usize, alpha: usize, sums: usize): void {
  memory.fill(out, 0, m << 3);
  let left = 1.0;
  for (let j: usize = 0; j < m - 1; j++) {
    const at = j << 3;
    const following = load<f64>(sums + at, 8);
    const part = beta(state, tables, load<f64>(alpha + at), following);
    store<f64>(out + at, left * part);
    left *= 1.0 - part;
    if (following == 0.0) break;
  }
  store<f64>(out + ((m - 1) << 3), left);
}
