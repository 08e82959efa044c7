/** Products of matrices and vectors at the edges of tiles, blocks, strips and runs, against sums made one by one. */
import { expect, it } from 'vitest';
import { matmul, type NDArray, vecdot, zeros } from '../../src/index.js';
import { expectSameBits, onEveryBuild } from '../oracle/builds.js';
import { FLOATS, LAYOUTS, same, sample, sequence, TYPES, wrapped } from '../support.js';

type Type = (typeof TYPES)[number];

/** Integers over the whole range of the type; floats between -1 and 1. */
function varied(type: Type, shape: readonly number[], seed: number): NDArray {
  const next = sequence(seed);
  const result = zeros(shape, type);
  const { data } = result;
  for (let i = 0; i < result.size; i++) {
    const pick = next();
    if (type === 'f32' || type === 'f64') data[i] = pick / 2 ** 23 - 1;
    else if (type === 'bool') data[i] = Number(pick % 5 === 0);
    else if (type === 'u64' || type === 'i64') data[i] = (BigInt(pick) << 40n) ^ BigInt(next());
    else data[i] = pick * 256 + next();
  }
  return result;
}

/** The sum of floats as if in twice the precision (Neumaier). */
function compensated(terms: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const term of terms) {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** The product by its definition, in exact integers or in f64, as a flat list; of floats also the sums of magnitudes. */
function defined(a: NDArray, b: NDArray): { values: (number | bigint)[]; sizes: number[] } {
  const [m, k] = a.shape;
  const n = b.shape[1];
  const whole = a.dtype !== 'f32' && a.dtype !== 'f64';
  const [x, y] = [a, b].map(({ data }) => Array.from(data as Float64Array, (v) => (whole ? BigInt(v) : v)));
  const values: (number | bigint)[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const terms = Array.from({ length: k }, (_, d) => (x[i * k + d] as number) * (y[d * n + j] as number));
      values.push(whole ? (terms as unknown as bigint[]).reduce((p, q) => p + q, 0n) : compensated(terms));
      sizes.push(whole ? 0 : compensated(terms.map(Math.abs)));
    }
  }
  return { values, sizes };
}

function check(a: NDArray, b: NDArray): void {
  const label = `${a.dtype} ${a.shape} x ${b.shape}`;
  const actual = matmul(a, b);
  const { values, sizes } = defined(a, b);
  if (a.dtype === 'f32' || a.dtype === 'f64') {
    const unit = a.dtype === 'f32' ? 2 ** -24 : 2 ** -53;
    const bound = 2 * unit * (Math.sqrt(a.shape[1]) + 4);
    const { data } = actual;
    let worst = 0;
    for (let i = 0; i < values.length; i++) {
      worst = Math.max(worst, Math.abs(Number(data[i]) - Number(values[i])) / (sizes[i] || 1));
    }
    expect(worst, label).toBeLessThanOrEqual(bound);
    return;
  }
  const expected = zeros(actual.shape, a.dtype);
  const { data } = expected;
  const bits = expected.itemsize * 8;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as bigint;
    if (a.dtype === 'bool') data[i] = Number(value !== 0n);
    else if (bits === 64) data[i] = value;
    else data[i] = Number(BigInt.asIntN(bits, value));
  }
  expect(same(actual, expected), label).toBe(true);
}

// A tile is 4 rows and 32 bytes; small products end at 48 and 262144 multiplications, 256 columns and a depth of 256; a
// block has 64 or 128 rows; products of floats and vectors go by 4 rows, 8 columns, strips of 512 and runs of 1024.
const EDGES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];
const EXTENTS: [number, number, number][] = [
  ...EDGES.map((n): [number, number, number] => [n, n, n]),
  ...EDGES.map((n): [number, number, number] => [5, n, 3]),
  ...EDGES.map((n): [number, number, number] => [n, 9, 4]),
  [63, 65, 64],
  [65, 64, 63],
  [4, 256, 256],
  [4, 257, 17],
  [5, 9, 256],
  [5, 9, 257],
  [129, 66, 260],
];
const VECTORS: [number, number, number][] = [
  ...EDGES.map((m): [number, number, number] => [m, 1, 70]),
  ...EDGES.map((k): [number, number, number] => [9, 1, 64 + k]),
  ...EDGES.map((n): [number, number, number] => [1, n, 66]),
  [1, 511, 9],
  [1, 512, 9],
  [1, 513, 9],
  [1, 1027, 3],
  [6, 1, 1023],
  [6, 1, 1025],
  [3, 1, 2050],
  [1, 6, 1031],
  [2, 1, 16390],
];

