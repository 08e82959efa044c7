import { Lanes } from '../lanes';
import { Across } from './across';
import { FLOATS } from './ops';

/** Operations with a second operand, as ops.ts says what an operation is. */

/** (x - y)^2, summed. Floats only. */
@final
@unmanaged
export class SquaredDeviations {
  @inline pairs(): bool {
    return false;
  }
  @inline centres(): bool {
    return true;
  }
  @inline mirrors(): bool {
    return false;
  }
  @inline watches<T>(): bool {
    return false;
  }
  @inline suspects<T>(): bool {
    return false;
  }
  @inline widens<T>(): bool {
    return false;
  }
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return FLOATS;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    const d = isVector<X>() ? v128.sub<T>(x, y) : <X>(x - y);
    return isVector<X>() ? v128.mul<T>(d, d) : <V>(d * d);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    if (isVector<X>()) {
      const d = v128.sub<T>(x, y);
      return Lanes.madd<T>(d, d, a);
    }
    return a + this.first<T, X, V>(x, y);
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.add<T>(a, b) : <V>(a + b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return <A>Across.lanes<SquaredDeviations, T>(v);
  }
}

/** x * y, summed. 32-bit integers wrap; see products.ts for the others. */
@final
@unmanaged
export class Dot {
  @inline pairs(): bool {
    return true;
  }
  @inline centres(): bool {
    return false;
  }
  @inline mirrors(): bool {
    return false;
  }
  @inline watches<T>(): bool {
    return false;
  }
  @inline suspects<T>(): bool {
    return false;
  }
  @inline widens<T>(): bool {
    return false;
  }
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return isFloat<T>() ? FLOATS : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    return isVector<X>() ? v128.mul<T>(x, y) : <V>(x * y);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    if (isVector<X>() && isFloat<T>()) return Lanes.madd<T>(x, y, a);
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.add<T>(a, b) : <V>(a + b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return <A>Across.lanes<Dot, T>(v);
  }
}
