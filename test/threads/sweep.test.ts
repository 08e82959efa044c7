/** With helper threads every operation gives, bit for bit, what it gives with one thread: sums of floats too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REDUCTIONS } from '../../src/api/reduction.js';
import { BINARY, BINARY_PAIR, UNARY, UNARY_PAIR } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { type DType, type NDArray, scope, threads } from '../../src/index.js';
import { setWeight } from '../../src/loops/split.js';
import { sharedWork } from '../../src/threads/pool.js';
import { agree, LAYOUTS, outcome, sample } from '../support.js';

type Fn = (...args: unknown[]) => unknown;
const functions = contig as unknown as Record<string, Fn>;

beforeAll(() => threads.start(2));
afterAll(() => {
  setWeight(1);
  return threads.stop();
});

/** What a call gives with one thread and with three, however small it is. */
function both(run: () => unknown): [unknown, unknown] {
  setWeight(0);
  const one = outcome(run);
  setWeight(1e9);
  const three = outcome(run);
  setWeight(0);
  return [one, three];
}

function check(run: () => unknown, what: string): void {
  // Freed at once: were the heap full, results would go where threads do not reach.
  scope(() => {
    const [one, three] = both(run);
    expect(agree(three, one), what).toBe(true);
  });
}

const layouts: Readonly<Record<string, (a: NDArray) => NDArray>> = { packed: (a) => a, ...LAYOUTS };
const SHAPES = [
  [130, 140],
  [3, 20001],
];
const TYPES: DType[] = ['f32', 'f64', 'u8', 'i64'];

describe.each(['packed', 'transposed', 'columns stepped', 'misaligned'] as const)('%s', (name) => {
  const each = (run: (a: NDArray, b: NDArray) => unknown) => {
    for (const type of TYPES) {
      for (const shape of SHAPES) {
        scope(() => {
          const [a, b] = [1, 2].map((seed) => layouts[name](sample(type, shape, seed)));
          check(() => run(a, b), `${type} of ${shape}`);
        });
      }
    }
  };

  test.each([...Object.keys(UNARY), ...Object.keys(UNARY_PAIR)])('%s', (op) => each((a) => functions[op](a)));

  test.each([...Object.keys(BINARY), ...Object.keys(BINARY_PAIR)])('%s', (op) => {
    each((a, b) => functions[op](a, b));
    // A row, a column and a value beside an array.
    each((a, b) => functions[op](a, b.get('0')));
    each((a, b) => functions[op](a, b.get(':', '0:1')));
    each((a) => functions[op](a, 2));
  });

  test.each([...Object.keys(REDUCTIONS), 'mean', 'var', 'std', 'median', 'argmin', 'argmax', 'cumsum', 'cumprod'])(
    '%s',
    (op) => {
      each((a) => functions[op](a));
      each((a) => functions[op](a, 0));
      each((a) => functions[op](a, 1));
    },
  );

  test('where, copies, casts and in-place forms', () => {
    each((a, b) => contig.where(contig.greater(a, b), a, b));
    each((a) => a.astype('i32'));
    each((a) => a.copy());
    each((a) => a.T.copy());
    each((a, b) => layouts[name](a.copy()).iadd(b));
    each((a) => {
      const target = a.copy();
      return contig.add(target.get('1:'), target.get(':-1'), { out: target.get('1:') as NDArray });
    });
  });
});

test('long rows: sums have one tree whatever the number of threads', () => {
  for (const type of ['f32', 'f64', 'u8', 'i32'] as const) {
    for (const n of [32767, 32768, 65536 + 5, 131072 + 1030, 262144 + 4097, 1_000_003]) {
      const a = sample(type, [n]).clip(0, 1000) as NDArray;
      const finite = type === 'f32' || type === 'f64' ? contig.nanToNum(a) : a;
      for (const op of ['sum', 'prod', 'max', 'nansum', 'nanmin', 'std', 'countNonzero', 'any', 'all']) {
        check(() => functions[op](finite), `${op} of ${n} ${type}`);
        check(() => functions[op](finite.get('1:')), `${op} of ${n} ${type} from the second on`);
        check(() => functions[op](finite.get('::2')), `${op} of every other of ${n} ${type}`);
      }
    }
  }
});

