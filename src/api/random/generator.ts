/** The generator: a state of PCG64 and the distributions drawn from it. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../../array/convert.js';
import {
  type Canonical,
  DTYPES,
  type DTypeLike,
  dtype,
  integerRange as rangeOf,
  type Scalar,
} from '../../array/dtype.js';
import { checkShape, normalizeAxis, type Shape, showShape } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import { sharesMemory } from '../../loops/operand.js';
import { generate, generateOne, integerRange } from '../../loops/random.js';
import { scope } from '../../memory/scope.js';
import { type KernelName, kernelNumber } from '../../wasm/kernels.js';
import { add, multiply, subtract } from '../arithmetic.js';
import { full } from '../creation.js';
import { Distributions, POISSON_MAXIMUM } from './distributions.js';
import { type IntegerOptions, integersBetween, isOptions, whole } from './integers.js';
import { checkFloatOut, type Drawn, floatType, type Size, shapeOf, type Value, valueOf } from './parameters.js';
import { type ChoiceOptions, chosen, permutation, permuted, picked, shuffleInPlace, sizeShape } from './permute.js';
import { type Seed, SeedSequence } from './seed.js';
import { zigguratTables } from './ziggurat.js';

/** A generator's state: with it, the numbers that follow come again. */
export interface GeneratorState {
  /** The algorithm. */
  readonly bitGenerator: 'PCG64';
  /** 128 bits each: where the generator stands, and the increment of its stream. */
  readonly state: {
    /** Where it stands. */
    readonly state: bigint;
    /** What tells its stream from others; odd. */
    readonly inc: bigint;
  };
  /** Whether half of a 64-bit output waits for the next request of 32 bits. */
  readonly hasUint32: 0 | 1;
  /** That half. */
  readonly uinteger: number;
}

/** Options of the standard distributions. */
export interface FloatOptions<L extends DTypeLike = DTypeLike, O extends NDArray | undefined = NDArray | undefined> {
  /** f64 unless given, or f32. */
  dtype?: L;
  /** Receives the numbers; its shape is the size. */
  out?: O;
}

const MASK64 = (1n << 64n) - 1n;

/**
 * Random numbers from PCG64, the same as those of NumPy's `Generator` for the same seed. Made by `random.defaultRng`.
 *
 * Distributions take a size, one extent or several, and give an array, in C order of the draws; without a size, and with
 * no array among the parameters, a JS number. Parameters may be arrays and broadcast. Functions that take a `dtype` make
 * f64 or f32.
 *
 * Where NumPy takes a logarithm or power from the C library, which differs from machine to machine, the last digits may
 * differ: of two in a million normal or exponential numbers, those of the far tail, and of gamma numbers with a shape
 * below 1 and beta numbers with both parameters up to 1 about one in a hundred; so it is with other distributions that
 * take logarithms or powers of every number, and with Zipf numbers beyond 2^48.
 */
export class Generator extends Distributions {
  /** @internal Use `random.defaultRng`. */
  constructor(private readonly seedSequence: SeedSequence) {
    super();
    const seeds = new BigUint64Array(seedSequence.generateState(8).buffer);
    const inc = ((((seeds[2] << 64n) | seeds[3]) << 1n) | 1n) & ((1n << 128n) - 1n);
    // From 0 the first step gives the increment; the seed is added, and a step taken by drawing once.
    this.state = {
      bitGenerator: 'PCG64',
      state: { state: BigInt.asUintN(128, inc + ((seeds[0] << 64n) | seeds[1])), inc },
      hasUint32: 0,
      uinteger: 0,
    };
    this.random();
  }

  /** The state: setting a state that was read before repeats what followed it. */
  get state(): GeneratorState {
    const [a, b, c, d] = new BigUint64Array(this.words.buffer, 0, 4);
    return {
      bitGenerator: 'PCG64',
      state: { state: (b << 64n) | a, inc: (d << 64n) | c },
      hasUint32: this.words[8] === 0 ? 0 : 1,
      uinteger: this.words[9],
    };
  }

