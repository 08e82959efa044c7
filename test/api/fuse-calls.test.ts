/** What a fused function is beside its results: when it is traced and compiled, where it writes, what it refuses. */
import { afterAll, describe, expect, test } from 'vitest';
import {
  add,
  arange,
  array,
  type Build,
  clip,
  exp,
  fuse,
  kernels,
  logicalAnd,
  maximum,
  memory,
  type NDArray,
  ndarray,
  ones,
  power,
  scope,
  sort,
  sqrt,
  where,
  zeros,
} from '../../src/index.js';
import { loaded } from '../../src/wasm/kernels.js';
import { LAYOUTS, same, sample, wrapped } from '../support.js';

type Fold = (a: NDArray) => unknown;

const BUILDS: readonly Build[] = ['scalar', 'simd'];
afterAll(() => kernels.use('simd'));

describe('tracing and compiling', () => {
  test('a function is traced once for each signature', () => {
    let traces = 0;
    const f = fuse((x, y) => {
      traces++;
      return x.mul(y).add(1).sqrt();
    });
    const [a, b] = [ones(5, 'f32'), ones(5, 'f64')];
    for (let i = 0; i < 3; i++) {
      f(a, a);
      f(a.get('::2') as NDArray, a.get('::-2') as NDArray);
      f(ones([2, 3], 'f32'), ones(3, 'f32'));
    }
    expect(traces).toBe(1);
    f(a, b);
    f(a, [1, 2, 3, 4, 5]);
    expect(traces).toBe(2);
  });

  test('numbers are parameters: a class of them is traced once, and nothing is compiled anew', () => {
    let traces = 0;
    const f = fuse((x: NDArray, s: number) => {
      traces++;
      return x.mul(s).add(s);
    });
    const x = array([1, 2, 3], 'f32');
    f(x, 2);
    const before = loaded.length;
    for (const s of [2, 3, 5, 100]) expect(f(x, s).toArray()).toEqual([2 * s, 3 * s, 4 * s]);
    expect(traces).toBe(1);
    expect(f(x, 0.5).toArray()).toEqual([1, 1.5, 2]);
    expect(f(x, 0.25).toArray()).toEqual([0.5, 0.75, 1]);
    expect(traces).toBe(2);
    expect(loaded.length).toBe(before);
    const whole = x.astype('i32');
    expect(f(whole, 2).dtype).toBe('i32');
    expect(f(whole, 1.5).dtype).toBe('f64');
    expect(() => f(x.astype('u8'), 300)).toThrow(/multiply: 300 does not fit u8/);
    expect(fuse((u: NDArray, s: number) => u.lt(s))(x.astype('u8'), 300).all()).toBe(true);
  });

  test('equal expressions share a module, whatever their constants', () => {
    const x = ones(3, 'f32');
    fuse((a) => a.mul(3).add(7).floor().abs())(x);
    const before = loaded.length;
    expect(fuse((b) => add(5, b.mul(2)))(x).toArray()).toEqual([7, 7, 7]);
    const own = loaded.length - before;
    expect(own).toBe(1);
    expect(fuse((b) => b.mul(4).add(8).floor().abs())(x).toArray()).toEqual([12, 12, 12]);
    expect(loaded.length).toBe(before + own);
  });

  test('what is computed twice is one step', () => {
    const bytes = (fn: (x: NDArray) => NDArray) => {
      fuse(fn)(ones(3, 'f64'));
      return loaded.at(-1)!.binary().length;
    };
    const once = bytes((x) => x.cbrt().add(x.cbrt().neg()));
    const other = bytes((x) => x.cbrt().add(x.exp().neg()));
    expect(once).toBeLessThan(other);
  });

  test('modules import the memory, which may be shared by one byte more, and kernels by name', () => {
    fuse((x) => x.exp().mul(x).sinh())(ones(3, 'f64'));
    const binary = loaded.at(-1)!.binary();
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(binary));
    expect(imports).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
      { module: 'k', name: 'exp', kind: 'function' },
      { module: 'k', name: 'sinh', kind: 'function' },
    ]);
    const limits = Buffer.from(binary).indexOf(Buffer.from([0x02, 0x01, 0x01, 0x80, 0x80, 0x04])) + 1;
    const shared = binary.slice();
    shared[limits] = 0x03;
    const pages = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    const k = { exp: () => {}, sinh: () => {} };
    expect(() => new WebAssembly.Instance(new WebAssembly.Module(shared), { env: { memory: pages }, k })).not.toThrow();
  });

  test('a build loaded later has the modules that were added before', () => {
    const f = fuse((x) => x.add(1).mul(x).sub(0.5));
    const x = arange(9, 'f64');
    const results = ['simd', 'scalar', 'relaxed', 'simd'].map((build) => {
      kernels.use(build as Build);
      return f(x).toArray();
    });
    kernels.use('simd');
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test('arrays from around the function are read at each call', () => {
    const w = array([1, 2, 3], 'f32');
    const f = fuse((x) => x.mul(w).add([10, 20, 30]));
    const x = ones(3, 'f32');
    // In a scope, at the trace: the list's array outlives it.
    expect(scope(() => f(x)).toArray()).toEqual([11, 22, 33]);
    w.set([], 0);
    expect(f(x).toArray()).toEqual([10, 20, 30]);
  });

  test('a full heap makes it slower, not wrong', () => {
    const fn = (a: NDArray, s: number) => a.mul(s).add(2).cbrt().maximum(a);
    const x = sample('f32', [5000], 3);
    const expected = fn(x, 3);
    const own = wrapped(x);
    const { limit } = memory;
    memory.limit = 0;
    const held: NDArray[] = [];
    try {
      while (held.length === 0 || held.at(-1)!.storage.host === null) held.push(zeros(2, 'f64'));
      const f = fuse(fn);
      for (let i = 0; i < 3; i++) {
        const result = f(own as never, 3);
        expect(result.storage.host).not.toBeNull();
        expect(Array.from(result.data)).toEqual(Array.from(expected.data));
      }
    } finally {
      memory.limit = limit;
      for (const array of held) array.dispose();
    }
  });

  test('a plan keeps 64 bytes for each constant, and no arrays', () => {
    const x = ones(3);
    const f = fuse((a) => a.add(1).mul(2).exp());
    const before = memory.stats().bytesInUse;
    for (let i = 0; i < 5; i++) f(x).dispose();
    expect(memory.stats().bytesInUse - before).toBe(128);
  });
});

