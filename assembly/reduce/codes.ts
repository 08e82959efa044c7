/**
 * Folds as `identity` knows them. The TypeScript side lists the same numbers in the same order.
 */
export const enum Fold {
  Sum = 0,
  Prod = 1,
  Minimum = 2,
  Maximum = 3,
  Fmin = 4,
  Fmax = 5,
  Any = 6,
  All = 7,
  CountNonzero = 8,
  /** A running sum starts from -0, which leaves every first element what it is, as NumPy does. */
  Cumsum = 9,
}