  /**
   * Takes the state that another generator had.
   *
   * @throws RangeError for numbers that are no 128 bits.
   */
  set state(next: GeneratorState) {
    const { state, inc } = next.state;
    for (const [name, value] of [
      ['state', state],
      ['inc', inc],
    ] as const) {
      if (typeof value !== 'bigint' || value < 0n || value >> 128n !== 0n) {
        throw new RangeError(`state: ${name} is ${String(value)}; it is a bigint of 128 bits.`);
      }
    }
    new BigUint64Array(this.words.buffer, 0, 4).set([state & MASK64, state >> 64n, inc & MASK64, inc >> 64n]);
    this.words[8] = next.hasUint32 ? 1 : 0;
    this.words[9] = next.uinteger;
  }

  /**
   * New generators, independent of this one and of each other, for as many tasks; other ones with every call.
   *
   * @throws RangeError when the number is no integer >= 0. NumPy: `Generator.spawn`.
   */
  spawn(count: number): this[] {
    const type = this.constructor as new (sequence: SeedSequence) => this;
    return this.seedSequence.spawn(count).map((sequence) => new type(sequence));
  }

  /**
   * Numbers in [0, 1).
   *
   * @returns A fresh array, or `out`. NumPy: `Generator.random`.
   * @example
   * rng.random();                          // 0.7739560485559633
   * rng.random([2, 3], { dtype: 'f32' });
   */
  random<S extends Size | undefined = undefined, L extends DTypeLike = 'f64'>(
    size?: S,
    options?: FloatOptions<L, undefined>,
  ): Drawn<S, Canonical<L>>;
  random<O extends NDArray>(size: Size | undefined, options: FloatOptions<DTypeLike, O>): O;
  random(size?: Size, options: FloatOptions = {}): number | NDArray {
    return this.standard('random', 'randomUniform', 0, size, options);
  }

  /**
   * Numbers of the normal distribution with mean 0 and standard deviation 1.
   *
   * @returns A fresh array, or `out`. NumPy: `Generator.standard_normal`.
   */
  standardNormal<S extends Size | undefined = undefined, L extends DTypeLike = 'f64'>(
    size?: S,
    options?: FloatOptions<L, undefined>,
  ): Drawn<S, Canonical<L>>;
  standardNormal<O extends NDArray>(size: Size | undefined, options: FloatOptions<DTypeLike, O>): O;
  standardNormal(size?: Size, options: FloatOptions = {}): number | NDArray {
    return this.standard('standardNormal', 'randomNormal', zigguratTables(), size, options);
  }

  /**
   * Numbers of the exponential distribution with mean 1.
   *
   * @returns A fresh array, or `out`. NumPy: `Generator.standard_exponential`.
   */
  standardExponential<S extends Size | undefined = undefined, L extends DTypeLike = 'f64'>(
    size?: S,
    options?: FloatOptions<L, undefined>,
  ): Drawn<S, Canonical<L>>;
  standardExponential<O extends NDArray>(size: Size | undefined, options: FloatOptions<DTypeLike, O>): O;
  standardExponential(size?: Size, options: FloatOptions = {}): number | NDArray {
    return this.standard('standardExponential', 'randomExponential', zigguratTables(), size, options);
  }

  /** A distribution without parameters. */
  private standard(
    operation: string,
    kernel: KernelName,
    lookup: number,
    size: Size | undefined,
    options: FloatOptions,
  ): number | NDArray {
    checkOptions(operation, options, ['dtype', 'out']);
    const { dtype: name, out } = options;
    const type = floatType(operation, name ?? out?.dtype);
    const source = { kernel: kernelNumber(kernel), type, lookup };
    if (out === undefined && size === undefined) return generateOne(this.words, source) as number;
    const shape = size === undefined ? (out as NDArray).shape : checkShape(operation, size);
    if (out !== undefined) checkFloatOut(operation, out, shape, type.name);
    const result = out ?? (NDArray.allocate(type.name, shape) as NDArray);
    generate(this.words, source, shape, result);
    return result;
  }

