import { ExpLanes } from '../math/exp-lanes';
import { LogLanes } from '../math/log-lanes';
import { Unary } from './dispatch';

/** Powers and logarithms, elementwise. Methods and bounds: ../math. */

@final
@unmanaged
class Exp {
  @inline apply<L, T>(x: L): L {
    return ExpLanes.exp<L, T>(x);
  }
}

@final
@unmanaged
class Exp2 {
  @inline apply<L, T>(x: L): L {
    return ExpLanes.exp2<L, T>(x);
  }
}

@final
@unmanaged
class Expm1 {
  @inline apply<L, T>(x: L): L {
    return ExpLanes.expm1<L, T>(x);
  }
}

@final
@unmanaged
class Log {
  @inline apply<L, T>(x: L): L {
    return LogLanes.log<L, T>(x);
  }
}

@final
@unmanaged
class Log2 {
  @inline apply<L, T>(x: L): L {
    return LogLanes.log2<L, T>(x);
  }
}

@final
@unmanaged
class Log10 {
  @inline apply<L, T>(x: L): L {
    return LogLanes.log10<L, T>(x);
  }
}

@final
@unmanaged
class Log1p {
  @inline apply<L, T>(x: L): L {
    return LogLanes.log1p<L, T>(x);
  }
}

export function exp(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Exp>(t, a, aStep, out, n);
}

export function exp2(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Exp2>(t, a, aStep, out, n);
}

export function expm1(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Expm1>(t, a, aStep, out, n);
}

export function log(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Log>(t, a, aStep, out, n);
}

export function log2(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Log2>(t, a, aStep, out, n);
}

export function log10(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Log10>(t, a, aStep, out, n);
}

export function log1p(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Log1p>(t, a, aStep, out, n);
}
