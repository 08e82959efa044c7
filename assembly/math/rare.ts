/**
 * Lanes whose arguments a function of ../math/lane leaves to another one. To be called behind `if (Lane.any(mask))`, as
 * the last thing: Binaryen would make of `if (rare) return f(x)` before it a call of f for each x.
 */

/**
 * y, but the scalar op.one(x) in the lanes of the mask: of this lane and `more` others. Recursions rather than loops,
 * here and below: Binaryen would move a function with a single caller into that caller's loop, whose registers it would
 * take.
 */
function oneByOne<O>(x: v128, y: v128, mask: v128, more: i32): v128 {
  if (i64x2.extract_lane(mask, 1)) {
    y = f64x2.replace_lane(y, 1, changetype<O>(0).one(f64x2.extract_lane(x, 1)));
  }
  y = v128.shuffle<u64>(y, y, 1, 0);
  if (more == 0) return y;
  return oneByOne<O>(v128.shuffle<u64>(x, x, 1, 0), y, v128.shuffle<u64>(mask, mask, 1, 0), more - 1);
}

/** y, but the f64 function rounded once in the lanes of the mask: in the upper half, then in `more` others. */
function inDouble<O>(x: v128, y: v128, mask: v128, more: i32): v128 {
  x = v128.shuffle<u64>(x, x, 1, 0);
  const wide = changetype<O>(0).apply<v128, f64>(f64x2.promote_low_f32x4(x));
  const narrow = v128.shuffle<u64>(y, f32x4.demote_f64x2_zero(wide), 0, 2);
  y = v128.bitselect(narrow, y, mask);
  y = v128.shuffle<u64>(y, y, 1, 0);
  if (more == 0) return y;
  return inDouble<O>(x, y, v128.shuffle<u64>(mask, mask, 1, 0), more - 1);
}

/** The same of two operands. */
function oneByOnePair<O>(x: v128, y: v128, z: v128, mask: v128, more: i32): v128 {
  if (i64x2.extract_lane(mask, 1)) {
    z = f64x2.replace_lane(z, 1, changetype<O>(0).one(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1)));
  }
  x = v128.shuffle<u64>(x, x, 1, 0);
  y = v128.shuffle<u64>(y, y, 1, 0);
  z = v128.shuffle<u64>(z, z, 1, 0);
  if (more == 0) return z;
  return oneByOnePair<O>(x, y, z, v128.shuffle<u64>(mask, mask, 1, 0), more - 1);
}

function inDoublePair<O>(x: v128, y: v128, z: v128, mask: v128, more: i32): v128 {
  x = v128.shuffle<u64>(x, x, 1, 0);
  y = v128.shuffle<u64>(y, y, 1, 0);
  const wide = changetype<O>(0).apply<v128, f64>(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y));
  const narrow = v128.shuffle<u64>(z, f32x4.demote_f64x2_zero(wide), 0, 2);
  z = v128.bitselect(narrow, z, mask);
  z = v128.shuffle<u64>(z, z, 1, 0);
  if (more == 0) return z;
  return inDoublePair<O>(x, y, z, v128.shuffle<u64>(mask, mask, 1, 0), more - 1);
}

export abstract class Rare {
  /** y, or in the lanes of the mask what op.one answers, which takes an f64. For f32 op.apply is asked in f64 first. */
  @inline static replace<O, L, T>(x: L, y: L, mask: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return inDouble<O>(x, y, mask, 1);
      return oneByOne<O>(x, y, mask, 1);
    }
    if (sizeof<T>() == 4) return <L>(<f32>changetype<O>(0).apply<f64, f64>(<f64>x));
    return <L>changetype<O>(0).one(<f64>x);
  }

  /** z, or in the lanes of the mask what op.one(x, y) answers. */
  @inline static replacePair<O, L, T>(x: L, y: L, z: L, mask: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return inDoublePair<O>(x, y, z, mask, 1);
      return oneByOnePair<O>(x, y, z, mask, 1);
    }
    if (sizeof<T>() == 4) return <L>(<f32>changetype<O>(0).apply<f64, f64>(<f64>x, <f64>y));
    return <L>changetype<O>(0).one(<f64>x, <f64>y);
  }
}
