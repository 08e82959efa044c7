// @ts-check
// What is measured: one row per task, one function per kind of container, each written as its users write it.
// contig and the loop reuse their outputs; `map` and `reduce` cannot. Each answer must be the others' (see verify.js).

import { add, divide, exp, greater, max, mean, multiply, sqrt, std, subtract, sum, vecdot, where } from 'contig';

/** @typedef {import('./data.js').Dtype} Dtype */
/** @typedef {import('./data.js').Typed} Typed */
/** @typedef {import('contig').NDArray} NDArray */
/** @typedef {{ x: number, y: number }} Point */

/**
 * What a task reads and writes: inputs a, b, c of one container, the threshold t, and for containers of fixed size
 * an output and a mask to reuse; `made` is the last result of a function that has no output to reuse.
 * @template A
 * @typedef {{ a: A, b: A, c: A, out: A, mask: A, t: number, made?: A }} Operands
 */

/**
 * `result` is the dtype of contig's answer for inputs of a dtype; a reduction has no output array.
 * @typedef {object} Task
 * @property {string} name
 * @property {('a' | 'b' | 'c')[]} inputs
 * @property {(dtype: Dtype) => Dtype} result
 * @property {boolean} [reduces]
 * @property {boolean} [masks] contig needs a mask
 * @property {boolean} [wraps] the accumulator has the input's dtype and wraps (NumPy's vecdot)
 * @property {(o: Operands<any>) => unknown} contig
 * @property {(o: Operands<Typed>) => unknown} loop
 * @property {(o: Operands<number[]>) => unknown} numbers
 * @property {(o: Operands<Point[]>) => unknown} objects
 */

/** @type {(dtype: Dtype) => Dtype} */
const same = (dtype) => dtype;
/** @type {(dtype: Dtype) => Dtype} */
const real = (dtype) => (dtype === 'u8' ? 'f32' : dtype);
/** @type {(dtype: Dtype) => Dtype} */
const averaged = (dtype) => (dtype === 'u8' ? 'f64' : dtype);

/**
 * Those of most operands come first: what later ones do not read is dropped.
 * @type {Task[]}
 */
