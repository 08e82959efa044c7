/**
 * sinh, cosh, tanh of vectors and single elements, in f32 and in f64.
 *
 * With |x| = k ln 2 + r as in exp-lanes.ts, 2^(1-k) sinh |x| = e^r - u e^-r and 2^(1-k) cosh |x| = e^r + u e^-r for
 * u = 4^-k: for k = 0 the even part of the one and the odd part of the other vanish by themselves, so small x need no
 * case of their own. tanh |x| = e / (e + 2) for e = e^2|x| - 1, numerator and denominator times 2^-k.
 *
 * Largest error measured, in ULP: sinh 1.76, cosh 1.76, tanh 2.13 (next to x = 0.06; never three places off); points as
 * in exp-lanes.ts.
 */
import { ExpLanes, HALF, LIMIT, MOST, MOST_TANH, ONE, SIGN } from './exp-lanes';
import { Lane } from './lane';

export abstract class HyperbolicLanes {
  /** sinh |x| for a sign of -0, cosh x for one of 0. */
  @inline static half<L, T>(magnitude: L, sign: L): L {
    const rare = ExpLanes.beyond<L, T>(magnitude, LIMIT);
    const x = rare ? Lane.pmin<L, T>(magnitude, ExpLanes.at<L, T>(MOST)) : magnitude;
    const rounded = ExpLanes.rounded<L, T>(x);
    const k = ExpLanes.integer<L, T>(rounded);
    const r = ExpLanes.reduced<L, T>(x, k);
    const low = ExpLanes.reducedLow<L, T>(k);
    const inverse = ExpLanes.inverseOf<L, T>(k, rounded, rare);
    const u = Lane.xor<L, T>(Lane.mul<L, T>(inverse, inverse), sign);
    // (1 + u) cosh r + (1 - u) sinh r: 1 + u and r lead.
    const one = ExpLanes.at<L, T>(ONE);
    const sum = Lane.add<L, T>(one, u);
    const difference = Lane.sub<L, T>(one, u);
    const short = Lane.sub<L, T>(r, low);
    const z = Lane.mul<L, T>(short, short);
    const odd = Lane.mul<L, T>(Lane.mul<L, T>(difference, short), ExpLanes.odd<L, T>(z));
    const both = Lane.mul<L, T>(z, Lane.madd<L, T>(sum, ExpLanes.even<L, T>(z), odd));
    const rest = Lane.sub<L, T>(both, Lane.madd<L, T>(u, r, Lane.mul<L, T>(difference, low)));
    const y = Lane.add<L, T>(Lane.add<L, T>(sum, r), rest);
    return ExpLanes.scaled<L, T>(Lane.mul<L, T>(y, ExpLanes.at<L, T>(HALF)), rounded, rare);
  }

  @inline static sinh<L, T>(x: L): L {
    const y = HyperbolicLanes.half<L, T>(Lane.abs<L, T>(x), ExpLanes.at<L, T>(SIGN));
    return ExpLanes.signed<L, T>(y, x);
  }

  @inline static cosh<L, T>(x: L): L {
    return HyperbolicLanes.half<L, T>(Lane.abs<L, T>(x), Lane.splat<L, T>(0));
  }

  @inline static tanh<L, T>(x: L): L {
    const magnitude = Lane.pmin<L, T>(Lane.abs<L, T>(x), ExpLanes.at<L, T>(MOST_TANH));
    const twice = Lane.add<L, T>(magnitude, magnitude);
    const rounded = ExpLanes.rounded<L, T>(twice);
    const k = ExpLanes.integer<L, T>(rounded);
    const r = ExpLanes.reduced<L, T>(twice, k);
    const tail = ExpLanes.tail<L, T>(r, ExpLanes.reducedLow<L, T>(k));
    const u = ExpLanes.inverse<L, T>(rounded);
    const lead = Lane.sub<L, T>(ExpLanes.at<L, T>(ONE), u);
    const e = Lane.add<L, T>(Lane.add<L, T>(lead, r), tail);
    // What the denominator rounds off counts where it is near 2, the least value that it has for k = 0.
    const twos = Lane.add<L, T>(u, u);
    const denominator = Lane.add<L, T>(e, twos);
    const low = Lane.sub<L, T>(e, Lane.sub<L, T>(denominator, twos));
    const q = Lane.div<L, T>(e, denominator);
    const half = Lane.mul<L, T>(low, ExpLanes.at<L, T>(HALF));
    return ExpLanes.signed<L, T>(Lane.nmadd<L, T>(q, half, q), x);
  }
}
