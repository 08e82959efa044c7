import { Lanes } from '../lanes';
import { ExpLanes, LN2_LOW } from '../math/exp-lanes';
import { Lane } from '../math/lane';

/** Below this, e^x is no normal number, and nothing beside the 1 of the largest element. */
const LEAST: f32 = -87;

abstract class Power {
  /** e^x for x <= 0, with 0 for the smallest; as ExpLanes.exp, without its care for the rest. NaN stays. */
  @inline static of<L>(x: L, least: L): L {
    const within = Lane.pmax<L, f32>(x, least);
    const rounded = ExpLanes.rounded<L, f32>(within);
    const k = ExpLanes.integer<L, f32>(rounded);
    const r = Lane.nmadd<L, f32>(k, ExpLanes.at<L, f32>(LN2_LOW), ExpLanes.reduced<L, f32>(within, k));
    const z = Lane.mul<L, f32>(r, r);
    const both = Lane.madd<L, f32>(r, ExpLanes.odd<L, f32>(z), ExpLanes.even<L, f32>(z));
    const rest = Lane.madd<L, f32>(z, both, r);
    const two = ExpLanes.two<L, f32>(rounded);
    const y = Lane.madd<L, f32>(two, rest, two);
    return Lane.andnot<L, f32>(y, Lane.lt<L, f32>(x, least));
  }
}

/**
 * Rows of f32 as distributions: e^(x - most) divided by the sum of these, where the largest element keeps every power at 1
 * or less. A row is read, written and scaled while it is in the cache; scaling by the reciprocal of the sum takes a third
 * of the time of dividing by it.
 */
export function softmaxRows(x: usize, out: usize, columns: usize, rows: usize): void {
  const bytes = columns * sizeof<f32>();
  for (; rows > 0; rows--) {
    scale(out, bytes, 1 / powers(x, out, bytes, largest(x, bytes)));
    x += bytes;
    out += bytes;
  }
}

/** The largest element. NaN may be passed over: its own power makes NaN of the row. */
function largest(x: usize, bytes: usize): f32 {
  let most: f32 = -Infinity;
  let i: usize = 0;
  if (ASC_FEATURE_SIMD && bytes >= 64) {
    let a = v128.load(x);
    let b = v128.load(x, 16);
    let c = v128.load(x, 32);
    let d = v128.load(x, 48);
    for (i = 64; i + 64 <= bytes; i += 64) {
      a = v128.pmax<f32>(a, v128.load(x + i));
      b = v128.pmax<f32>(b, v128.load(x + i, 16));
      c = v128.pmax<f32>(c, v128.load(x + i, 32));
      d = v128.pmax<f32>(d, v128.load(x + i, 48));
    }
    a = Lanes.maximum<f32>(Lanes.maximum<f32>(a, b), Lanes.maximum<f32>(c, d));
    a = Lanes.maximum<f32>(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
    a = Lanes.maximum<f32>(a, v128.shuffle<i32>(a, a, 1, 0, 3, 2));
    most = f32x4.extract_lane(a, 0);
  }
  for (; i < bytes; i += 4) most = max<f32>(most, load<f32>(x + i));
  return most;
}

/** Writes e^(x - most) and gives the sum. */
function powers(x: usize, out: usize, bytes: usize, most: f32): f32 {
  let sum: f32 = 0;
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const shift = f32x4.splat(most);
    const least = f32x4.splat(LEAST);
    let a = f32x4.splat(0);
    for (; i + 16 <= bytes; i += 16) {
      const value = Power.of<v128>(v128.sub<f32>(v128.load(x + i), shift), least);
      v128.store(out + i, value);
      a = v128.add<f32>(a, value);
    }
    a = v128.add<f32>(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
    sum = f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1);
  }
  for (; i < bytes; i += 4) {
    const value = Power.of<f32>(load<f32>(x + i) - most, LEAST);
    store<f32>(out + i, value);
    sum += value;
  }
  return sum;
}

function scale(out: usize, bytes: usize, factor: f32): void {
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const factors = f32x4.splat(factor);
    for (; i + 16 <= bytes; i += 16) v128.store(out + i, v128.mul<f32>(v128.load(out + i), factors));
  }
  for (; i < bytes; i += 4) store<f32>(out + i, load<f32>(out + i) * factor);
}
