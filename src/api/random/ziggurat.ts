/**
 * The ziggurat tables, derived when they are first needed: kernels read them from 18 KB of the heap. Layer i of equal area
 * v reaches from the density at x[i] up to that at x[i - 1]; x[255] = r is where the lowest one ends and the tail begins.
 *
 * Samples depend on every bit, so the tables are NumPy's to the last: those of the normal distribution follow f64
 * arithmetic with correctly rounded exp and log, those of the exponential one exact numbers. Here both come from
 * fixed-point numbers of 128 bits.
 */
import { memoryView } from '../../memory/scratch.js';
import { Storage } from '../../memory/storage.js';

const LAYERS = 256;
const BITS = 128;
const ONE = 1n << BigInt(BITS);
const TABLE_BYTES = LAYERS * 36;

/** An f64 of at least 2^-76, exactly. */
function fixed(value: number): bigint {
  return BigInt(value * 2 ** BITS);
}

/** The nearest f64. */
function float(value: bigint): number {
  return Number(value) / 2 ** BITS;
}

function product(a: bigint, b: bigint): bigint {
  return (a * b) >> BigInt(BITS);
}

function quotient(a: bigint, b: bigint): bigint {
  return (a << BigInt(BITS)) / b;
}

/** e^x by the series for x / 2^10, squared ten times. */
function exp(x: bigint): bigint {
  const small = x >> 10n;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term > 1n || term < -1n; k++) {
    term = product(term, small) / k;
    sum += term;
  }
  for (let i = 0; i < 10; i++) sum = product(sum, sum);
  return sum;
}

/** ln y by a step of third order from the engine's logarithm, which has some 50 right bits. */
function log(y: bigint): bigint {
  const guess = fixed(Math.log(float(y)));
  const power = exp(guess);
  return guess + quotient(2n * (y - power), y + power);
}

/** Half to even, as the processor rounds. */
function roundEven(value: number): number {
  const low = Math.floor(value);
  const over = value - low;
  return over > 0.5 || (over === 0.5 && low % 2 === 1) ? low + 1 : low;
}

/** The layers of one distribution: widths per unit of 64 and 32 bits, bounds of the inside, densities. */
interface Layers {
  width(layer: number, bits: number): number;
  inside(layer: number, bits: number): number;
  density(layer: number, bits: number): number;
}

function normal(): Layers {
  const r = 3.654152885361009;
  const v = 0.004928673233974652;
  const density = (x: number) => float(exp(fixed(-0.5 * x * x)));
  const x = new Array<number>(LAYERS);
  const f = new Array<number>(LAYERS);
  x[LAYERS - 1] = r;
  f[LAYERS - 1] = density(r);
  for (let i = LAYERS - 2; i > 0; i--) {
    x[i] = Math.sqrt(-2 * float(log(fixed(v / x[i + 1] + f[i + 1]))));
    f[i] = density(x[i]);
    // Here NumPy's value is one unit in the last place from the nearest.
    if (i === 38) f[i] += 2 ** -53;
  }
  f[0] = 1;
  x[0] = v / f[LAYERS - 1];
  const ratio = (i: number) => (i === 0 ? (r * f[LAYERS - 1]) / v : i === 1 ? 0 : x[i - 1] / x[i]);
  return {
    width: (i, bits) => x[i] / 2 ** (bits === 64 ? 52 : 23),
    inside: (i, bits) => roundEven(ratio(i) * 2 ** (bits === 64 ? 52 : 23)),
    density: (i) => f[i],
  };
}

function exponential(): Layers {
  // The r for which 256 layers of equal area reach a density of 1.
  const r = (7697117470131049714044628048114089523342968185283n * ONE) / 10n ** 48n;
  const edge = exp(-r);
  const v = product(r + ONE, edge);
  const x = new Array<bigint>(LAYERS);
  const f = new Array<bigint>(LAYERS);
  x[LAYERS - 1] = r;
  f[LAYERS - 1] = edge;
  for (let i = LAYERS - 2; i > 0; i--) {
    f[i] = quotient(v, x[i + 1]) + f[i + 1];
    x[i] = -log(f[i]);
  }
  f[0] = ONE;
  x[0] = quotient(v, edge);
  const ratio = (i: number) => (i === 0 ? quotient(r, x[0]) : i === 1 ? 0n : quotient(x[i - 1], x[i]));
  // For 32 bits NumPy has nine decimal digits of each value.
  const short = (value: number, bits: number) => (bits === 64 ? value : Number(value.toExponential(8)));
  return {
    width: (i, bits) => short(float(x[i]) / 2 ** (bits === 64 ? 53 : 23), bits),
    inside: (i, bits) => {
      if (bits === 64) return 2 * Number(ratio(i) >> BigInt(BITS - 52));
      return Number(((ratio(i) >> BigInt(BITS - 24)) + 1n) >> 1n);
    },
    density: (i, bits) => short(float(f[i]), bits),
  };
}

/** Where a distribution's table begins; its parts are named in assembly/random/ziggurat.ts. */
function write(table: number, { width, inside, density }: Layers): void {
  const view = memoryView();
  for (let i = 0; i < LAYERS; i++) {
    view.setFloat64(table + 8 * i, width(i, 64), true);
    view.setBigUint64(table + LAYERS * 8 + 8 * i, BigInt(inside(i, 64)), true);
    view.setFloat64(table + LAYERS * 16 + 8 * i, density(i, 64), true);
    view.setFloat32(table + LAYERS * 24 + 4 * i, width(i, 32), true);
    view.setUint32(table + LAYERS * 28 + 4 * i, inside(i, 32), true);
    view.setFloat32(table + LAYERS * 32 + 4 * i, density(i, 32), true);
  }
}

let tables: Storage | undefined;

/**
 * The address of the tables.
 *
 * @throws RangeError when the heap is too full to hold them.
 */
export function zigguratTables(): number {
  if (tables === undefined) {
    const made = Storage.allocate(2 * TABLE_BYTES).retain();
    if (made.host !== null) {
      throw new RangeError(
        'random: the heap has no room for 18 KB of tables; dispose of arrays or raise memory.limit.',
      );
    }
    write(made.ptr, normal());
    write(made.ptr + TABLE_BYTES, exponential());
    tables = made;
  }
  return tables.ptr;
}