export const tasks = [
  {
    name: 'add',
    inputs: ['a', 'b'],
    result: same,
    contig: ({ a, b, out }) => add(a, b, { out }),
    loop({ a, b, out }) {
      for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i];
      return out;
    },
    numbers: ({ a, b }) => a.map((x, i) => x + b[i]),
    objects: ({ a, b }) => a.map((p, i) => p.x + b[i].x),
  },
  {
    name: 'multiply',
    inputs: ['a', 'b'],
    result: same,
    contig: ({ a, b, out }) => multiply(a, b, { out }),
    loop({ a, b, out }) {
      for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
      return out;
    },
    numbers: ({ a, b }) => a.map((x, i) => x * b[i]),
    objects: ({ a, b }) => a.map((p, i) => p.x * b[i].x),
  },
  {
    name: 'a*b+c',
    inputs: ['a', 'b', 'c'],
    result: same,
    contig: ({ a, b, c, out }) => add(multiply(a, b, { out }), c, { out }),
    loop({ a, b, c, out }) {
      for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i] + c[i];
      return out;
    },
    numbers: ({ a, b, c }) => a.map((x, i) => x * b[i] + c[i]),
    objects: ({ a, b, c }) => a.map((p, i) => p.x * b[i].x + c[i].x),
  },
  {
    name: 'dot',
    inputs: ['a', 'b'],
    result: same,
    reduces: true,
    wraps: true,
    contig: ({ a, b }) => vecdot(a, b).item(),
    loop({ a, b }) {
      let total = 0;
      for (let i = 0; i < a.length; i++) total += a[i] * b[i];
      return total;
    },
    numbers: ({ a, b }) => a.reduce((total, x, i) => total + x * b[i], 0),
    objects: ({ a, b }) => a.reduce((total, p, i) => total + p.x * b[i].x, 0),
  },
  {
    name: 'sum',
    inputs: ['a'],
    result: same,
    reduces: true,
    contig: ({ a }) => sum(a),
    loop({ a }) {
      let total = 0;
      for (let i = 0; i < a.length; i++) total += a[i];
      return total;
    },
    numbers: ({ a }) => a.reduce((total, x) => total + x, 0),
    objects({ a }) {
      let total = 0;
      for (const { x } of a) total += x;
      return total;
    },
  },
  {
    name: 'mean',
    inputs: ['a'],
    result: averaged,
    reduces: true,
    contig: ({ a }) => mean(a),
    loop({ a }) {
      let total = 0;
      for (let i = 0; i < a.length; i++) total += a[i];
      return total / a.length;
    },
    numbers: ({ a }) => a.reduce((total, x) => total + x, 0) / a.length,
    objects({ a }) {
      let total = 0;
      for (const { x } of a) total += x;
      return total / a.length;
    },
  },
  {
    name: 'max',
    inputs: ['a'],
    result: same,
    reduces: true,
    contig: ({ a }) => max(a),
    loop({ a }) {
      let top = a[0];
      for (let i = 1; i < a.length; i++) if (a[i] > top) top = a[i];
      return top;
    },
    numbers: ({ a }) => a.reduce((top, x) => Math.max(top, x)),
    objects({ a }) {
      let top = -Infinity;
      for (const { x } of a) top = Math.max(top, x);
      return top;
    },
  },
  {
    name: 'exp',
    inputs: ['a'],
    result: real,
    contig: ({ a, out }) => exp(a, { out }),
    loop({ a, out }) {
      for (let i = 0; i < out.length; i++) out[i] = Math.exp(a[i]);
      return out;
    },
    numbers: ({ a }) => a.map((x) => Math.exp(x)),
    objects: ({ a }) => a.map(({ x }) => Math.exp(x)),
  },
  {
    name: 'sqrt',
    inputs: ['a'],
    result: real,
    contig: ({ a, out }) => sqrt(a, { out }),
    loop({ a, out }) {
      for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]);
      return out;
    },
    numbers: ({ a }) => a.map((x) => Math.sqrt(x)),
    objects: ({ a }) => a.map(({ x }) => Math.sqrt(x)),
  },
  {
    name: 'threshold',
    inputs: ['a'],
    result: same,
    masks: true,
    contig(o) {
      // NumPy's `where` has no out; a loop that lets go of the last result gets the same memory again.
      o.made?.dispose();
      o.made = where(greater(o.a, o.t, { out: o.mask }), o.a, 0);
      return o.made;
    },
    loop({ a, t, out }) {
      for (let i = 0; i < out.length; i++) out[i] = a[i] > t ? a[i] : 0;
      return out;
    },
    numbers: ({ a, t }) => a.map((x) => (x > t ? x : 0)),
    objects: ({ a, t }) => a.map(({ x }) => (x > t ? x : 0)),
  },
  {
    name: 'normalise',
    inputs: ['a'],
    result: averaged,
    contig({ a, out }) {
      subtract(a, mean(a), { out });
      return divide(out, std(a), { out });
    },
    loop({ a, out }) {
      let total = 0;
      for (let i = 0; i < a.length; i++) total += a[i];
      const centre = total / a.length;
      let squares = 0;
      for (let i = 0; i < a.length; i++) squares += (a[i] - centre) ** 2;
      const scale = Math.sqrt(squares / a.length);
      for (let i = 0; i < out.length; i++) out[i] = (a[i] - centre) / scale;
      return out;
    },
    numbers({ a }) {
      const centre = a.reduce((total, x) => total + x, 0) / a.length;
      const scale = Math.sqrt(a.reduce((total, x) => total + (x - centre) ** 2, 0) / a.length);
      return a.map((x) => (x - centre) / scale);
    },
    objects({ a }) {
      const centre = a.reduce((total, { x }) => total + x, 0) / a.length;
      const scale = Math.sqrt(a.reduce((total, { x }) => total + (x - centre) ** 2, 0) / a.length);
      return a.map(({ x }) => (x - centre) / scale);
    },
  },
];
