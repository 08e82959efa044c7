/**
 * sin, cos, tan of one f64 of any size: what trigonometric.ts calls for arguments beyond its bound.
 *
 * x = q pi/2 + r (reduction.ts), then polynomials for sin and cos on |r| <= pi/4, of which the leading terms r and 1 -
 * r^2/2 are summed with their rounding errors. tan is the quotient of both, each as a sum of two f64, and so is right
 * near its poles as well. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: sin 0.75, cos 0.78, tan 0.89.
 */
import { Exact } from './exact';
import { Angle } from './reduction';

abstract class Polynomial {
  /** sin(r + low) - r. */
  @inline static sinTail(r: f64, low: f64, z: f64): f64 {
    const top = 2.7557313704956327e-6 + z * (-2.5050759864235478e-8 + z * 1.5896884601128744e-10);
    const series = -0.16666666666666632 + z * (0.008333333333322486 + z * (-0.0001984126982985322 + z * top));
    return r * z * series + (low - 0.5 * z * low);
  }

  /** cos(r + low) - lead, where lead = 1 - z/2. */
  @inline static cosTail(r: f64, low: f64, z: f64, lead: f64): f64 {
    const top = -2.7557314399267755e-7 + z * (2.087572899464961e-9 + z * -1.1359917352240473e-11);
    const series = 0.0416666666666666 + z * (-0.001388888888887447 + z * (2.480158728966691e-5 + z * top));
    return Exact.tail(1.0, -0.5 * z, lead) + (z * z * series - (r * low + 0.5 * Exact.squareError(r, z)));
  }
}

function sinReduced(r: f64, low: f64): f64 {
  return r + Polynomial.sinTail(r, low, r * r);
}

function cosReduced(r: f64, low: f64): f64 {
  const z = r * r;
  const lead = 1.0 - 0.5 * z;
  return lead + Polynomial.cosTail(r, low, z, lead);
}

@final
@unmanaged
class Sine {
  @inline at(quadrant: i32, r: f64, low: f64): f64 {
    const y = quadrant & 1 ? cosReduced(r, low) : sinReduced(r, low);
    return quadrant & 2 ? -y : y;
  }
}

@final
@unmanaged
class Tangent {
  @inline at(quadrant: i32, r: f64, low: f64): f64 {
    const z = r * r;
    const lead = 1.0 - 0.5 * z;
    const sinTail = Polynomial.sinTail(r, low, z);
    const cosTail = Polynomial.cosTail(r, low, z, lead);
    // Both sums again as high and low, or the quotient would lose what the tails have more than one last place of.
    const sin = r + sinTail;
    const sinLow = Exact.tail(r, sinTail, sin);
    const cos = lead + cosTail;
    const cosLow = Exact.tail(lead, cosTail, cos);
    if (quadrant & 1) return Exact.quotient(-cos, -cosLow, sin, sinLow);
    return Exact.quotient(sin, sinLow, cos, cosLow);
  }
}

@final
@unmanaged
class Cosine {
  @inline at(quadrant: i32, r: f64, low: f64): f64 {
    return changetype<Sine>(0).at(quadrant + 1, r, low);
  }
}

export function sin(x: f64): f64 {
  // Below, sin x rounds to x; -0 stays -0.
  if (abs(x) < 1e-8) return x;
  return Angle.reduce<Sine>(x);
}

export function cos(x: f64): f64 {
  return Angle.reduce<Cosine>(x);
}

export function tan(x: f64): f64 {
  if (abs(x) < 1e-8) return x;
  return Angle.reduce<Tangent>(x);
}
