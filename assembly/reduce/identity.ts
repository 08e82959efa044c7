import { DType } from '../dtypes';
import { Fold } from './codes';
import { Kind } from './kind';

/** Writes the least or the greatest number of a type, or NaN. */
function extreme(t: i32, dst: usize, least: bool, numeric: bool): void {
  if (t == DType.F32) return store<f32>(dst, numeric ? NaN : least ? -Infinity : Infinity);
  if (t == DType.F64) return store<f64>(dst, numeric ? NaN : least ? -Infinity : Infinity);
  const size = Kind.size(t);
  const sign = (<u64>Kind.isSigned(t)) << ((size << 3) - 1);
  const bits = least ? sign : ~sign;
  if (t == DType.Bool) store<bool>(dst, !least);
  else if (size == 1) store<u8>(dst, <u8>bits);
  else if (size == 2) store<u16>(dst, <u16>bits);
  else if (size == 4) store<u32>(dst, <u32>bits);
  else store<u64>(dst, bits);
}

/**
 * Writes the identity of a fold over elements of type t, in the type of its accumulator: bytes for any and all, 64 bits
 * for counts and for sums and products of integers, else the type of the elements.
 */
export function identity(fold: i32, t: i32, dst: usize): void {
  switch (fold) {
    case Fold.Sum:
    case Fold.Cumsum:
    case Fold.Prod: {
      const one = fold == Fold.Prod;
      if (t == DType.F32) store<f32>(dst, one ? 1 : fold == Fold.Cumsum ? -0.0 : 0);
      else if (t == DType.F64) store<f64>(dst, one ? 1 : fold == Fold.Cumsum ? -0.0 : 0);
      else store<i64>(dst, one);
      return;
    }
    case Fold.CountNonzero:
      return store<i64>(dst, 0);
    case Fold.Any:
    case Fold.All:
      return store<bool>(dst, fold == Fold.All);
    case Fold.Minimum:
    case Fold.Fmin:
      return extreme(t, dst, false, fold == Fold.Fmin);
    case Fold.Maximum:
    case Fold.Fmax:
      return extreme(t, dst, true, fold == Fold.Fmax);
  }
}
