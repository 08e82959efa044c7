/**
 * Rows of f32 with a bias for each column added, then limited to [low, high], in place: what follows a product of matrices
 * or a convolution. NaN stays.
 */
export function biasClamp(out: usize, bias: usize, columns: usize, rows: usize, low: f32, high: f32): void {
  const bytes = columns * sizeof<f32>();
  const end = out + rows * bytes;
  while (out < end) {
    let i: usize = 0;
    if (ASC_FEATURE_SIMD) {
      const least = f32x4.splat(low);
      const most = f32x4.splat(high);
      for (; i + 16 <= bytes; i += 16) {
        const sum = v128.add<f32>(v128.load(out + i), v128.load(bias + i));
        // pmax(a, b) is `a < b ? b : a`: NaN in the first place stays.
        v128.store(out + i, v128.pmin<f32>(v128.pmax<f32>(sum, least), most));
      }
    }
    for (; i < bytes; i += 4) {
      const sum = load<f32>(out + i) + load<f32>(bias + i);
      const raised = sum < low ? low : sum;
      store<f32>(out + i, raised > high ? high : raised);
    }
    out += bytes;
  }
}