  /**
   * Integers from `low` up to, but not including, `high`, all as likely; from 0 to `low` when it stands alone. Bounds may be
   * arrays, whose elements each bound an element of the result.
   *
   * @param options `size`, `dtype` (an integer type or bool, i64 unless given), `endpoint`.
   * @returns A fresh array; without a size a bigint for 64-bit types, a boolean for bool, else a number.
   *   NumPy: `Generator.integers`.
   * @throws RangeError when there is no such integer or the type does not hold all of them.
   * @example
   * rng.integers(1, 7, { size: 10, dtype: 'u8' }); // ten dice
   * rng.integers([2, 6, 20]);                      // a coin, a die and one of twenty sides
   */
  integers<const P extends IntegerOptions>(low: number | bigint, high: number | bigint, options?: P): Integers<P>;
  integers<const P extends IntegerOptions>(high: number | bigint, options?: P): Integers<P>;
  integers<const P extends IntegerOptions>(high: ArrayLike, options?: P): NDArray<IntegerName<P>>;
  integers<const P extends IntegerOptions>(low: ArrayLike, high: ArrayLike, options?: P): NDArray<IntegerName<P>>;
  integers(low: ArrayLike, second?: ArrayLike | IntegerOptions, third?: IntegerOptions): unknown {
    const single = second === undefined || isOptions(second);
    const options = ((single ? (second ?? third) : third) ?? {}) as IntegerOptions;
    checkOptions('integers', options, ['size', 'dtype', 'endpoint']);
    const name = options.dtype === undefined ? 'i64' : dtype(options.dtype);
    const type = DTYPES[name];
    const holds = name === 'bool' ? ([0n, 1n] as const) : rangeOf(name);
    if (holds === undefined) throw new TypeError(`integers: dtype ${name}; it makes integers and bools.`);
    const [start, end] = single ? [0, low] : [low, second as ArrayLike];
    if (!isScalar(start) || !isScalar(end)) {
      return scope(() => integersBetween(this.words, start, end, name, holds, options));
    }
    const first = whole(start);
    const last = whole(end) - (options.endpoint ? 0n : 1n);
    const interval = `from ${first} to ${last}`;
    if (last < first) throw new RangeError(`integers: there is none ${interval}; low must be below high.`);
    if (first < holds[0] || last > holds[1]) {
      throw new RangeError(`integers: ${interval}, but ${name} holds ${holds[0]} to ${holds[1]}; choose a wider type.`);
    }
    const shape = options.size === undefined ? undefined : checkShape('integers', options.size);
    const toScalar = (value: number | bigint) =>
      name === 'bool' ? Boolean(value) : type.itemsize === 8 ? BigInt(value) : Number(value);
    if (first === last) return shape === undefined ? toScalar(first) : full(shape, first, name);
    const source = { kernel: kernelNumber('randomIntegers'), type, lookup: integerRange(first, last - first) };
    if (shape === undefined) return toScalar(generateOne(this.words, source));
    const result = NDArray.allocate(name, shape) as NDArray;
    generate(this.words, source, shape, result);
    return result;
  }

  /**
   * Random bytes.
   *
   * @throws RangeError when their number is no integer >= 0. NumPy: `Generator.bytes`.
   * @example
   * rng.bytes(16);
   */
  bytes(length: number): Uint8Array {
    if (!Number.isInteger(length) || length < 0) {
      throw new RangeError(`bytes: ${length} bytes; their number is an integer >= 0.`);
    }
    return scope(() => {
      // Like NumPy, which draws a word even for no bytes.
      const words = this.integers(0, 2 ** 32, { size: Math.max(1, Math.ceil(length / 4)), dtype: 'u32' });
      const { buffer, byteOffset } = words.data;
      return new Uint8Array(buffer, byteOffset, length).slice();
    });
  }

  /** scale * z + loc, where z are numbers of a distribution without parameters. */
  private scaled(
    operation: string,
    standard: (shape: Shape | undefined) => number | NDArray,
    size: Size | undefined,
    scale: Value,
    loc: Value,
  ): number | NDArray {
    const shape = shapeOf(operation, size, [scale, loc]);
    const z = standard(shape);
    if (typeof z === 'number') return (loc as number) + (scale as number) * z;
    multiply(z, scale, { out: z });
    if (loc !== 0) add(z, loc, { out: z });
    return z;
  }

