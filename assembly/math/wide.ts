/** f32 by way of f64, in two halves. */
export abstract class Wide {
  @inline static low(x: v128): v128 {
    return f64x2.promote_low_f32x4(x);
  }
  @inline static high(x: v128): v128 {
    return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1));
  }
  @inline static narrow(low: v128, high: v128): v128 {
    return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
  }
}
