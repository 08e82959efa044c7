/**
 * The distributions that a generator draws by one kernel: continuous, discrete, and of vectors. They are a part of
 * `Generator`, on which they are called.
 */
import type { ArrayLike } from '../../array/convert.js';
import { DTYPES } from '../../array/dtype.js';
import type { Shape } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { generate, generateOne, type Parameter, STATE_WORDS } from '../../loops/random.js';
import { scope } from '../../memory/scope.js';
import { type KernelName, kernelNumber } from '../../wasm/kernels.js';
import { add, divide, multiply, subtract } from '../arithmetic.js';
import { trunc } from '../floating.js';
import { equal, greater, less } from '../logic.js';
import { any } from '../reductions.js';
import { sqrt } from '../transcendental.js';
import {
  type Drawn,
  type FloatName,
  type Limits,
  parameter,
  type Size,
  shapeOf,
  type Value,
  valueOf,
} from './parameters.js';
import { counts, proportions } from './vectors.js';
import { zigguratTables } from './ziggurat.js';

type Type = (typeof DTYPES)[FloatName | 'i64'];

/** The numbers by which assembly/random/continuous.ts and discrete.ts know their distributions. */
const CONTINUOUS = {
  lognormal: 0,
  laplace: 1,
  logistic: 2,
  gumbel: 3,
  rayleigh: 4,
  weibull: 5,
  pareto: 6,
  power: 7,
  triangular: 8,
  standardCauchy: 9,
  standardT: 10,
  chisquare: 11,
  f: 12,
  wald: 13,
  vonmises: 14,
} as const;
const DISCRETE = { geometric: 0, negativeBinomial: 1, logseries: 2, zipf: 3, hypergeometric: 4 } as const;

const ANY: Limits = {};
const NOT_NEGATIVE: Limits = { low: 0 };
const POSITIVE: Limits = { low: 0, above: true };
const CHANCE: Limits = { low: 0, above: true, high: 1, notNaN: true };
/** NumPy's limit: the products of two such numbers stay exact. */
const URN: Limits = { low: 0, high: 1e9, below: true, notNaN: true };
const COUNT: Limits = { low: 0, high: Number.MAX_SAFE_INTEGER, notNaN: true };

/** The largest mean of which Poisson numbers fit i64. */
export const POISSON_MAXIMUM = 9.223372006484771e18;

/** What a parameter is called, what was given, and what is allowed. */
type Given = readonly [name: string, value: ArrayLike, limits: Limits];

/** A generator's state, and the distributions of which a kernel makes one number after the other. */
export abstract class Distributions {
  /** The generator's state as kernels keep it. */
  protected readonly words = new Uint32Array(STATE_WORDS);

  /** A distribution whose kernel reads its parameters, each with the type in which it does. */
  protected drawn(
    operation: string,
    kernel: KernelName,
    type: Type,
    size: Size | undefined,
    parameters: readonly (readonly [Value, Type])[],
    extra: readonly number[] = [],
    out?: NDArray,
  ): number | NDArray {
    const source = { kernel: kernelNumber(kernel), type, lookup: zigguratTables() };
    const shape = shapeOf(
      operation,
      size,
      parameters.map(([value]) => value),
    );
    const result = shape === undefined ? undefined : (out ?? (NDArray.allocate(type.name, shape) as NDArray));
    const operands: Parameter[] = parameters.map(([value, as], slot) => parameter(value, as, shape ?? [], slot));
    if (result === undefined) return Number(generateOne(this.words, source, operands, extra));
    generate(this.words, source, shape as Shape, result, operands, extra);
    return result;
  }

  /** One of the distributions of up to three parameters. */
  private distributed(
    name: keyof typeof CONTINUOUS | keyof typeof DISCRETE,
    size: Size | undefined,
    given: readonly Given[],
    check?: (values: readonly Value[]) => void,
  ): number | NDArray {
    return scope(() => {
      const values = given.map(([parameter, value, limits]) => valueOf(name, parameter, value, limits));
      check?.(values);
      const three = [0, 1, 2].map((slot) => [values[slot] ?? 0, DTYPES.f64] as const);
      return name in CONTINUOUS
        ? this.drawn(name, 'randomContinuous', DTYPES.f64, size, three, [CONTINUOUS[name as keyof typeof CONTINUOUS]])
        : this.drawn(name, 'randomDiscrete', DTYPES.i64, size, three, [DISCRETE[name as keyof typeof DISCRETE]]);
    });
  }

