import { DType } from '../dtypes';
import { ExpLanes } from '../math/exp-lanes';
import { HyperbolicLanes } from '../math/hyperbolic-lanes';
import { LogLanes } from '../math/log-lanes';
import { LogaddLanes } from '../math/logadd-lanes';
import { PowLanes } from '../math/pow-lanes';
import { Wide } from '../math/wide';
import { multiply } from './arithmetic';
import { Binary, Unary } from './dispatch';

/** Powers, logarithms and hyperbolic functions, elementwise. Methods and bounds: ../math. */

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

@final
@unmanaged
class Sinh {
  @inline apply<L, T>(x: L): L {
    return HyperbolicLanes.sinh<L, T>(x);
  }
}

@final
@unmanaged
class Cosh {
  @inline apply<L, T>(x: L): L {
    return HyperbolicLanes.cosh<L, T>(x);
  }
}

@final
@unmanaged
class Tanh {
  @inline apply<L, T>(x: L): L {
    return HyperbolicLanes.tanh<L, T>(x);
  }
}

@final
@unmanaged
class Power {
  @inline apply<L, T>(x: L, y: L): L {
    return PowLanes.pow<L, T>(x, y);
  }
}

function logaddexpOfWide(x: v128, y: v128): v128 {
  return LogaddLanes.logaddexp<v128>(x, y);
}

@final
@unmanaged
class Logaddexp {
  @inline apply<L, T>(x: L, y: L): L {
    if (sizeof<T>() == 8) return isVector<L>() ? logaddexpOfWide(x, y) : LogaddLanes.logaddexp<L>(x, y);
    if (isVector<L>())
      return Wide.narrow(logaddexpOfWide(Wide.low(x), Wide.low(y)), logaddexpOfWide(Wide.high(x), Wide.high(y)));
    return <L>LogaddLanes.logaddexp<f64>(<f64>x, <f64>y);
  }
}

function logaddexp2OfWide(x: v128, y: v128): v128 {
  return LogaddLanes.logaddexp2<v128>(x, y);
}

@final
@unmanaged
class Logaddexp2 {
  @inline apply<L, T>(x: L, y: L): L {
    if (sizeof<T>() == 8) return isVector<L>() ? logaddexp2OfWide(x, y) : LogaddLanes.logaddexp2<L>(x, y);
    if (isVector<L>())
      return Wide.narrow(logaddexp2OfWide(Wide.low(x), Wide.low(y)), logaddexp2OfWide(Wide.high(x), Wide.high(y)));
    return <L>LogaddLanes.logaddexp2<f64>(<f64>x, <f64>y);
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

export function sinh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Sinh>(t, a, aStep, out, n);
}

export function cosh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Cosh>(t, a, aStep, out, n);
}

export function tanh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Tanh>(t, a, aStep, out, n);
}

export function power(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  // Squares have the same bits either way.
  const one = n > 0 && bStep == 0 && outStep == 1;
  const exponent = !one ? 0.0 : t == DType.F32 ? <f64>load<f32>(b) : load<f64>(b);
  if (exponent != 2.0) Binary.math<Power>(t, a, aStep, b, bStep, out, outStep, n);
  else multiply(t, a, aStep, a, aStep, out, outStep, n);
}

export function logaddexp(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.math<Logaddexp>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logaddexp2(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.math<Logaddexp2>(t, a, aStep, b, bStep, out, outStep, n);
}
