/** Compares what contig answers with a vector: exactly, within ULPs, or within a bound that the vector states. */
import { decode, type Encoded, elements, type Tensor, type TypedArray } from './load.js';

export interface Bounds {
  /** At most 2 units in the last place from the expected value, which is the correctly rounded one. */
  ulp?: boolean;
  /** The largest difference allowed, for each element. */
  tolerance?: Encoded;
  atol?: number;
  rtol?: number;
  /** -0 and +0 count as equal: the sign of max(-0, +0) is open. */
  zeroSignOpen?: boolean;
}

const ULPS = 2n;
const double = new Float64Array(1);
const doubleBits = new BigInt64Array(double.buffer);
const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

/** A number's place in the order of all numbers of its format: neighbours differ by one, -0 and +0 by none. */
function place(value: number, dtype: string): bigint {
  if (dtype === 'f64') {
    double[0] = value;
    return doubleBits[0] < 0n ? -(doubleBits[0] & 0x7fffffffffffffffn) : doubleBits[0];
  }
  single[0] = value;
  return BigInt(singleBits[0] < 0 ? -(singleBits[0] & 0x7fffffff) : singleBits[0]);
}

/** The distance of two numbers in units of the last place. */
export function ulps(a: number, b: number, dtype: string): bigint {
  const distance = place(a, dtype) - place(b, dtype);
  return distance < 0n ? -distance : distance;
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function agrees(actual: number, expected: number, dtype: string, bounds: Bounds, allowed: number): boolean {
  if (Object.is(actual, expected)) return true;
  if (Number.isNaN(actual) || Number.isNaN(expected)) return false;
  if (bounds.zeroSignOpen && actual === 0 && expected === 0) return true;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return false;
  if (bounds.ulp) return isNegative(actual) === isNegative(expected) && ulps(actual, expected, dtype) <= ULPS;
  return allowed > 0 && Math.abs(actual - expected) <= allowed;
}

function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : typeof value === 'bigint' ? `${value}n` : String(value);
}

/** The first few elements that differ, in words; an empty list when all agree. `at` names the operands of element i. */
export function differences(
  actual: TypedArray,
  expected: TypedArray,
  dtype: string,
  bounds: Bounds = {},
  at: (i: number) => string = (i) => `[${i}]`,
): string[] {
  const found: string[] = [];
  let count = 0;
  const tolerance = bounds.tolerance ? (decode(bounds.tolerance) as Float64Array) : undefined;
  const isFloat = dtype === 'f32' || dtype === 'f64';
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i];
    const e = expected[i];
    if (a === e && (a !== 0 || !isFloat)) continue;
    if (isFloat) {
      const allowed = (tolerance?.[i] ?? 0) + (bounds.atol ?? 0) + (bounds.rtol ?? 0) * Math.abs(e as number);
      if (agrees(a as number, e as number, dtype, bounds, allowed)) continue;
    }
    count++;
    if (found.length < 4) {
      const far = bounds.ulp ? ` (${ulps(a as number, e as number, dtype)} ULP)` : '';
      found.push(`${at(i)}: ${show(a)}, expected ${show(e)}${far}`);
    }
  }
  if (count > found.length) found.push(`and ${count - found.length} more`);
  return found;
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && 'strides' in value && 'dtype' in value;
}

/** What is wrong with an array result: its dtype, its shape or some elements. */
export function compareArray(
  actual: unknown,
  expected: Encoded,
  bounds: Bounds = {},
  at?: (i: number) => string,
): string[] {
  if (!isTensor(actual)) return [`gave ${typeof actual} ${show(actual)}, expected an array of ${expected.dtype}`];
  if (actual.dtype !== expected.dtype) return [`dtype ${actual.dtype}, expected ${expected.dtype}`];
  if (String(actual.shape) !== String(expected.shape) || actual.shape.length !== expected.shape.length) {
    return [`shape [${actual.shape}], expected [${expected.shape}]`];
  }
  return differences(elements(actual), decode(expected), expected.dtype, bounds, at);
}

/** What is wrong with the result of a reduction over everything, a JS number, bigint or boolean. */
export function compareScalar(actual: unknown, expected: Encoded, kind: string, bounds: Bounds = {}): string[] {
  const [value] = decode(expected);
  const wanted = kind === 'boolean' ? Boolean(value) : kind === 'bigint' ? BigInt(value) : Number(value);
  if (typeof actual !== kind) return [`gave ${typeof actual} ${show(actual)}, expected ${kind} ${show(wanted)}`];
  if (kind !== 'number') return actual === wanted ? [] : [`${show(actual)}, expected ${show(wanted)}`];
  const isFloat = expected.dtype === 'f32' || expected.dtype === 'f64';
  const as = Float64Array.of(actual as number);
  return differences(as, Float64Array.of(wanted as number), isFloat ? expected.dtype : 'f64', bounds, () => 'value');
}

/** Python's class of an error -> the JS classes that say the same. */
const CLASSES: Record<string, (new () => Error)[]> = {
  TypeError: [TypeError],
  OverflowError: [RangeError],
  IndexError: [RangeError],
  AxisError: [RangeError],
  ZeroDivisionError: [RangeError],
  ValueError: [RangeError, TypeError],
};

/** What is wrong with how a call fails: nothing thrown, another class of error, or a message that names no operation. */
export function compareError(call: () => unknown, expected: string, name: string): string[] {
  try {
    const result = call();
    return [
      `gave ${isTensor(result) ? `${result.dtype} [${elements(result).slice(0, 3)}]` : show(result)}, expected ${expected}`,
    ];
  } catch (error) {
    if (!(error instanceof Error)) return [`threw ${show(error)}`];
    if (!CLASSES[expected].some((kind) => error instanceof kind)) {
      return [`threw ${error.name}: ${error.message}, expected ${expected}`];
    }
    return error.message.includes(name) ? [] : [`error does not name ${name}: ${error.message}`];
  }
}

/** Runs a comparison that may throw where a result was expected. */
export function attempt(compare: () => string[]): string[] {
  try {
    return compare();
  } catch (error) {
    return [`threw ${error instanceof Error ? `${error.name}: ${error.message}` : show(error)}`];
  }
}

/** Collects what differs in many cases, to fail once with the first of them. */
export class Report {
  readonly #lines: string[] = [];
  #failed = 0;
  #cases = 0;

  add(label: string, problems: string[]): void {
    this.#cases++;
    if (problems.length === 0) return;
    this.#failed++;
    if (this.#lines.length < 12) this.#lines.push(`${label}: ${problems.join('; ')}`);
  }

  /** @throws Error when a case differed, or when there was none to compare. */
  done(): void {
    if (this.#cases === 0) throw new Error('no cases');
    if (this.#failed > 0) {
      throw new Error(`${this.#failed} of ${this.#cases} cases differ from NumPy:\n  ${this.#lines.join('\n  ')}`);
    }
  }
}
