/** Products of matrices and vectors against NumPy, in every layout; and against sums of products where they are large. */
import { describe, expect, it, vi } from 'vitest';
import {
  add,
  array,
  dot,
  einsum,
  inner,
  kron,
  matmul,
  matrixTranspose,
  memory,
  multiDot,
  multiply,
  type NDArray,
  outer,
  scope,
  sum,
  tensordot,
  vdot,
  zeros,
} from '../../src/index.js';
import { heap } from '../../src/memory/storage.js';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, type Bounds, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, build, type Encoded, load, LAYOUTS as ORACLE_LAYOUTS } from '../oracle/load.js';
import { LAYOUTS, same, sample, sequence, TYPES, wrapped } from '../support.js';

interface Case extends Bounds {
  name: string;
  in: string[];
  axes?: number | [number[], number[]];
  subscripts?: string;
  out?: Encoded;
  error?: string;
}

const { inputs, cases } = load<{ inputs: Record<string, Encoded>; cases: Case[] }>('products');
const names = [...new Set(cases.map(({ name }) => name))];

/** The arguments of a call in the order of contig's parameters. */
function argumentsOf({ name, axes, subscripts }: Case, operands: unknown[]): unknown[] {
  if (name === 'multiDot') return [operands];
  if (name === 'einsum') return [subscripts, ...operands];
  return axes === undefined ? operands : [...operands, axes];
}

function operand(key: string, layout: string): unknown {
  const encoded = inputs[key];
  return encoded.shape.length === 0 ? build(encoded) : ORACLE_LAYOUTS[layout](encoded);
}

onEveryBuild('products', () => {
  // A factor that no summed axis touches is multiplied once, after the sum: -1 * (0 + 0) is -0, the sum of -0 and -0 from 0 is 0.
  it.each(names)('%s as NumPy', (name) => {
    const report = new Report();
    for (const test of cases.filter((c) => c.name === name)) {
      for (const layout of Object.keys(ORACLE_LAYOUTS)) {
        const run = () =>
          api(name)(
            ...argumentsOf(
              test,
              test.in.map((key) => operand(key, layout)),
            ),
          );
        const label = `${name}(${test.subscripts ?? ''} ${test.in.join(' x ')}, ${layout} ${JSON.stringify(test.axes)})`;
        if (test.error) report.add(label, compareError(run, test.error, name));
        else
          report.add(
            label,
            attempt(() => compareArray(run(), test.out!, { ...test, zeroSignOpen: name === 'einsum' })),
          );
      }
    }
    report.done();
  });

  /** Small whole numbers, whose products and sums are exact in every type. */
  function whole(type: (typeof TYPES)[number], shape: readonly number[], seed: number): NDArray {
    const next = sequence(seed);
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Float64Array.from({ length: size }, () =>
      type === 'bool' ? Number(next() % 40 === 0) : next() % 7,
    );
    return array(values).astype(type).reshape(shape) as NDArray;
  }

  // Extents around the tile (4 rows, 32 bytes), the blocks (128 rows, 256 deep, 64 columns a call) and the runs (1024).
  const EXTENTS = [
    [1, 1, 3000],
    [3, 1, 1025],
    [1, 5, 2049],
    [4, 8, 7],
    [5, 33, 257],
    [129, 65, 40],
    [37, 131, 513],
    [70, 1, 40],
    [1, 70, 40],
  ];
  it.each(TYPES)('large products of %s are sums of products', (type) => {
    for (const [m, n, k] of EXTENTS) {
      const a = whole(type, [m, k], 1);
      const b = whole(type, [k, n], 2);
      const expected = scope(() => {
        const terms = multiply(a.reshape(m, 1, k), b.T.reshape(1, n, k));
        return type === 'bool' ? terms.any(-1) : sum(terms, { axis: -1, dtype: type });
      }) as NDArray;
      expect(same(matmul(a, b), expected), `${type} ${m} x ${k} x ${n}`).toBe(true);
    }
  });

  it('more columns than a block has', () => {
    const a = whole('f64', [3, 300], 1);
    const b = whole('f64', [300, 1100], 2);
    const left = matmul(a, b.get(':', ':500') as NDArray);
    const right = matmul(a, b.get(':', '500:') as NDArray);
    const joint = matmul(a, b);
    expect(same(joint.get(':', ':500') as NDArray, left)).toBe(true);
    expect(same(joint.get(':', '500:') as NDArray, right)).toBe(true);
  });

  it.each(TYPES)('a view gives what its copy gives: %s', (type) => {
    const operands = [
      [sample(type, [5, 30], 1), sample(type, [30, 9], 2)],
      [sample(type, [131, 70], 3), sample(type, [70, 66], 4)],
      [sample(type, [2, 6, 300], 5), sample(type, [2, 300, 7], 6)],
      [sample(type, [40, 2, 3], 7), sample(type, [3, 4], 8)],
      [sample(type, [40, 1300], 9), sample(type, [1300, 1], 10)],
      [sample(type, [1, 90], 11), sample(type, [90, 50], 12)],
    ] as [NDArray, NDArray][];
    for (const [a, b] of operands) {
      const expected = matmul(a, b);
      for (const [name, layout] of Object.entries(LAYOUTS)) {
        expect(same(matmul(layout(a), b), expected), `${a.shape} ${name} left`).toBe(true);
        expect(same(matmul(a, layout(b)), expected), `${a.shape} ${name} right`).toBe(true);
        const out = layout(zeros(expected.shape, expected.dtype));
        expect(matmul(a, b, { out })).toBe(out);
        expect(same(out, expected), `${a.shape} ${name} out`).toBe(true);
      }
    }
  });

  it('broadcast operands', () => {
    const row = sample('i32', [1, 20], 1);
    const tall = row.broadcastTo([6, 20]);
    const b = sample('i32', [20, 7], 2);
    expect(same(matmul(tall, b), matmul(tall.copy(), b))).toBe(true);
    const stack = b.broadcastTo([3, 20, 7]);
    const left = sample('i32', [3, 5, 20], 3);
    expect(same(matmul(left, stack), matmul(left, stack.copy()))).toBe(true);
    expect(same(matmul(left, wrapped(b).broadcastTo([3, 20, 7])), matmul(left, b))).toBe(true);
  });
});

