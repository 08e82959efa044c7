import * as bessels from '../math/bessel';
import { Unary } from './dispatch';

/** Functions without lanes, the modified Bessel function alone: computed in f64 and rounded once to the element type. */

@final
@unmanaged
class I0 {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>bessels.i0(<f64>x);
  }
}

export function i0(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<I0>(t, a, aStep, out, n);
}