  /**
   * Numbers whose logarithms are normal with mean `mean` and standard deviation `sigma`.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.lognormal`.
   * @throws RangeError for a negative sigma.
   */
  lognormal<S extends Size | undefined = undefined>(mean?: number, sigma?: number, size?: S): Drawn<S, 'f64'>;
  lognormal(mean: ArrayLike, sigma?: ArrayLike, size?: Size): NDArray<'f64'>;
  lognormal(mean: ArrayLike = 0, sigma: ArrayLike = 1, size?: Size): unknown {
    return this.distributed('lognormal', size, [
      ['mean', mean, ANY],
      ['sigma', sigma, NOT_NEGATIVE],
    ]);
  }

  /**
   * Numbers of the Laplace distribution, two exponential ones back to back.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.laplace`.
   * @throws RangeError for a negative scale.
   */
  laplace<S extends Size | undefined = undefined>(loc?: number, scale?: number, size?: S): Drawn<S, 'f64'>;
  laplace(loc: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'f64'>;
  laplace(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return this.distributed('laplace', size, [
      ['loc', loc, ANY],
      ['scale', scale, NOT_NEGATIVE],
    ]);
  }

  /**
   * Numbers of the logistic distribution.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.logistic`.
   * @throws RangeError for a negative scale.
   */
  logistic<S extends Size | undefined = undefined>(loc?: number, scale?: number, size?: S): Drawn<S, 'f64'>;
  logistic(loc: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'f64'>;
  logistic(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return this.distributed('logistic', size, [
      ['loc', loc, ANY],
      ['scale', scale, NOT_NEGATIVE],
    ]);
  }

  /**
   * Numbers of the Gumbel distribution, of the largest of many numbers.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.gumbel`.
   * @throws RangeError for a negative scale.
   */
  gumbel<S extends Size | undefined = undefined>(loc?: number, scale?: number, size?: S): Drawn<S, 'f64'>;
  gumbel(loc: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'f64'>;
  gumbel(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return this.distributed('gumbel', size, [
      ['loc', loc, ANY],
      ['scale', scale, NOT_NEGATIVE],
    ]);
  }

  /**
   * Numbers of the Rayleigh distribution: lengths of vectors of two normal numbers.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.rayleigh`.
   * @throws RangeError for a negative scale.
   */
  rayleigh<S extends Size | undefined = undefined>(scale?: number, size?: S): Drawn<S, 'f64'>;
  rayleigh(scale: ArrayLike, size?: Size): NDArray<'f64'>;
  rayleigh(scale: ArrayLike = 1, size?: Size): unknown {
    return this.distributed('rayleigh', size, [['scale', scale, NOT_NEGATIVE]]);
  }

  /**
   * Numbers of the Weibull distribution with shape `a` and scale 1.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.weibull`.
   * @throws RangeError for a negative a.
   */
  weibull<S extends Size | undefined = undefined>(a: number, size?: S): Drawn<S, 'f64'>;
  weibull(a: ArrayLike, size?: Size): NDArray<'f64'>;
  weibull(a: ArrayLike, size?: Size): unknown {
    return this.distributed('weibull', size, [['a', a, NOT_NEGATIVE]]);
  }

  /**
   * Numbers of the Pareto II (Lomax) distribution with shape `a`, from 0 on.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.pareto`.
   * @throws RangeError when a is not above 0.
   */
  pareto<S extends Size | undefined = undefined>(a: number, size?: S): Drawn<S, 'f64'>;
  pareto(a: ArrayLike, size?: Size): NDArray<'f64'>;
  pareto(a: ArrayLike, size?: Size): unknown {
    return this.distributed('pareto', size, [['a', a, POSITIVE]]);
  }

  /**
   * Numbers between 0 and 1 of density `a * x**(a - 1)`.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.power`.
   * @throws RangeError when a is not above 0.
   */
  power<S extends Size | undefined = undefined>(a: number, size?: S): Drawn<S, 'f64'>;
  power(a: ArrayLike, size?: Size): NDArray<'f64'>;
  power(a: ArrayLike, size?: Size): unknown {
    return this.distributed('power', size, [['a', a, POSITIVE]]);
  }

  /**
   * Numbers from `left` to `right` whose density rises in a line up to `mode` and falls in one after it.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.triangular`.
   * @throws RangeError unless left <= mode <= right and left < right.
   */
  triangular<S extends Size | undefined = undefined>(
    left: number,
    mode: number,
    right: number,
    size?: S,
  ): Drawn<S, 'f64'>;
  triangular(left: ArrayLike, mode: ArrayLike, right: ArrayLike, size?: Size): NDArray<'f64'>;
  triangular(left: ArrayLike, mode: ArrayLike, right: ArrayLike, size?: Size): unknown {
    return this.distributed(
      'triangular',
      size,
      [
        ['left', left, ANY],
        ['mode', mode, ANY],
        ['right', right, ANY],
      ],
      checkTriangle,
    );
  }

  /**
   * Numbers of the Cauchy distribution around 0 with scale 1.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.standard_cauchy`.
   */
  standardCauchy<S extends Size | undefined = undefined>(size?: S): Drawn<S, 'f64'>;
  standardCauchy(size?: Size): unknown {
    return this.distributed('standardCauchy', size, []);
  }

  /**
   * Numbers of Student's t distribution with `df` degrees of freedom.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.standard_t`.
   * @throws RangeError when df is not above 0.
   */
  standardT<S extends Size | undefined = undefined>(df: number, size?: S): Drawn<S, 'f64'>;
  standardT(df: ArrayLike, size?: Size): NDArray<'f64'>;
  standardT(df: ArrayLike, size?: Size): unknown {
    return this.distributed('standardT', size, [['df', df, POSITIVE]]);
  }

  /**
   * Numbers of the chi-square distribution with `df` degrees of freedom.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.chisquare`.
   * @throws RangeError when df is not above 0.
   */
  chisquare<S extends Size | undefined = undefined>(df: number, size?: S): Drawn<S, 'f64'>;
  chisquare(df: ArrayLike, size?: Size): NDArray<'f64'>;
  chisquare(df: ArrayLike, size?: Size): unknown {
    return this.distributed('chisquare', size, [['df', df, POSITIVE]]);
  }

  /**
   * Numbers of the F distribution with `dfnum` degrees of freedom above the line and `dfden` below it.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.f`.
   * @throws RangeError when one is not above 0.
   */
  f<S extends Size | undefined = undefined>(dfnum: number, dfden: number, size?: S): Drawn<S, 'f64'>;
  f(dfnum: ArrayLike, dfden: ArrayLike, size?: Size): NDArray<'f64'>;
  f(dfnum: ArrayLike, dfden: ArrayLike, size?: Size): unknown {
    return this.distributed('f', size, [
      ['dfnum', dfnum, POSITIVE],
      ['dfden', dfden, POSITIVE],
    ]);
  }

  /**
   * Numbers of the Wald (inverse Gaussian) distribution.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.wald`.
   * @throws RangeError when mean or scale is not above 0.
   */
  wald<S extends Size | undefined = undefined>(mean: number, scale: number, size?: S): Drawn<S, 'f64'>;
  wald(mean: ArrayLike, scale: ArrayLike, size?: Size): NDArray<'f64'>;
  wald(mean: ArrayLike, scale: ArrayLike, size?: Size): unknown {
    return this.distributed('wald', size, [
      ['mean', mean, POSITIVE],
      ['scale', scale, POSITIVE],
    ]);
  }

  /**
   * Angles from -pi to pi of the von Mises distribution around `mu`, the closer the larger `kappa`.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.vonmises`.
   * @throws RangeError for a negative kappa.
   */
  vonmises<S extends Size | undefined = undefined>(mu: number, kappa: number, size?: S): Drawn<S, 'f64'>;
  vonmises(mu: ArrayLike, kappa: ArrayLike, size?: Size): NDArray<'f64'>;
  vonmises(mu: ArrayLike, kappa: ArrayLike, size?: Size): unknown {
    return this.distributed('vonmises', size, [
      ['mu', mu, ANY],
      ['kappa', kappa, NOT_NEGATIVE],
    ]);
  }

  /**
   * How many trials it takes to succeed, each with probability `p`.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.geometric`.
   * @throws RangeError unless 0 < p <= 1.
   */
  geometric<S extends Size | undefined = undefined>(p: number, size?: S): Drawn<S, 'i64'>;
  geometric(p: ArrayLike, size?: Size): NDArray<'i64'>;
  geometric(p: ArrayLike, size?: Size): unknown {
    return this.distributed('geometric', size, [['p', p, CHANCE]]);
  }

  /**
   * How many trials fail before `n` succeed, each with probability `p`.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.negative_binomial`.
   * @throws RangeError unless n > 0 and 0 < p <= 1, and when the numbers would not fit i64.
   */
  negativeBinomial<S extends Size | undefined = undefined>(n: number, p: number, size?: S): Drawn<S, 'i64'>;
  negativeBinomial(n: ArrayLike, p: ArrayLike, size?: Size): NDArray<'i64'>;
  negativeBinomial(n: ArrayLike, p: ArrayLike, size?: Size): unknown {
    return this.distributed(
      'negativeBinomial',
      size,
      [
        ['n', n, { ...POSITIVE, notNaN: true }],
        ['p', p, CHANCE],
      ],
      checkFailures,
    );
  }

  /**
   * Numbers of the logarithmic series distribution.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.logseries`.
   * @throws RangeError unless 0 <= p < 1.
   */
  logseries<S extends Size | undefined = undefined>(p: number, size?: S): Drawn<S, 'i64'>;
  logseries(p: ArrayLike, size?: Size): NDArray<'i64'>;
  logseries(p: ArrayLike, size?: Size): unknown {
    return this.distributed('logseries', size, [['p', p, { low: 0, high: 1, below: true, notNaN: true }]]);
  }

  /**
   * Numbers of the Zipf distribution: k comes as often as `k**-a` says.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.zipf`.
   * @throws RangeError when a is not above 1.
   */
  zipf<S extends Size | undefined = undefined>(a: number, size?: S): Drawn<S, 'i64'>;
  zipf(a: ArrayLike, size?: Size): NDArray<'i64'>;
  zipf(a: ArrayLike, size?: Size): unknown {
    return this.distributed('zipf', size, [['a', a, { low: 1, above: true, notNaN: true }]]);
  }

  /**
   * How many are good of `nsample` drawn, without putting back, from `ngood` good ones and `nbad` bad ones.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.hypergeometric`.
   * @throws RangeError when a number is negative, ngood or nbad is 10^9 or more, or nsample is more than there are.
   */
  hypergeometric<S extends Size | undefined = undefined>(
    ngood: number,
    nbad: number,
    nsample: number,
    size?: S,
  ): Drawn<S, 'i64'>;
  hypergeometric(ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size?: Size): NDArray<'i64'>;
  hypergeometric(ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size?: Size): unknown {
    return this.distributed(
      'hypergeometric',
      size,
      [
        ['ngood', ngood, URN],
        ['nbad', nbad, URN],
        ['nsample', nsample, COUNT],
      ],
      checkSample,
    );
  }

  /**
   * How often each of several outcomes comes up in `n` trials.
   *
   * @param pvals The outcomes' probabilities along the last axis; of the last one what the others leave. Axes before it
   *   broadcast with `n`.
   * @returns A fresh i64 array: the size, or the shape in which `n` and `pvals` meet, and an axis of the outcomes.
   *   NumPy: `Generator.multinomial`.
   * @throws RangeError for a negative n, probabilities not between 0 and 1 or of which all but the last add up to more
   *   than 1, and when the shapes do not fit.
   * @example
   * rng.multinomial(20, new Array(6).fill(1 / 6)); // a die thrown twenty times
   */
  multinomial(n: ArrayLike, pvals: ArrayLike, size?: Size): NDArray<'i64'> {
    return scope(() => counts(this.words, n, pvals, size));
  }

  /**
   * Vectors of positive numbers that add up to 1, of the Dirichlet distribution.
   *
   * @param alpha The parameters, one for each element of a vector.
   * @returns A fresh f64 array: the size and an axis of the elements. NumPy: `Generator.dirichlet`.
   * @throws RangeError when alpha is not one-dimensional or has negative elements.
   * @example
   * rng.dirichlet([10, 5, 3], 20).shape; // [20, 3]
   */
  dirichlet(alpha: ArrayLike, size?: Size): NDArray<'f64'> {
    return scope(() => proportions(this.words, alpha, size));
  }
}

/** Whether a condition on parameters holds anywhere. */
function somewhere(condition: NDArray): boolean {
  return any(condition) as boolean;
}

function checkTriangle([left, mode, right]: readonly Value[]): void {
  const wrong = somewhere(greater(left, mode))
    ? 'left is above mode'
    : somewhere(greater(mode, right))
      ? 'mode is above right'
      : somewhere(equal(left, right))
        ? 'left is right'
        : '';
  if (wrong !== '') throw new RangeError(`triangular: ${wrong}; it takes left <= mode <= right and left < right.`);
}

function checkFailures([n, p]: readonly Value[]): void {
  // The mean of the Poisson numbers is a gamma number, all but never ten deviations above its own mean.
  const most = multiply(divide(subtract(1, p), p), add(n, multiply(sqrt(n), 10)));
  if (somewhere(greater(most, POISSON_MAXIMUM))) {
    throw new RangeError('negativeBinomial: n is too large, or p too small, for the numbers to fit i64.');
  }
}

function checkSample([ngood, nbad, nsample]: readonly Value[]): void {
  if (somewhere(less(add(trunc(ngood), trunc(nbad)), trunc(nsample)))) {
    throw new RangeError('hypergeometric: nsample is more than ngood and nbad together; give at most their sum.');
  }
}
