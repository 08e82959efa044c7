/** Counts and weights by position, for histograms. */

/** dst[src[i]] += 1 for n positions (i64, each within dst), counted in i64. */
export function tally(src: usize, n: usize, dst: usize): void {
  for (; n > 0; n--) {
    const at = dst + (load<u32>(src) << 3);
    store<i64>(at, load<i64>(at) + 1);
    src += 8;
  }
}

/** dst[src[i]] += weights[i], in f64 and in order. */
export function tallyWeights(src: usize, weights: usize, n: usize, dst: usize): void {
  for (; n > 0; n--) {
    const at = dst + (load<u32>(src) << 3);
    store<f64>(at, load<f64>(at) + load<f64>(weights));
    src += 8;
    weights += 8;
  }
}

/** dst[src[i]] += weights[i], in i64. */
export function tallyWhole(src: usize, weights: usize, n: usize, dst: usize): void {
  for (; n > 0; n--) {
    const at = dst + (load<u32>(src) << 3);
    store<i64>(at, load<i64>(at) + load<i64>(weights));
    src += 8;
    weights += 8;
  }
}