describe.each(BUILDS)('outputs, %s', (build) => {
  const run = <R>(body: () => R): R => {
    kernels.use(build);
    try {
      return body();
    } finally {
      kernels.use('simd');
    }
  };
  const chain = (x: NDArray, y: NDArray) => exp(x.mul(y).minimum(3)).add(x).sub(y.abs());

  test('may be an argument, or overlap one', () => {
    run(() => {
      const f = fuse(chain);
      for (const n of [10, 70, 5000, 70000]) {
        const start = sample('f32', [n + 8], 4);
        const other = sample('f32', [n], 5);
        for (const [from, to] of [
          ['4:-4', '4:-4'],
          ['4:-4', '5:-3'],
          ['4:-4', '3:-5'],
          [`${n + 3}:3:-1`, '4:-4'],
        ]) {
          for (const place of [(a: NDArray) => a.copy(), wrapped]) {
            const a = place(start);
            const [x, out] = [a.get(from) as NDArray, a.get(to) as NDArray];
            const expected = chain(x.copy(), other);
            expect(f.into(out, x, other)).toBe(out);
            expect(same(out.copy(), expected), `${n} ${from} ${to}`).toBe(true);
          }
        }
      }
    });
  });

  test('are of any layout, and of another type within its kind', () => {
    run(() => {
      const f = fuse(chain);
      const [x, y] = [sample('f32', [40, 60], 4), sample('f32', [40, 60], 5)];
      const expected = chain(x, y);
      for (const [name, place] of Object.entries(LAYOUTS)) {
        const out = place(zeros([40, 60], 'f32'));
        f.into(out, x, y);
        expect(same(out.copy(), expected), name).toBe(true);
      }
      expect(same(f.into(zeros([40, 60], 'f64'), x, y), expected.astype('f64'))).toBe(true);
      expect(same(f.into(zeros([2, 40, 60], 'f32'), x, y).get(1) as NDArray, expected)).toBe(true);
      expect(() => f.into(zeros([40, 60], 'i32'), x, y)).toThrow(/fuse: the result is f32 and does not cast/);
      expect(() => f.into(zeros([40, 61], 'f32'), x, y)).toThrow(/fuse: .*\(40,61\)/);
      expect(() => f.into(zeros([60], 'f32').broadcastTo([40, 60]), x, y)).toThrow(/read-only/);
      expect(() => f.into([] as never, x, y)).toThrow(/into/);
    });
  });

  test('of reductions along axes go to an array too', () => {
    run(() => {
      const f = fuse((x) => x.square().sum(0));
      const x = sample('f64', [5, 7], 3);
      const out = zeros(7);
      expect(f.into(out, x)).toBe(out);
      expect(same(out, x.square().sum(0) as unknown as NDArray)).toBe(true);
      const all = fuse((a) => a.square().max());
      expect(all.into(zeros([]), x).item()).toBe(x.square().max());
    });
  });
});

