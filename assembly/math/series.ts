import { Lane } from './lane';

/** Polynomials whose coefficients stand in a table of T, the lowest degree first; `n` of them, a constant. */
export abstract class Series {
  /** Horner's scheme over every `step`th coefficient, from number `from` on; n <= 8. */
  @inline static chain<L, T>(table: usize, from: i32, step: i32, n: i32, z: L): L {
    let y = Lane.at<L, T>(table, from + step * (n - 1));
    if (n > 7) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step * 6));
    if (n > 6) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step * 5));
    if (n > 5) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step * 4));
    if (n > 4) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step * 3));
    if (n > 3) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step * 2));
    if (n > 2) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from + step));
    if (n > 1) y = Lane.madd<L, T>(z, y, Lane.at<L, T>(table, from));
    return y;
  }

  /** Even and odd powers apart, which wait for each other half as long; n <= 16. */
  @inline static pair<L, T>(table: usize, from: i32, n: i32, z: L): L {
    const w = Lane.mul<L, T>(z, z);
    const odd = Series.chain<L, T>(table, from + 1, 2, n / 2, w);
    return Lane.madd<L, T>(z, odd, Series.chain<L, T>(table, from, 2, n - n / 2, w));
  }
}