test('matrix products', () => {
  for (const type of ['f32', 'f64', 'i32', 'u8'] as const) {
    const [a, b] = [
      [150, 300],
      [300, 170],
    ].map((shape, seed) => contig.nanToNum(sample(type, shape, seed)).clip(0, 100));
    const many = sample(type, [40, 12, 12], 3).clip(0, 9) as NDArray;
    check(() => contig.matmul(a, b), type);
    check(() => contig.matmul(b.T, a.T), `${type} transposed`);
    check(() => contig.matmul(a.get('::2', '::2'), b.get('1::2')), `${type} stepped`);
    check(() => contig.matmul(a.T, a), `${type} symmetric`);
    check(() => contig.matmul(a, b.get(':', '3')), `${type} by a vector`);
    check(() => contig.matmul(a.T, a.get(':', '3')), `${type} transposed by a vector`);
    check(() => contig.matmul(b.get(':', '3'), b), `${type} from a vector`);
    check(() => contig.matmul(many, many), `${type} many`);
    check(() => contig.vecdot(many, many), `${type} inner products`);
  }
});

test('sorts', () => {
  const layout = (a: NDArray) => LAYOUTS['columns stepped'](a);
  for (const type of ['f32', 'f64', 'i32', 'u64', 'i16'] as const) {
    for (const n of [20_000, 65_537]) {
      const a = sample(type, [n]);
      const plain = type === 'f32' || type === 'f64' ? contig.add(contig.arange(n, type), 0.5).get('::-1') : a;
      for (const given of [a, plain as NDArray]) {
        check(() => contig.sort(given), `${type} ${n}`);
        check(() => contig.sort(layout(given)), `${type} ${n} stepped`);
        check(() => given.copy().sort(), `${type} ${n} in place`);
        check(() => contig.argsort(given), `${type} ${n} argsort`);
        check(() => contig.median(given), `${type} ${n} median`);
      }
    }
  }
});

test('random numbers, and the generator after them', () => {
  for (const type of ['f32', 'f64'] as const) {
    for (const n of [20_000, 65_537, 300_001]) {
      check(() => {
        const rng = contig.random.defaultRng(7);
        return [
          rng.random(n, { dtype: type }),
          rng.random(n, { dtype: type }),
          rng.uniform(-1, 1, n),
          rng.integers(9, { size: 5 }),
        ];
      }, `${type} ${n}`);
    }
  }
});

test('fused expressions', () => {
  const chain = contig.fuse((x, y) => x.mul(y).add(1).abs().sqrt());
  const math = contig.fuse((x) => contig.exp(x).sub(contig.sin(x)));
  const total = contig.fuse((x, y) => x.mul(y).sum());
  const greatest = contig.fuse((x) => x.mul(2).max());
  for (const type of ['f32', 'f64'] as const) {
    for (const n of [20_001, 140_000, 300_003]) {
      const [a, b] = [1, 2].map((seed) => contig.nanToNum(sample(type, [n], seed)).clip(-100, 100));
      check(() => chain(a, b), `${type} ${n}`);
      check(() => chain(a, LAYOUTS['columns stepped'](b)), `${type} ${n} stepped`);
      check(() => math(a), `${type} ${n} with calls of kernels`);
      check(() => total(a, b), `${type} ${n} summed`);
      check(() => greatest(a), `${type} ${n} maximum`);
    }
  }
});

test('helpers do take part', () => {
  const a = contig.ones(1e6, 'f64');
  setWeight(1e9);
  const before = sharedWork();
  for (let i = 0; i < 50; i++) a.sqrt();
  setWeight(0);
  expect(sharedWork() - before).toBe(50);
});
