import * as bessels from '../math/bessel';
import * as hyperbolics from '../math/hyperbolic';
import * as logadds from '../math/logadd';
import * as powers from '../math/pow';
import { Binary, Unary } from './dispatch';

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
class Sinh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.sinh(<f64>x);
  }
}

@final
@unmanaged
class Cosh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.cosh(<f64>x);
  }
}

@final
@unmanaged
class Tanh {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(x: T): T {
    return <T>hyperbolics.tanh(<f64>x);
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

@final
@unmanaged
class Power {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(x: T, y: T): T {
    return <T>powers.pow(<f64>x, <f64>y);
  }
}

@final
@unmanaged
class Logaddexp {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(x: T, y: T): T {
    return <T>logadds.logaddexp(<f64>x, <f64>y);
  }
}

@final
@unmanaged
class Logaddexp2 {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(x: T, y: T): T {
    return <T>logadds.logaddexp2(<f64>x, <f64>y);
  }
}

export function i0(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<I0>(t, a, aStep, out, n);
}

export function sinh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Sinh>(t, a, aStep, out, n);
}

export function cosh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Cosh>(t, a, aStep, out, n);
}

export function tanh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Tanh>(t, a, aStep, out, n);
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

export function power(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Power>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logaddexp(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Logaddexp>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logaddexp2(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Logaddexp2>(t, a, aStep, b, bStep, out, outStep, n);
}