  /**
   * Numbers in [low, high), all as likely.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.uniform`.
   * @throws RangeError when high is below low or their distance is not finite.
   */
  uniform<S extends Size | undefined = undefined>(low?: number, high?: number, size?: S): Drawn<S, 'f64'>;
  uniform(low: ArrayLike, high: ArrayLike, size?: Size): NDArray<'f64'>;
  uniform(low: ArrayLike = 0, high: ArrayLike = 1, size?: Size): unknown {
    return scope(() => {
      const [from, to] = [valueOf('uniform', 'low', low, {}), valueOf('uniform', 'high', high, {})];
      const distance =
        typeof from === 'number' && typeof to === 'number' ? to - from : subtract(to, from, { dtype: 'f64' });
      const limits = { low: 0, high: Number.MAX_VALUE, notNaN: true };
      const range = valueOf('uniform', 'high - low', distance as NDArray, limits);
      return this.scaled('uniform', (shape) => this.random(shape), size, range, from);
    });
  }

  /**
   * Numbers of the normal distribution with mean `loc` and standard deviation `scale`.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.normal`.
   * @throws RangeError for a negative scale.
   * @example
   * rng.normal(170, 10, 1000);
   */
  normal<S extends Size | undefined = undefined>(loc?: number, scale?: number, size?: S): Drawn<S, 'f64'>;
  normal(loc: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'f64'>;
  normal(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return scope(() => {
      const mean = valueOf('normal', 'loc', loc, {});
      const deviation = valueOf('normal', 'scale', scale, { low: 0 });
      return this.scaled('normal', (shape) => this.standardNormal(shape), size, deviation, mean);
    });
  }

  /**
   * Numbers of the exponential distribution with mean `scale`.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.exponential`.
   * @throws RangeError for a negative scale.
   */
  exponential<S extends Size | undefined = undefined>(scale?: number, size?: S): Drawn<S, 'f64'>;
  exponential(scale: ArrayLike, size?: Size): NDArray<'f64'>;
  exponential(scale: ArrayLike = 1, size?: Size): unknown {
    return scope(() => {
      const mean = valueOf('exponential', 'scale', scale, { low: 0 });
      return this.scaled('exponential', (shape) => this.standardExponential(shape), size, mean, 0);
    });
  }

  /**
   * Numbers of the gamma distribution with the given shape parameter and scale 1.
   *
   * @returns A fresh array, or `out`, or a number. NumPy: `Generator.standard_gamma`.
   * @throws RangeError for a negative shape parameter.
   */
  standardGamma<S extends Size | undefined = undefined, L extends DTypeLike = 'f64'>(
    shape: number,
    size?: S,
    options?: FloatOptions<L, undefined>,
  ): Drawn<S, Canonical<L>>;
  standardGamma<O extends NDArray>(shape: ArrayLike, size: Size | undefined, options: FloatOptions<DTypeLike, O>): O;
  standardGamma<L extends DTypeLike = 'f64'>(
    shape: ArrayLike,
    size?: Size,
    options?: FloatOptions<L, undefined>,
  ): NDArray<Canonical<L>>;
  standardGamma(shape: ArrayLike, size?: Size, options: FloatOptions = {}): unknown {
    checkOptions('standardGamma', options, ['dtype', 'out']);
    const { dtype: name, out } = options;
    const type = floatType('standardGamma', name ?? out?.dtype);
    return scope(() => {
      const given = valueOf('standardGamma', 'shape', shape, { low: 0 });
      if (out === undefined) return this.drawn('standardGamma', 'randomGamma', type, size, [[given, type]]);
      const extents = shapeOf('standardGamma', size ?? out.shape, [given]) as Shape;
      checkFloatOut('standardGamma', out, extents, type.name);
      // Numbers must not be written over shape parameters that are still to be read.
      const alpha =
        given instanceof NDArray && sharesMemory(given.storage, out.storage) ? (given.copy() as NDArray) : given;
      return this.drawn('standardGamma', 'randomGamma', type, extents, [[alpha, type]], [], out);
    });
  }

  /**
   * Numbers of the gamma distribution with the given shape parameter and scale.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.gamma`.
   * @throws RangeError for a negative shape parameter or scale.
   */
  gamma<S extends Size | undefined = undefined>(shape: number, scale?: number, size?: S): Drawn<S, 'f64'>;
  gamma(shape: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'f64'>;
  gamma(shape: ArrayLike, scale: ArrayLike = 1, size?: Size): unknown {
    return scope(() => {
      const alpha = valueOf('gamma', 'shape', shape, { low: 0 });
      const theta = valueOf('gamma', 'scale', scale, { low: 0 });
      const extents = shapeOf('gamma', size, [alpha, theta]);
      const standard = () => this.drawn('gamma', 'randomGamma', DTYPES.f64, extents, [[alpha, DTYPES.f64]]);
      return this.scaled('gamma', standard, extents, theta, 0);
    });
  }

  /**
   * Numbers of the beta distribution, between 0 and 1.
   *
   * @returns A fresh f64 array, or a number. NumPy: `Generator.beta`.
   * @throws RangeError when a or b is not above 0.
   */
  beta<S extends Size | undefined = undefined>(a: number, b: number, size?: S): Drawn<S, 'f64'>;
  beta(a: ArrayLike, b: ArrayLike, size?: Size): NDArray<'f64'>;
  beta(a: ArrayLike, b: ArrayLike, size?: Size): unknown {
    return scope(() => {
      const limits = { low: 0, above: true, notNaN: true };
      const [alpha, beta] = [valueOf('beta', 'a', a, limits), valueOf('beta', 'b', b, limits)];
      return this.drawn('beta', 'randomBeta', DTYPES.f64, size, [
        [alpha, DTYPES.f64],
        [beta, DTYPES.f64],
      ]);
    });
  }

  /**
   * Counts of events that come independently, `lam` of them on average.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.poisson`.
   * @throws RangeError when lam is negative, NaN, or too large for i64.
   */
  poisson<S extends Size | undefined = undefined>(lam?: number, size?: S): Drawn<S, 'i64'>;
  poisson(lam: ArrayLike, size?: Size): NDArray<'i64'>;
  poisson(lam: ArrayLike = 1, size?: Size): unknown {
    return scope(() => {
      const mean = valueOf('poisson', 'lam', lam, { low: 0, high: POISSON_MAXIMUM, notNaN: true });
      return this.drawn('poisson', 'randomPoisson', DTYPES.i64, size, [[mean, DTYPES.f64]]);
    });
  }

  /**
   * How many of `n` trials succeed, each with probability `p`.
   *
   * @returns A fresh i64 array, or a number. NumPy: `Generator.binomial`.
   * @throws RangeError when n is negative or p not between 0 and 1.
   */
  binomial<S extends Size | undefined = undefined>(n: number, p: number, size?: S): Drawn<S, 'i64'>;
  binomial(n: ArrayLike, p: ArrayLike, size?: Size): NDArray<'i64'>;
  binomial(n: ArrayLike, p: ArrayLike, size?: Size): unknown {
    return scope(() => {
      const trials = valueOf('binomial', 'n', n, { low: 0, high: Number.MAX_SAFE_INTEGER, notNaN: true });
      const chance = valueOf('binomial', 'p', p, { low: 0, high: 1, notNaN: true });
      return this.drawn('binomial', 'randomBinomial', DTYPES.i64, size, [
        [typeof trials === 'number' ? Math.trunc(trials) : trials, DTYPES.i64],
        [chance, DTYPES.f64],
      ]);
    });
  }

  /**
   * Puts the items along an axis of an array in random order, in place. Items of several dimensions stay whole.
   *
   * @throws TypeError for what is no array, or read-only; RangeError for an axis that it does not have.
   *   NumPy: `Generator.shuffle`.
   */
  shuffle(array: NDArray, axis = 0): void {
    scope(() => shuffleInPlace(this.words, array, axis));
  }

  /**
   * The items along an axis in random order, or, for a number, the integers below it.
   *
   * @returns A fresh array, i64 for a number. NumPy: `Generator.permutation`.
   * @example
   * rng.permutation(10);
   * rng.permutation(table, 1); // columns
   */
  permutation(count: number): NDArray<'i64'>;
  permutation<A extends ArrayLike>(values: A, axis?: number): NDArray<DTypeOf<A>>;
  permutation(values: ArrayLike, axis = 0): NDArray {
    return scope(() => permutation(this.words, values, axis));
  }

  /**
   * All elements in random order, or those of each row along an axis, each row on its own.
   *
   * @returns A fresh array, or `out`. NumPy: `Generator.permuted`.
   */
  permuted<A extends ArrayLike>(values: A, options: { axis?: number; out?: NDArray } = {}): NDArray<DTypeOf<A>> {
    checkOptions('permuted', options, ['axis', 'out']);
    return scope(() => permuted(this.words, values, options.axis, options.out)) as NDArray as NDArray<DTypeOf<A>>;
  }

  /**
   * Items chosen at random along an axis, or, for a number, integers below it.
   *
   * @param options `replace`: whether an item may come again, true unless given; `p`: the probability of each item;
   *   `axis`; `shuffle`: whether a choice without replacement is in random order.
   * @returns A fresh array, the size in place of the axis; without a size a single item (a bigint for a number).
   *   NumPy: `Generator.choice`.
   * @throws RangeError when there are too few items, or p does not fit them or does not add up to 1.
   * @example
   * rng.choice(49, 6, { replace: false });
   * rng.choice([1.5, 2, 4], 10, { p: [0.5, 0.3, 0.2] });
   */
  choice<S extends Size | undefined = undefined>(
    count: number | bigint,
    size?: S,
    options?: ChoiceOptions,
  ): Drawn<S, 'i64', bigint>;
  choice<A extends ArrayLike>(
    values: A,
    size?: undefined,
    options?: ChoiceOptions,
  ): NDArray<DTypeOf<A>> | Scalar<DTypeOf<A>>;
  choice<A extends ArrayLike>(values: A, size: Size, options?: ChoiceOptions): NDArray<DTypeOf<A>>;
  choice(values: ArrayLike, size?: Size, options: ChoiceOptions = {}): unknown {
    checkOptions('choice', options, ['replace', 'p', 'axis', 'shuffle']);
    return scope(() => {
      const array = isScalar(values) ? undefined : toArray('choice', values);
      if (array?.ndim === 0) {
        throw new RangeError(`choice: an array of shape ${showShape(array.shape)} has no items; give its number.`);
      }
      const axis = array === undefined ? 0 : normalizeAxis('choice', options.axis ?? 0, array.ndim);
      const population = array === undefined ? Number(values) : array.shape[axis];
      if (!Number.isSafeInteger(population)) {
        throw new RangeError(`choice: ${population} is neither a number of items nor a list of them.`);
      }
      const uniform = (extents: Shape) => this.integers(0, population, { size: extents }) as NDArray as NDArray;
      const indices = chosen(this.words, population, sizeShape(size), options, uniform);
      const result = array === undefined ? indices : picked(array, indices, axis);
      return size === undefined && result.ndim === 0 ? result.item() : result;
    });
  }
}

/** What `integers` gives for its options. */
type Integers<P extends IntegerOptions> = P extends { size: Size } ? NDArray<IntegerName<P>> : Scalar<IntegerName<P>>;
type IntegerName<P extends IntegerOptions> = P extends { dtype: infer L extends DTypeLike } ? Canonical<L> : 'i64';

/**
 * A generator for a seed, the same numbers for the same seed; without one, for a seed that no one can foresee.
 *
 * @param seed An integer >= 0 of any size, a list of them, a SeedSequence, or a generator, which is given back.
 * @throws RangeError for other seeds. NumPy: `random.default_rng`.
 * @example
 * const rng = random.defaultRng(42);
 * rng.random(); // 0.7739560485559633
 */
export function defaultRng(seed?: Seed | SeedSequence | Generator | null): Generator {
  if (seed instanceof Generator) return seed;
  return new Generator(seed instanceof SeedSequence ? seed : new SeedSequence(seed));
}
