import { DType } from '../dtypes';

/**
 * out[i] = a[i] limited to [low[i], high[i]], as minimum(maximum(a, low), high) would have it: NaN stays, as an element and
 * as a limit, and low > high gives high. Steps are 0 or 1; `out` may be `a`.
 */
function limited<T>(
  a: usize,
  aStep: usize,
  low: usize,
  lowStep: usize,
  high: usize,
  highStep: usize,
  out: usize,
  n: usize,
): void {
  const least = load<T>(low);
  const most = load<T>(high);
  // Of one limit that is a number, pmax(a, low) and pmin(a, high) are right for every a.
  if (ASC_FEATURE_SIMD && (isFloat<T>() || sizeof<T>() < 8)) {
    if ((lowStep | highStep) == 0 && aStep == 1 && least == least && most == most) {
      const l = v128.splat<T>(least);
      const h = v128.splat<T>(most);
      for (; n >= 64 / sizeof<T>(); n -= 64 / sizeof<T>()) {
        v128.store(out, Limit.lanes<T>(v128.load(a), l, h));
        v128.store(out, Limit.lanes<T>(v128.load(a, 16), l, h), 16);
        v128.store(out, Limit.lanes<T>(v128.load(a, 32), l, h), 32);
        v128.store(out, Limit.lanes<T>(v128.load(a, 48), l, h), 48);
        a += 64;
        out += 64;
      }
    }
  }
  for (; n; n--) {
    const x = load<T>(a);
    const l = load<T>(low);
    const h = load<T>(high);
    const raised = l > x || l != l ? l : x;
    store<T>(out, h < raised || h != h ? h : raised);
    a += aStep * sizeof<T>();
    low += lowStep * sizeof<T>();
    high += highStep * sizeof<T>();
    out += sizeof<T>();
  }
}

abstract class Limit {
  @inline static lanes<T>(x: v128, low: v128, high: v128): v128 {
    if (isFloat<T>()) return v128.pmin<T>(v128.pmax<T>(x, low), high);
    return v128.min<T>(v128.max<T>(x, low), high);
  }
}

export function clip(
  t: i32,
  a: usize,
  aStep: i32,
  low: usize,
  lowStep: i32,
  high: usize,
  highStep: i32,
  out: usize,
  n: usize,
): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
      return limited<u8>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.I8:
      return limited<i8>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.U16:
      return limited<u16>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.I16:
      return limited<i16>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.U32:
      return limited<u32>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.I32:
      return limited<i32>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.U64:
      return limited<u64>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.I64:
      return limited<i64>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.F32:
      return limited<f32>(a, aStep, low, lowStep, high, highStep, out, n);
    case DType.F64:
      return limited<f64>(a, aStep, low, lowStep, high, highStep, out, n);
  }
}
