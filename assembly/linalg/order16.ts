import { Lanes } from '../lanes';

/**
 * Equations with triangles of order 16, whose right side stays in eight registers: 26 ns a column for a lower triangle and
 * 53 for an upper one, where columns of so few elements one after another take 65 and 80. Every number goes through the
 * same operations in the same order as there.
 */

abstract class Pair {
  /** b + v x + w y. */
  @inline static take(b: v128, v: v128, x: usize, w: v128, y: usize): v128 {
    return Lanes.madd<f64>(w, v128.load(y), Lanes.madd<f64>(v, v128.load(x), b));
  }
}

/** The order of the triangles. */
export const ORDER: usize = 16;

/** Solves L X = B for a unit lower triangle; the columns of both matrices are `step` and `bStep` bytes apart. */
export function solveLower16(l: usize, step: usize, b: usize, bStep: usize, columns: usize): void {
  for (; columns > 0; columns--) {
    let c = l;
    let d = l;
    let v: v128;
    let w: v128;
    let b0 = v128.load(b, 0);
    let b1 = v128.load(b, 16);
    let b2 = v128.load(b, 32);
    let b3 = v128.load(b, 48);
    let b4 = v128.load(b, 64);
    let b5 = v128.load(b, 80);
    let b6 = v128.load(b, 96);
    let b7 = v128.load(b, 112);
    const x0 = f64x2.extract_lane(b0, 0);
    const y0 = f64x2.extract_lane(b0, 1) + -x0 * load<f64>(c, 8);
    b0 = f64x2.replace_lane(b0, 1, y0);
    v = f64x2.splat(-x0);
    w = f64x2.splat(-y0);
    d = c + step;
    b1 = Pair.take(b1, v, c + 16, w, d + 16);
    b2 = Pair.take(b2, v, c + 32, w, d + 32);
    b3 = Pair.take(b3, v, c + 48, w, d + 48);
    b4 = Pair.take(b4, v, c + 64, w, d + 64);
    b5 = Pair.take(b5, v, c + 80, w, d + 80);
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x1 = f64x2.extract_lane(b1, 0);
    const y1 = f64x2.extract_lane(b1, 1) + -x1 * load<f64>(c, 24);
    b1 = f64x2.replace_lane(b1, 1, y1);
    v = f64x2.splat(-x1);
    w = f64x2.splat(-y1);
    d = c + step;
    b2 = Pair.take(b2, v, c + 32, w, d + 32);
    b3 = Pair.take(b3, v, c + 48, w, d + 48);
    b4 = Pair.take(b4, v, c + 64, w, d + 64);
    b5 = Pair.take(b5, v, c + 80, w, d + 80);
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x2 = f64x2.extract_lane(b2, 0);
    const y2 = f64x2.extract_lane(b2, 1) + -x2 * load<f64>(c, 40);
    b2 = f64x2.replace_lane(b2, 1, y2);
    v = f64x2.splat(-x2);
    w = f64x2.splat(-y2);
    d = c + step;
    b3 = Pair.take(b3, v, c + 48, w, d + 48);
    b4 = Pair.take(b4, v, c + 64, w, d + 64);
    b5 = Pair.take(b5, v, c + 80, w, d + 80);
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x3 = f64x2.extract_lane(b3, 0);
    const y3 = f64x2.extract_lane(b3, 1) + -x3 * load<f64>(c, 56);
    b3 = f64x2.replace_lane(b3, 1, y3);
    v = f64x2.splat(-x3);
    w = f64x2.splat(-y3);
    d = c + step;
    b4 = Pair.take(b4, v, c + 64, w, d + 64);
    b5 = Pair.take(b5, v, c + 80, w, d + 80);
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x4 = f64x2.extract_lane(b4, 0);
    const y4 = f64x2.extract_lane(b4, 1) + -x4 * load<f64>(c, 72);
    b4 = f64x2.replace_lane(b4, 1, y4);
    v = f64x2.splat(-x4);
    w = f64x2.splat(-y4);
    d = c + step;
    b5 = Pair.take(b5, v, c + 80, w, d + 80);
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x5 = f64x2.extract_lane(b5, 0);
    const y5 = f64x2.extract_lane(b5, 1) + -x5 * load<f64>(c, 88);
    b5 = f64x2.replace_lane(b5, 1, y5);
    v = f64x2.splat(-x5);
    w = f64x2.splat(-y5);
    d = c + step;
    b6 = Pair.take(b6, v, c + 96, w, d + 96);
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x6 = f64x2.extract_lane(b6, 0);
    const y6 = f64x2.extract_lane(b6, 1) + -x6 * load<f64>(c, 104);
    b6 = f64x2.replace_lane(b6, 1, y6);
    v = f64x2.splat(-x6);
    w = f64x2.splat(-y6);
    d = c + step;
    b7 = Pair.take(b7, v, c + 112, w, d + 112);
    c = d + step;
    const x7 = f64x2.extract_lane(b7, 0);
    const y7 = f64x2.extract_lane(b7, 1) + -x7 * load<f64>(c, 120);
    b7 = f64x2.replace_lane(b7, 1, y7);
    v128.store(b, b0, 0);
    v128.store(b, b1, 16);
    v128.store(b, b2, 32);
    v128.store(b, b3, 48);
    v128.store(b, b4, 64);
    v128.store(b, b5, 80);
    v128.store(b, b6, 96);
    v128.store(b, b7, 112);
    b += bStep;
  }
}