describe('out', () => {
  it('may be an operand, or a view of one', () => {
    const a = sample('i32', [40, 40], 1);
    const b = sample('i32', [40, 40], 2);
    const expected = matmul(a, b);
    const left = a.copy();
    expect(same(matmul(left, b, { out: left }), expected)).toBe(true);
    const right = b.copy();
    matmul(a, right, { out: right.T });
    expect(same(right.T, expected)).toBe(true);
    const squares = a.copy();
    einsum('ij,jk->ki', squares, squares, { out: squares });
    expect(same(squares, matmul(a, a).T)).toBe(true);
  });

  it('of another type receives the cast result', () => {
    const a = [[1, 2]];
    const b = [[3], [4]];
    expect(matmul(a, b, { out: zeros([1, 1], 'f32') }).toArray()).toEqual([[11]]);
    expect(() => matmul(a, b, { out: zeros([1, 1], 'i32') })).toThrow(/^matmul: the result is f64 .* i32/);
    expect(() => matmul(a, b, { out: zeros([1, 2]) })).toThrow(/^matmul: out has shape \(1,2\), the result \(1,1\)/);
    expect(() => matmul(a, b, { out: zeros([1, 1]).broadcastTo([1, 1]) })).toThrow(/^matmul: out is read-only/);
  });

  it('of every function that takes it', () => {
    const out = zeros([2, 2], 'i64');
    const a = array([
      [1n, 2n],
      [3n, 4n],
    ]);
    const results: [NDArray, unknown][] = [
      [dot(a, a, { out }).copy(), dot(a, a).toArray()],
      [inner(a, a, { out }).copy(), inner(a, a).toArray()],
      [dot(a, 2n, { out }).copy(), multiply(a, 2n).toArray()],
      [
        outer([1n, 2n], [3n, 4n], { out }).copy(),
        [
          [3n, 4n],
          [6n, 8n],
        ],
      ],
      [einsum('ij,jk', a, a, { out }).copy(), matmul(a, a).toArray()],
      [einsum('ij->ji', a, { out }).copy(), a.T.toArray()],
    ];
    for (const [actual, expected] of results) expect(actual.toArray()).toEqual(expected);
    expect(() => dot(a, a, { out: zeros([2], 'i64') })).toThrow(/^dot: out has shape/);
    expect(() => dot(2n, a, { out: zeros([2], 'i64') })).toThrow(/^dot: out has shape/);
    expect(() => inner(a, a, { out: zeros([2], 'i64') })).toThrow(/^inner: out has shape/);
    expect(() => outer([1], [2], { out: zeros([2]) })).toThrow(/^outer: out has shape/);
    expect(() => einsum('ij->i', a, { out: zeros([3], 'i64') })).toThrow(/^einsum: out has shape/);
  });
});

