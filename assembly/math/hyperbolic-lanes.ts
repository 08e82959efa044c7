/**
 * sinh, cosh, tanh of vectors and single elements, in f32 and in f64.
 *
 * With |x| = k ln 2 + r as in exp-lanes.ts, 2^(1-k) sinh |x| = e^r - u e^-r and 2^(1-k) cosh |x| = e^r + u e^-r for
 * u = 4^-k: for k = 0 the even part of the one and the odd part of the other vanish by themselves, so small x need no
 * case of their own. With 2|x| = k ln 2 + r, u = 2^-k and e = u (1 - e^-r), tanh |x| = (1 - u + e) / (1 + u - e), where the
 * denominator is not above 2: what it rounds off is small against it.
 *
 * Largest error measured, in ULP: sinh 1.76, cosh 1.76, tanh 2.00 (1.99 in f64); points as in
 * exp-lanes.ts.
 */
import { ExpLanes, HALF, LIMIT, LN2, LN2_EXCESS, MOST, MOST_TANH, ONE, ROUND, SIGN } from './exp-lanes';
import { Lane } from './lane';

/** In f32 the k of tanh is this, a little more than 1 / ln 2, times |2x|: a greater k where tanh |x| is just below 1/2 makes errors less. */
const SLOPE = memory.data<f32>([1.48], 16);

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
    const y = HyperbolicLanes.half<L, T>(ExpLanes.abs<L, T>(x), ExpLanes.at<L, T>(SIGN));
    return ExpLanes.signed<L, T>(y, x);
  }

  @inline static cosh<L, T>(x: L): L {
    return HyperbolicLanes.half<L, T>(ExpLanes.abs<L, T>(x), Lane.splat<L, T>(0));
  }

  @inline static tanh<L, T>(x: L): L {
    const magnitude = Lane.pmin<L, T>(ExpLanes.abs<L, T>(x), ExpLanes.at<L, T>(MOST_TANH));
    const twice = Lane.add<L, T>(magnitude, magnitude);
    const rounded =
      sizeof<T>() == 4
        ? Lane.madd<L, T>(twice, Lane.at<L, T>(SLOPE, 0), ExpLanes.at<L, T>(ROUND))
        : ExpLanes.rounded<L, T>(twice);
    const k = ExpLanes.integer<L, T>(rounded);
    const r = Lane.nmadd<L, T>(k, ExpLanes.at<L, T>(LN2), twice);
    const z = Lane.mul<L, T>(r, r);
    const both = Lane.mul<L, T>(z, Lane.nmadd<L, T>(r, ExpLanes.odd<L, T>(z), ExpLanes.even<L, T>(z)));
    // In f32 this is too little to count, in f64 a third of the last place of some r.
    const rest = sizeof<T>() == 4 ? both : Lane.nmadd<L, T>(k, ExpLanes.at<L, T>(LN2_EXCESS), both);
    const u = ExpLanes.inverse<L, T>(rounded);
    const e = Lane.mul<L, T>(u, Lane.sub<L, T>(r, rest));
    const one = ExpLanes.at<L, T>(ONE);
    const numerator = Lane.add<L, T>(Lane.sub<L, T>(one, u), e);
    const denominator = Lane.sub<L, T>(Lane.add<L, T>(one, u), e);
    return ExpLanes.signed<L, T>(Lane.div<L, T>(numerator, denominator), x);
  }
}