/** The same for an upper triangle, U X = B. */
export function solveUpper16(u: usize, step: usize, b: usize, bStep: usize, columns: usize): void {
  for (; columns > 0; columns--) {
    let c: usize;
    let d = u + (ORDER - 1) * step;
    let v: v128;
    let w: v128;
    let b0 = v128.load(b, 0);
    let b1 = v128.load(b, 16);
    let b2 = v128.load(b, 32);
    let b3 = v128.load(b, 48);
    let b4 = v128.load(b, 64);
    let b5 = v128.load(b, 80);
    let b6 = v128.load(b, 96);
    let b7 = v128.load(b, 112);
    const y7 = f64x2.extract_lane(b7, 1) / load<f64>(d, 120);
    const x7 = (f64x2.extract_lane(b7, 0) + -y7 * load<f64>(d, 112)) / load<f64>(d - step, 112);
    b7 = f64x2.replace_lane(f64x2.splat(x7), 1, y7);
    c = d - step;
    v = f64x2.splat(-y7);
    w = f64x2.splat(-x7);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    b2 = Pair.take(b2, v, d + 32, w, c + 32);
    b3 = Pair.take(b3, v, d + 48, w, c + 48);
    b4 = Pair.take(b4, v, d + 64, w, c + 64);
    b5 = Pair.take(b5, v, d + 80, w, c + 80);
    b6 = Pair.take(b6, v, d + 96, w, c + 96);
    d = c - step;
    const y6 = f64x2.extract_lane(b6, 1) / load<f64>(d, 104);
    const x6 = (f64x2.extract_lane(b6, 0) + -y6 * load<f64>(d, 96)) / load<f64>(d - step, 96);
    b6 = f64x2.replace_lane(f64x2.splat(x6), 1, y6);
    c = d - step;
    v = f64x2.splat(-y6);
    w = f64x2.splat(-x6);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    b2 = Pair.take(b2, v, d + 32, w, c + 32);
    b3 = Pair.take(b3, v, d + 48, w, c + 48);
    b4 = Pair.take(b4, v, d + 64, w, c + 64);
    b5 = Pair.take(b5, v, d + 80, w, c + 80);
    d = c - step;
    const y5 = f64x2.extract_lane(b5, 1) / load<f64>(d, 88);
    const x5 = (f64x2.extract_lane(b5, 0) + -y5 * load<f64>(d, 80)) / load<f64>(d - step, 80);
    b5 = f64x2.replace_lane(f64x2.splat(x5), 1, y5);
    c = d - step;
    v = f64x2.splat(-y5);
    w = f64x2.splat(-x5);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    b2 = Pair.take(b2, v, d + 32, w, c + 32);
    b3 = Pair.take(b3, v, d + 48, w, c + 48);
    b4 = Pair.take(b4, v, d + 64, w, c + 64);
    d = c - step;
    const y4 = f64x2.extract_lane(b4, 1) / load<f64>(d, 72);
    const x4 = (f64x2.extract_lane(b4, 0) + -y4 * load<f64>(d, 64)) / load<f64>(d - step, 64);
    b4 = f64x2.replace_lane(f64x2.splat(x4), 1, y4);
    c = d - step;
    v = f64x2.splat(-y4);
    w = f64x2.splat(-x4);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    b2 = Pair.take(b2, v, d + 32, w, c + 32);
    b3 = Pair.take(b3, v, d + 48, w, c + 48);
    d = c - step;
    const y3 = f64x2.extract_lane(b3, 1) / load<f64>(d, 56);
    const x3 = (f64x2.extract_lane(b3, 0) + -y3 * load<f64>(d, 48)) / load<f64>(d - step, 48);
    b3 = f64x2.replace_lane(f64x2.splat(x3), 1, y3);
    c = d - step;
    v = f64x2.splat(-y3);
    w = f64x2.splat(-x3);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    b2 = Pair.take(b2, v, d + 32, w, c + 32);
    d = c - step;
    const y2 = f64x2.extract_lane(b2, 1) / load<f64>(d, 40);
    const x2 = (f64x2.extract_lane(b2, 0) + -y2 * load<f64>(d, 32)) / load<f64>(d - step, 32);
    b2 = f64x2.replace_lane(f64x2.splat(x2), 1, y2);
    c = d - step;
    v = f64x2.splat(-y2);
    w = f64x2.splat(-x2);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    b1 = Pair.take(b1, v, d + 16, w, c + 16);
    d = c - step;
    const y1 = f64x2.extract_lane(b1, 1) / load<f64>(d, 24);
    const x1 = (f64x2.extract_lane(b1, 0) + -y1 * load<f64>(d, 16)) / load<f64>(d - step, 16);
    b1 = f64x2.replace_lane(f64x2.splat(x1), 1, y1);
    c = d - step;
    v = f64x2.splat(-y1);
    w = f64x2.splat(-x1);
    b0 = Pair.take(b0, v, d + 0, w, c + 0);
    d = c - step;
    const y0 = f64x2.extract_lane(b0, 1) / load<f64>(d, 8);
    const x0 = (f64x2.extract_lane(b0, 0) + -y0 * load<f64>(d, 0)) / load<f64>(d - step, 0);
    b0 = f64x2.replace_lane(f64x2.splat(x0), 1, y0);
    v128.store(b, b0, 0);
    v128.store(b, b1, 16);
    v128.store(b, b2, 32);
    v128.store(b, b3, 48);
    v128.store(b, b4, 64);
    v128.store(b, b5, 80);
    v128.store(b, b6, 96);
    v128.store(b, b7, 112);
    b += bStep;
  }
}
