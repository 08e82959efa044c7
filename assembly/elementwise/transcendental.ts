import * as bessels from '../math/bessel';
import * as hyperbolics from '../math/hyperbolic';
import { Unary } from './dispatch';

/** The transcendental functions: computed in f64 and rounded once to the element type. Methods and bounds: ../math. */

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

@final
@unmanaged
class Arcsinh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.arcsinh(<f64>x);
  }
}

@final
@unmanaged
class Arccosh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.arccosh(<f64>x);
  }
}

@final
@unmanaged
class Arctanh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.arctanh(<f64>x);
  }
}

export function i0(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<I0>(t, a, aStep, out, n);
}

export function arcsinh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Arcsinh>(t, a, aStep, out, n);
}

export function arccosh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Arccosh>(t, a, aStep, out, n);
}

export function arctanh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Arctanh>(t, a, aStep, out, n);
}