describe.each(BUILDS)('reductions over everything, %s', (build) => {
  /** Around the pieces in which they are done, and blocks of those. */
  const LENGTHS = [1, 7, 8, 4095, 4096, 4097, 8195, 12288, 16383, 16387, 24575, 49157, 65537, 131079, 200003];
  const folds = ['sum', 'prod', 'min', 'max', 'mean', 'any', 'all', 'countNonzero', 'std', 'argmax'] as const;

  test.each(['f32', 'f64', 'i32', 'u8', 'i64', 'bool'] as const)('%s', (type) => {
    kernels.use(build);
    for (const n of LENGTHS) {
      // Values of both signs near 1, so that products of floats stay finite.
      const whole = arange(n).mul(0.37).sin();
      const x = (type.startsWith('f') ? whole.mul(0.01).add(1) : whole.mul(100)).astype(type);
      for (const fold of folds) {
        const fn = (a: NDArray) => (ndarray[fold] as Fold)(maximum(a, a));
        expect(fuse(fn)(x), `${fold} of ${n}`).toBe(fn(x));
      }
    }
    kernels.use('simd');
  });

  test('of zeros of both signs, NaN and infinities', () => {
    kernels.use(build);
    for (const n of [5, 5000, 40000]) {
      for (const values of [
        [-0, 0],
        [0, -0, -1],
        [NaN, 1],
        [Infinity, -Infinity, 0],
      ]) {
        const x = zeros(n, 'f32');
        for (let i = 0; i < n; i++) x.data[i] = values[(i * 7) % values.length];
        for (const fold of folds) {
          const fn = (a: NDArray) => (ndarray[fold] as Fold)(a.mul(1));
          expect(Object.is(fuse(fn)(x), fn(x)), `${fold} of ${n} of ${values}`).toBe(true);
        }
      }
    }
    kernels.use('simd');
  });

  test('along axes, whatever the shape', () => {
    kernels.use(build);
    const shapes = [
      [3, 4],
      [2, 1],
      [1, 5],
      [130, 7],
      [7, 130],
      [3, 5000],
      [5000, 3],
      [300, 1030],
      [4, 5, 6],
      [0, 3],
      [129, 33],
    ];
    const along = [
      0,
      1,
      -1,
      [0, 1],
      [],
      { axis: 0, keepdims: true },
      { axis: -1, keepdims: true },
      { axis: 0, dtype: 'f64' },
    ];
    const names = ['sum', 'prod', 'min', 'max', 'mean', 'any', 'all', 'countNonzero', 'std', 'argmax'] as const;
    for (const type of ['f32', 'i16', 'f64', 'bool'] as const) {
      for (const shape of shapes) {
        const x = sample(type, shape, 3);
        const y = sample(type, shape.slice(1), 4);
        for (const fold of names) {
          for (const options of along) {
            const fn = (a: NDArray, b: NDArray) =>
              (ndarray[fold] as (a: NDArray, o: unknown) => unknown)(maximum(a, b), options);
            const attempt = (run: () => unknown): unknown => {
              try {
                return run();
              } catch (error) {
                return String(error);
              }
            };
            scope(() => {
              const [got, expected] = [attempt(() => fuse(fn)(x, y)), attempt(() => fn(x, y))] as [NDArray, NDArray];
              const equal = typeof expected === 'object' ? same(got, expected) : Object.is(got, expected);
              if (!equal) expect.fail(`${fold} ${type} ${shape} ${JSON.stringify(options)}: ${got}, not ${expected}`);
            });
          }
        }
      }
    }
    kernels.use('simd');
  });

  test('of views, where the order of memory decides on the order of additions', () => {
    kernels.use(build);
    const [x, y] = [sample('f32', [130, 140], 3), sample('f32', [130, 140], 4)].map((a) =>
      where(a.abs().lt(1e3), a, 1),
    );
    const fns = [
      (a: NDArray, b: NDArray) => a.mul(b).sum(),
      (a: NDArray, b: NDArray) => b.add(a).mul(a).mean(),
      (a: NDArray, b: NDArray) => where(a.gt(0), a, b).mul(b).sum(),
      (a: NDArray, b: NDArray) => a.astype('f64').mul(b).sum(),
      (a: NDArray, b: NDArray) => a.sub(b).sum(),
    ];
    for (const fn of fns) {
      const f = fuse(fn);
      for (const [name, place] of Object.entries(LAYOUTS)) {
        expect(f(place(x), y), name).toBe(fn(place(x), y));
        expect(f(x, place(y)), name).toBe(fn(x, place(y)));
        expect(f(place(x).get('0:1') as NDArray, place(y)), name).toBe(fn(place(x).get('0:1') as NDArray, place(y)));
      }
    }
    kernels.use('simd');
  });
});

