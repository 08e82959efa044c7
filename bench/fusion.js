// @ts-check
// Chains of 3, 6 and 12 operations on f32: fused, and operation by operation; into one reused array (as a user who cares
// for speed writes it), and with new results (as it is written first); a loop over typed arrays; and NumPy in both ways.

import { array, fuse, NDArray, scope, zeros } from 'contig';
import { fastBuild, read } from './contenders.js';
import { dtypes, numbers, sizeName } from './data.js';
import { compare, warm } from './measure.js';
import { comparison } from './rows.js';

/** @typedef {NDArray<'f32'>} Floats */
/** @typedef {{ a: Floats, b: Floats, out: Floats, into: Floats, x: Float32Array, y: Float32Array, z: Float32Array }} Operands */

/** What tables and charts call the contenders. */
export const labels = {
  fused: `fused (${fastBuild})`,
  reused: 'unfused, output reused',
  call: 'fused, new result',
  fresh: 'unfused, as written',
  numpyFresh: 'NumPy, as written',
};

/**
 * A chain as one expression, step by step in place, and as a loop.
 * @typedef {object} Chain
 * @property {string} name
 * @property {(a: NDArray, b: NDArray) => NDArray} expression
 * @property {(a: NDArray, b: NDArray, out: Floats) => NDArray} steps
 * @property {(x: Float32Array, y: Float32Array, z: Float32Array) => Float32Array} loop each with its own, which V8 optimises for it
 */

/** @type {Chain[]} */
const chains = [
  {
    name: 'chain of 3',
    expression: (a, b) => a.mul(b).add(1).sqrt(),
    steps: three,
    loop(x, y, z) {
      for (let i = 0; i < z.length; i++) z[i] = Math.sqrt(x[i] * y[i] + 1);
      return z;
    },
  },
  {
    name: 'chain of 6',
    expression: (a, b) => a.mul(b).add(1).sqrt().sub(a).mul(0.5).maximum(b),
    steps: six,
    loop(x, y, z) {
      for (let i = 0; i < z.length; i++) {
        const half = (Math.sqrt(x[i] * y[i] + 1) - x[i]) * 0.5;
        z[i] = half > y[i] ? half : y[i];
      }
      return z;
    },
  },
  {
    name: 'chain of 12',
    expression: (a, b) => {
      const half = a.mul(b).add(1).sqrt().sub(a).mul(0.5).maximum(b);
      return half.square().add(a).abs().mul(b).sub(2).minimum(10);
    },
    steps: (a, b, out) => {
      six(a, b, out).square({ out });
      return out.iadd(a).abs({ out }).imul(b).isub(2).minimum(10, { out });
    },
    loop(x, y, z) {
      for (let i = 0; i < z.length; i++) {
        const half = (Math.sqrt(x[i] * y[i] + 1) - x[i]) * 0.5;
        const least = half > y[i] ? half : y[i];
        const sum = Math.abs(least * least + x[i]) * y[i] - 2;
        z[i] = sum < 10 ? sum : 10;
      }
      return z;
    },
  },
];

/** @type {Chain['steps']} */
function three(a, b, out) {
  return a.mul(b, { out }).iadd(1).sqrt({ out });
}

/** @type {Chain['steps']} */
function six(a, b, out) {
  three(a, b, out);
  return out.isub(a).imul(0.5).maximum(b, { out });
}

const SIZES = [1e6, 1e7];
const FEW = 64;

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  let held = /** @type {{ n: number, operands: Operands } | null} */ (null);
  return SIZES.flatMap((n) =>
    chains.map((chain) => ({
      name: `fusion ${chain.name} f32 ${sizeName(n)}`,
      async run({ effort, numpy }) {
        const few = hold(FEW);
        warm(casesOf(chain, few));
        dispose(few);
        if (held?.n !== n) {
          if (held) dispose(held.operands);
          held = { n, operands: hold(n) };
        }
        const { timings, answer } = await compare(casesOf(chain, held.operands), effort, dtypes.f32.tolerance);
        const native = (/** @type {string} */ task) =>
          numpy?.measure({ task, dtype: 'f32', n, ms: effort.budget / 3 }, answer, 'f32');
        const reused = await native(chain.name);
        const written = await native(`${chain.name}, as written`);
        const head = { section: /** @type {const} */ ('fusion'), task: chain.name, dtype: 'f32', n, bytes: n * 12 };
        const { contig: fused, ...others } = timings;
        const rivals = { ...(reused && { numpy: reused }), ...(written && { numpyFresh: written }) };
        return [comparison(head, { contig: fused, ...others, ...rivals })];
      },
    })),
  );
}

/**
 * @param {number} n
 * @returns {Operands}
 */
function hold(n) {
  const [x, y] = [0, 1].map((seed) => /** @type {Float32Array} */ (numbers('f32', n, seed)));
  return {
    a: array(x, 'f32'),
    b: array(y, 'f32'),
    out: zeros(n, 'f32'),
    into: zeros(n, 'f32'),
    x,
    y,
    z: new Float32Array(n),
  };
}

/** @param {Operands} operands */
function dispose(operands) {
  for (const item of Object.values(operands)) if (item instanceof NDArray) item.dispose();
}

/**
 * @param {Chain} chain
 * @param {Operands} operands
 * @returns {import('./measure.js').Case[]}
 */
function casesOf({ expression, steps, loop }, { a, b, out, into, x, y, z }) {
  const fused = fuse(expression);
  const renewed = (/** @type {() => NDArray} */ make) => {
    let made = /** @type {NDArray | undefined} */ (undefined);
    return () => {
      made?.dispose();
      made = scope(make);
      return made;
    };
  };
  return [
    { id: 'loop', run: () => loop(x, y, z), read },
    { id: 'contig', run: () => fused.into(into, a, b), read },
    { id: 'reused', run: () => steps(a, b, out), read },
    { id: 'call', run: renewed(() => fused(a, b)), read },
    { id: 'fresh', run: renewed(() => expression(a, b)), read },
  ];
}
