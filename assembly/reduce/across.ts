/** Two accumulators in one, by the rule that is exact for NaN where an operation has two. */
export abstract class Join {
  @inline static of<O, T, V>(a: V, b: V): V {
    const op = changetype<O>(0);
    if (isVector<V>() && op.watches<T>()) return op.join<T>(a, b);
    return op.merge<T, V>(a, b);
  }
}

/** An accumulator in memory after what was folded onto it; extrema are folded in the mirror. */
export abstract class Result {
  @inline static of<O, T, V>(old: V, a: V, y: V): V {
    const op = changetype<O>(0);
    if (!op.mirrors()) return Join.of<O, T, V>(old, a);
    return op.flip<T, V>(Join.of<O, T, V>(op.flip<T, V>(old, y), a), y);
  }
}

/** The lanes of one vector in one number. */
export abstract class Across {
  /** By an operation's own rule, in the element type. Halves are laid on each other: lane 0 meets lane 2, then lane 1. */
  @inline static lanes<O, T>(v: v128): T {
    v = Join.of<O, T, v128>(v, v128.shuffle<i64>(v, v, 1, 0));
    if (sizeof<T>() <= 4) v = Join.of<O, T, v128>(v, v128.shuffle<i32>(v, v, 1, 0, 3, 2));
    if (sizeof<T>() <= 2) v = Join.of<O, T, v128>(v, v128.shuffle<i16>(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
    if (sizeof<T>() == 1) {
      v = Join.of<O, T, v128>(v, v128.shuffle<i8>(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
    }
    return v128.extract_lane<T>(v, 0);
  }

  /** The exact sum of lanes of u8, u16, i16, i32 or i64. */
  @inline static sum<W>(v: v128): i64 {
    if (sizeof<W>() == 1) return Across.sum<u16>(v128.extadd_pairwise<u8>(v));
    if (sizeof<W>() == 2) return Across.sum<i32>(v128.extadd_pairwise<W>(v));
    if (sizeof<W>() == 4) return Across.sum<i64>(v128.add<i64>(v128.extend_low<i32>(v), v128.extend_high<i32>(v)));
    return i64x2.extract_lane(v, 0) + i64x2.extract_lane(v, 1);
  }
}

/** The lanes of one vector, of u8, u16, i16, u32, i32 or 64 bits, each added to a 64-bit accumulator of its own. */
export abstract class Deposit {
  static lanes<W>(acc: usize, v: v128): void {
    if (sizeof<W>() == 8) {
      v128.store(acc, v128.add<i64>(v128.load(acc), v));
    } else if (sizeof<W>() == 4) {
      Deposit.lanes<i64>(acc, v128.extend_low<W>(v));
      Deposit.lanes<i64>(acc + 16, v128.extend_high<W>(v));
    } else if (sizeof<W>() == 2) {
      Deposit.lanes<i32>(acc, isSigned<W>() ? v128.extend_low<i16>(v) : v128.extend_low<u16>(v));
      Deposit.lanes<i32>(acc + 32, isSigned<W>() ? v128.extend_high<i16>(v) : v128.extend_high<u16>(v));
    } else {
      Deposit.lanes<i16>(acc, v128.extend_low<u8>(v));
      Deposit.lanes<i16>(acc + 64, v128.extend_high<u8>(v));
    }
  }
}