onEveryBuild('sizes of products', () => {
  it.each(['f32', 'f64', 'i32', 'i64', 'u8', 'i16', 'bool'] as const)('%s at every edge', (type) => {
    for (const [m, n, k] of [...EXTENTS, ...VECTORS]) check(varied(type, [m, k], m + 1), varied(type, [k, n], n + 2));
  });

  it.each(FLOATS)('%s in every layout', (type) => {
    for (const [m, n, k] of [
      [2, 1, 40],
      [7, 1, 1030],
      [1, 9, 1030],
      [1, 530, 11],
      [3, 7, 20],
      [6, 11, 13],
      [40, 34, 30],
      [70, 66, 64],
    ]) {
      const a = sample(type, [m, k], 1);
      const b = sample(type, [k, n], 2);
      const expected = matmul(a, b);
      for (const [name, layout] of Object.entries(LAYOUTS)) {
        const label = `${m} x ${k} x ${n} ${name}`;
        expect(same(matmul(layout(a), b), expected), `${label} left`).toBe(true);
        expect(same(matmul(a, layout(b)), expected), `${label} right`).toBe(true);
        expect(same(matmul(layout(a), layout(b)), expected), `${label} both`).toBe(true);
        expect(same(matmul(a, b, { out: layout(zeros([m, n], type)) }), expected), `${label} out`).toBe(true);
        const turned = matmul(b.T, a.T, { out: layout(zeros([n, m], type)) });
        if (m > 1 === n > 1) expect(same(turned.T, expected), `${label} transposed`).toBe(true);
      }
    }
  });

  it.each(TYPES)('%s vectors are multiplied as matrices of one row or column', (type) => {
    for (const k of [0, 1, 2, 15, 16, 17, 31, 33, 64, 100, 257, 5000]) {
      const x = varied(type, [k], 1);
      const y = varied(type, [k], 2);
      if (k > 0) check(x.reshape(1, k), y.reshape(k, 1));
      const alone = matmul(x, y);
      expect(same(matmul(x.reshape(1, k), y.reshape(k, 1)).reshape(), alone), `${k}`).toBe(true);
      for (const layout of Object.values(LAYOUTS)) expect(same(matmul(layout(x), layout(y)), alone)).toBe(true);
      if (type !== 'f32' && type !== 'f64') expect(same(vecdot(x, y), alone), `vecdot ${k}`).toBe(true);
    }
  });

  it.each(['f32', 'f64', 'i32', 'u8'] as const)('a matrix of %s times its transpose is symmetric', (type) => {
    for (const [m, k] of [
      [3, 5],
      [66, 70],
      [129, 30],
      [200, 300],
      [1030, 4],
    ]) {
      const a = varied(type, [m, k], 3);
      const copy = a.copy();
      for (const [product, other] of [
        [matmul(a, a.T), matmul(a, copy.T)],
        [matmul(a.T.copy().T, a.T.copy()), matmul(a, copy.T)],
        [matmul(a, a.T, { out: zeros([m, m], type).T }), matmul(a, copy.T)],
        [matmul(a, a.T, { out: zeros([2 * m, 2 * m], type).get('::2', '::2') as NDArray }), matmul(a, copy.T)],
      ]) {
        expect(same(product, other), `${m} x ${k}`).toBe(true);
        expect(same(product, product.T), `${m} x ${k}`).toBe(true);
      }
      const inner = matmul(a.T, a);
      expect(same(inner, matmul(a.T, copy)), `${k} x ${m}`).toBe(true);
      expect(same(inner, inner.T)).toBe(true);
    }
  });

  it.each(FLOATS)('stacks of %s give what their matrices give', (type) => {
    const shapes: [number[], number[]][] = [
      [
        [70, 8, 8],
        [70, 8, 8],
      ],
      [
        [9, 33, 17],
        [1, 17, 5],
      ],
      [
        [1, 3, 20],
        [9, 20, 30],
      ],
      [
        [3, 1, 5, 12],
        [4, 12, 9],
      ],
      [
        [5, 3, 3],
        [5, 3, 3],
      ],
      [
        [3, 40, 70],
        [3, 70, 66],
      ],
      [
        [4, 1, 100],
        [4, 100, 20],
      ],
      [
        [4, 20, 100],
        [4, 100, 1],
      ],
    ];
    for (const [left, right] of shapes) {
      const a = varied(type, left, 1);
      const b = varied(type, right, 2);
      const stack = matmul(a, b);
      const batch = stack.shape.slice(0, -2);
      const [wideA, wideB] = [a, b].map((array) => array.broadcastTo([...batch, ...array.shape.slice(-2)]));
      const size = batch.reduce((x, y) => x * y, 1);
      for (let i = 0; i < size; i++) {
        const place = batch.length === 1 ? [i] : [Math.floor(i / batch[1]), i % batch[1]];
        const one = matmul(wideA.get(...place) as NDArray, wideB.get(...place) as NDArray);
        expect(same(stack.get(...place) as NDArray, one), `${left} x ${right} at ${place}`).toBe(true);
      }
      const turned = matmul(a, b, {
        out: zeros([...batch, stack.shape.at(-1)!, stack.shape.at(-2)!], type).swapaxes(-1, -2),
      });
      expect(same(turned, stack), `${left} x ${right} into columns`).toBe(true);
      expect(same(matmul(wrapped(a), wrapped(b)), stack)).toBe(true);
    }
  });
});

it.each(FLOATS)('the scalar and the SIMD kernels give the same bits of %s', (type) => {
  expectSameBits(() =>
    [...EXTENTS, ...VECTORS].flatMap(([m, n, k]): NDArray[] => {
      const a = varied(type, [m, k], 1);
      const b = varied(type, [k, n], 2);
      return [matmul(a, b), matmul(a.T.copy().T, b.T.copy().T)];
    }),
  );
});