describe('errors name what is refused and what to do', () => {
  const x = ones([3, 4], 'f32');
  const CASES: readonly (readonly [string, (a: NDArray, s: never) => unknown, RegExp])[] = [
    ['item', (a) => a.add(a.item() as number), /fuse: item is not supported inside a fused function; call it outside/],
    ['toArray', (a) => a.toArray(), /fuse: toArray is not supported/],
    ['iteration', (a) => [...(a as unknown as Iterable<number>)], /fuse: Symbol.iterator is not supported/],
    ['valueOf', (a) => (Number(a) > 1 ? a : a.neg()), /fuse: valueOf is not supported/],
    ['get', (a) => a.get(0), /fuse: get is not supported/],
    ['set', (a) => a.set(0, 1), /fuse: set is not supported/],
    ['reshape', (a) => a.reshape(12), /fuse: reshape is not supported/],
    ['T', (a) => a.T, /fuse: the T of an array is not known inside/],
    ['shape', (a) => a.div(a.shape[0]), /fuse: the shape of an array is not known inside/],
    ['data', (a) => a.data, /fuse: the data of an array is not known inside/],
    ['matmul', (a) => a.matmul(a), /fuse: matmul is not supported/],
    ['cumsum', (a) => a.cumsum(), /fuse: cumsum is not supported/],
    ['iadd', (a) => a.iadd(1), /fuse: iadd is not supported/],
    ['sort, a function', (a) => sort(a), /fuse: sort is not supported inside a fused function/],
    [
      'an output',
      (a) => add(a, 1, { out: x }),
      /fuse: add takes no out inside a fused function; .* f\.into\(out, \.\.\.\)/,
    ],
    [
      'a mask',
      (a) => sqrt(a, { where: a.gt(0) }),
      /fuse: sqrt takes no where inside a fused function; use .*where\(\)/,
    ],
    ['a reduction in between', (a) => add(a.sum(0), 1), /fuse: the sum of the function is not its last step/],
    ['a reduction of one', (a) => (a.sum(0) as NDArray).max(), /fuse: the sum of the function is not its last step/],
    ['exponents that are looked at', (a) => power(2, a.astype('i32')), /fuse: power is not supported/],
    ['where of a condition', (a) => where(a), /fuse: where is not supported/],
    ['a number', (a, s) => a.add(s + 1), /fuse: argument 2 is a number of which the value is not known/],
    ['no array', () => 5, /fuse: the function gives 5, not an array computed from its arguments/],
    ['a list', (a) => [a], /fuse: the function gives a list/],
    ['nothing', () => undefined, /fuse: the function gives undefined/],
    ['bools', (a) => a.gt(0).sub(a.gt(1)), /subtract: not defined for bool/],
  ];

  test.each(CASES)('%s', (_, fn, message) => {
    const f = fuse(fn as never) as (...args: unknown[]) => unknown;
    expect(() => f(x, 2)).toThrow(message);
    // A failed trace leaves nothing behind.
    expect(() => f(x, 2)).toThrow(message);
    expect(add(x, 1).sum()).toBe(24);
  });

  test('of arguments', () => {
    const f = fuse((a, b) => a.add(b));
    expect(() => f(x, ones(5))).toThrow(/fuse: shapes \(3,4\) and \(5,\) do not broadcast/);
    expect(() => f(x, 'text' as never)).toThrow(/fuse: "text" is neither a number/);
    expect(() => fuse(3 as never)).toThrow(/fuse: 3 is no function/);
    const y = ones(3);
    y.dispose();
    expect(() => f(x, y)).toThrow(/was disposed/);
  });

  test('a stand-in that is kept is refused later', () => {
    let kept: NDArray | undefined;
    fuse((a) => {
      kept = a;
      return a.neg();
    })(x);
    expect(() => kept!.add(1)).toThrow(/fuse: /);
    const f = fuse((a) => a.add(kept!));
    expect(() => f(x)).toThrow(/fuse: an array of an earlier trace/);
  });

  test('more arrays than a call takes', () => {
    const many = Array.from({ length: 16 }, () => ones(2));
    const f = fuse((...arrays) => arrays.reduce((a, b) => a.add(b)));
    expect(() => f(...many)).toThrow(/fuse: the function reads 16 arrays; 15 are the most/);
    expect(f(...many.slice(1)).toArray()).toEqual([15, 15]);
    const strided = many.slice(1).map((a) => a.broadcastTo([3, 2]).T.copy().T);
    expect(f(...strided).sum()).toBe(90);
  });
});

test('functions of functions, limits, several masks', () => {
  const relu = (x: NDArray) => maximum(x, 0);
  const f = fuse((x, y) => where(logicalAnd(x.gt(-1), x.lt(1)), relu(x), clip(y, -2, 2)));
  const x = arange(-20, 20).mul(0.1);
  const y = x.mul(3);
  expect(same(f(x, y), where(logicalAnd(x.gt(-1), x.lt(1)), relu(x), clip(y, -2, 2)))).toBe(true);
  const between = fuse((a: NDArray, low: number, high: number) => a.clip(low as never, high as never));
  const bytes = arange(250, 256).astype('u8');
  expect(between(bytes, 252, 1000).toArray()).toEqual([252, 252, 252, 253, 254, 255]);
  expect(between(bytes, -5, 253).toArray()).toEqual([250, 251, 252, 253, 253, 253]);
});