describe('results', () => {
  it('an inner axis of no elements gives zeros, whatever out held', () => {
    const out = add(zeros([2, 3]), 5);
    matmul(zeros([2, 0]), zeros([0, 3]), { out });
    expect(out.toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('scalars take the type of the array beside them', () => {
    const a = array([1, 2], 'f32');
    expect(dot(2, a).dtype).toBe('f32');
    expect(kron(a, 3).toArray()).toEqual([3, 6]);
    expect(outer(2, a).dtype).toBe('f32');
    expect(inner(2, 3).item()).toBe(6);
  });

  it('a permuted operand of einsum is a view, a diagonal too', () => {
    const a = zeros([3, 3]);
    add(einsum('ii->i', a), [1, 2, 3], { out: einsum('ii->i', a) });
    expect(a.toArray()).toEqual([
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, 3],
    ]);
    einsum('ij->ji', a).set([0, 1], 7);
    expect(a.get(1, 0)).toBe(7);
    expect(matrixTranspose(a).get(0, 1)).toBe(7);
    expect(einsum('ij->ji', a.broadcastTo([3, 3])).writeable).toBe(false);
  });

  it('the method is the function', () => {
    const a = array([
      [1, 2],
      [3, 4],
    ]);
    expect(a.matmul([1, 1]).toArray()).toEqual([3, 7]);
    expect(a.dot([[1], [1]]).toArray()).toEqual([[3], [7]]);
  });

  it('nothing stays behind', () => {
    const a = sample('f32', [2, 30, 40], 1);
    const b = wrapped(sample('f64', [40, 20], 2));
    const c = sample('f64', [20, 3], 4);
    const x = sample('f32', [30, 40], 3);
    const calls: (() => NDArray)[] = [
      () => matmul(a, b),
      () => einsum('bij,jk,ij->bk', a, b, x),
      () =>
        tensordot(a, x, [
          [1, 2],
          [0, 1],
        ]),
      () => kron(x, [1, 2]),
      () => multiDot([x, b, c]),
      () => vdot(x.T, x),
    ];
    for (const call of calls) {
      const before = memory.stats().blocks;
      const result = call();
      expect(memory.stats().blocks - before, String(call)).toBe(1);
      result.dispose();
      expect(memory.stats().blocks - before, String(call)).toBe(0);
    }
  });
});

describe('errors', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['scalars', () => matmul(2, [1]), /^matmul: .*not scalars; use multiply/],
    [
      'inner axes',
      () => matmul(zeros([2, 3]), zeros([4, 5])),
      /^matmul: shapes \(2,3\) and \(4,5\): axis 1 of the first has 3 elements, axis 0 of the second 4/,
    ],
    [
      'batches',
      () => matmul(zeros([2, 1, 3]), zeros([4, 3, 1])),
      /^matmul: the leading axes of \(2,1,3\) and \(4,3,1\): .*axis 0 is 2 and 4/,
    ],
    ['dot', () => dot(zeros([2, 3]), zeros([2, 3])), /^dot: shapes \(2,3\) and \(2,3\): axis 1 of the first has 3/],
    ['vdot', () => vdot([1, 2], [1]), /^vdot: shapes \(2,\) and \(1,\) have 2 and 1 elements/],
    ['tensordot counts', () => tensordot([1], [1], 2), /^tensordot: 2 axes; .*0 to 1 in common/],
    [
      'tensordot lists',
      () => tensordot([[1]], [[1]], [[0, 1], 0]),
      /^tensordot: 2 axes of the first array and 1 of the second/,
    ],
    ['matrixTranspose', () => matrixTranspose([1]), /^matrixTranspose: an array of shape \(1,\)/],
    ['multiDot', () => multiDot([zeros([2, 2])]), /^multiDot: 1 operands/],
    ['operands', () => einsum('ij,jk', zeros([2, 2])), /^einsum: 'ij,jk' names 2 operands, and 1 are given/],
    ['letters', () => einsum('i1', zeros([2, 2])), /^einsum: 'i1' in 'i1' has '1'/],
    [
      'axes',
      () => einsum('i', zeros([2, 2])),
      /^einsum: 'i' names 1 axes, and operand 0 of shape \(2,2\) has 2; '...'/,
    ],
    [
      'extents',
      () => einsum('ij,jk', zeros([2, 3]), zeros([4, 5])),
      /^einsum: 'j' is 3 and 4 in shapes \(2,3\), \(4,5\)/,
    ],
    ['output', () => einsum('i->j', zeros(2)), /^einsum: 'j' in the output of 'i->j' is in no operand/],
    ['output twice', () => einsum('i->ii', zeros(2)), /^einsum: 'i' in the output of 'i->ii' is named twice/],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  it('a temporary that does not fit the heap', () => {
    const a = wrapped(zeros([300, 300]));
    const full = vi.spyOn(heap, 'claim').mockReturnValue(-1);
    try {
      expect(() => matmul(a, a)).toThrow(/^matmul: a temporary copy of 720000 bytes does not fit the heap/);
    } finally {
      full.mockRestore();
    }
  });
});
