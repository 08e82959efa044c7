/** How many bins suit values: the rules of thumb that NumPy knows, each a width of bins. */
import { DTYPES } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { divide, power, subtract } from './arithmetic.js';
import { distinctEdges, type Outer, outerEdges, sumByBin } from './histogram-bins.js';
import { vecdot } from './products.js';
import { percentile } from './quantiles.js';
import { max, min } from './reductions.js';
import { mean, std } from './statistics.js';

/** A width of bins for at least one value, whose extremes lie `width` apart; 0 where the rule finds none. */
type Estimator = (values: NDArray, width: number, outer: Outer, operation: string) => number;

/** A result as NumPy has it where all that enters is f32, or a plain number. */
function inTypeOf(values: NDArray): (x: number) => number {
  return values.dtype === 'f32' ? Math.fround : Number;
}

/** Freedman and Diaconis, On the histogram as a density estimator, 1981. */
const fd: Estimator = (values) => {
  const [upper, lower] = (percentile(values, [75, 25]) as NDArray).toArray() as number[];
  return 2 * (upper - lower) * values.size ** (-1 / 3);
};

/** Sturges, The choice of a class interval, 1926: for normal distributions. */
const sturges: Estimator = (values, width) => width / (Math.log2(values.size) + 1);

const sqrt: Estimator = (values, width) => width / Math.sqrt(values.size);

/** Twice the cube root of the number of values, as many bins. */
const rice: Estimator = (values, width) => {
  const round = inTypeOf(values);
  return round(width / round(2 * values.size ** (1 / 3)));
};

/** Scott, On optimal and data-based histograms, 1979. */
const scott: Estimator = (values) => {
  const round = inTypeOf(values);
  const factor = ((24 * Math.PI ** 0.5) / values.size) ** (1 / 3);
  return round(round(factor) * (std(values) as number));
};

/** Doane, Aesthetic frequency classifications, 1976: Sturges' rule for skewed distributions. */
const doane: Estimator = (values, width) => {
  const n = values.size;
  if (n <= 2) return 0;
  const deviation = std(values) as number;
  if (!(deviation > 0)) return 0;
  const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  const skewness = mean(power(divide(subtract(values, mean(values) as number), deviation), 3)) as number;
  return width / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / spread));
};

/** Stone, An asymptotically optimal histogram selection rule, 1984: the least error estimated by cross-validation. */
const stone: Estimator = (values, width, outer, operation) => {
  const n = values.size;
  if (n <= 1 || width === 0) return 0;
  const round = inTypeOf(values);
  const most = Math.max(100, Math.floor(Math.sqrt(n)));
  let best = { loss: Number.POSITIVE_INFINITY, count: 1 };
  for (let count = 1; count <= most; count++) {
    const edges = distinctEdges(operation, values, outer, count);
    const shares = divide(sumByBin(operation, values, edges, outer), n) as NDArray;
    const loss = (2 - (n + 1) * Number(vecdot(shares, shares).item())) / round(width / count);
    if (loss < best.loss) best = { loss, count };
  }
  return round(width / best.count);
};

/** The narrower of the rules of Sturges and of Freedman and Diaconis, the latter at most twice as narrow as `sqrt`. */
const auto: Estimator = (...given) => Math.min(Math.max(fd(...given), sqrt(...given) / 2), sturges(...given));

const ESTIMATORS = { auto, fd, doane, scott, stone, rice, sturges, sqrt } as const satisfies Record<string, Estimator>;

/** Rules whose widths of f32 values are f32 themselves; the others' are f64. */
const IN_ELEMENT_TYPE: readonly string[] = ['rice', 'scott', 'stone'];

/** A rule for the number of bins. */
export type BinEstimator = keyof typeof ESTIMATORS;

/** The number of equal bins for values that all lie within the outermost edges. */
export function estimate(operation: string, rule: string, values: NDArray, outer: Outer): number {
  if (!Object.hasOwn(ESTIMATORS, rule)) {
    throw new TypeError(
      `${operation}: there is no rule '${rule}' for bins; the rules are ${Object.keys(ESTIMATORS).join(', ')}.`,
    );
  }
  if (values.size === 0) return 1;
  const width = min(values) === max(values) ? 0 : outerEdges(operation, values, undefined).width;
  const found = ESTIMATORS[rule as BinEstimator](values, width, outer, operation);
  if (found === 0) return 1;
  const quotient = outer.width / (DTYPES[values.dtype].kind !== 'f' && found < 1 ? 1 : found);
  return Math.ceil(outer.single && IN_ELEMENT_TYPE.includes(rule) ? Math.fround(quotient) : quotient);
}
