/** Every ufunc on tables of special values, and the ufunc methods, against NumPy. */
import { expect, it } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, type Bounds, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, build, decode, type Encoded, gather, LAYOUTS, load, make, type Tensor } from '../oracle/load.js';

interface Outcome extends Bounds {
  out?: Encoded[];
  error?: string;
}
interface Case extends Outcome {
  name: string;
  in: string[];
}
interface Round {
  in: string[];
  decimals: number;
  out: Encoded[];
}
interface Clip extends Outcome {
  in: string[];
  low: number | null | Encoded;
  high: number | null | Encoded;
}
interface Option extends Outcome {
  name: string;
  operands: Encoded[];
  option: 'dtype' | 'out' | 'where';
  dtype: Encoded['dtype'];
  where?: Encoded;
}

const vectors = load<{
  tables: Record<string, Encoded>;
  cases: Case[];
  round: Round[];
  clip: Clip[];
  options: Option[];
}>('ufuncs');

const names = [...new Set(vectors.cases.map(({ name }) => name))];

/** Compares one or two outputs; `shape` is that of the results, whose elements are the vector's in C order. */
function compareOutputs(result: unknown, expected: Outcome, shape?: number[], at?: (i: number) => string): string[] {
  const outputs = expected.out!.length === 1 ? [result] : (result as unknown[]);
  return expected.out!.flatMap((encoded, i) =>
    compareArray(outputs[i], shape ? { ...encoded, shape } : encoded, expected, at),
  );
}

/** Two tables combined, each value of the first with each of the second: flat arrays, and as broadcasting does it. */
function pairings(tables: Encoded[]): Record<string, { operands: () => Tensor[]; shape: number[] }> {
  if (tables.length === 1) {
    const [table] = tables;
    return {
      packed: { operands: () => [build(table)], shape: table.shape },
      stepped: { operands: () => [LAYOUTS.stepped(table)], shape: table.shape },
    };
  }
  const [a, b] = tables.map(decode);
  const size = a.length * b.length;
  const [row, column] = [
    { ...tables[1], shape: [1, b.length] },
    { ...tables[0], shape: [a.length, 1] },
  ];
  return {
    flat: {
      operands: () => [
        make(
          tables[0].dtype,
          gather(a, size, (i) => Math.floor(i / b.length)),
          [size],
        ),
        make(
          tables[1].dtype,
          gather(b, size, (i) => i % b.length),
          [size],
        ),
      ],
      shape: [size],
    },
    broadcast: { operands: () => [build(column), build(row)], shape: [a.length, b.length] },
  };
}

onEveryBuild('ufuncs on special values', () => {
  it.each(names)('%s', (name) => {
    const report = new Report();
    for (const test of vectors.cases.filter((c) => c.name === name)) {
      const tables = test.in.map((table) => vectors.tables[table]);
      const columns = tables.map(decode);
      const at = (i: number) => {
        if (columns.length === 1) return `${name}(${columns[0][i]})`;
        return `${name}(${columns[0][Math.floor(i / columns[1].length)]}, ${columns[1][i % columns[1].length]})`;
      };
      for (const [kind, { operands, shape }] of Object.entries(pairings(tables))) {
        const run = () => api(name)(...operands());
        const problems = test.error
          ? compareError(run, test.error, name)
          : attempt(() => compareOutputs(run(), test, shape, at));
        report.add(`${test.in.join(' x ')} ${kind}`, problems);
      }
    }
    report.done();
  });

  it('mod is remainder', () => {
    const test = vectors.cases.find((c) => c.name === 'remainder' && c.in[0] === 'f64')!;
    const { operands, shape } = pairings(test.in.map((table) => vectors.tables[table])).flat;
    expect(compareOutputs(api('mod')(...operands()), test, shape)).toEqual([]);
  });

  it('round to decimals', () => {
    const report = new Report();
    for (const test of vectors.round) {
      const table = vectors.tables[test.in[0]];
      const values = decode(table);
      const problems = attempt(() =>
        compareArray(api('round')(build(table), test.decimals), test.out[0], {}, (i) => `round(${values[i]})`),
      );
      report.add(`${test.in[0]} decimals ${test.decimals}`, problems);
    }
    report.done();
  });

  it('clip', () => {
    const report = new Report();
    for (const test of vectors.clip) {
      const table = vectors.tables[test.in[0]];
      const bounds = [test.low, test.high].map((b) => (b !== null && typeof b === 'object' ? build(b) : b));
      const problems = test.error
        ? compareError(() => api('clip')(build(table), ...bounds), test.error, 'clip')
        : attempt(() => compareOutputs(api('clip')(build(table), ...bounds), { ...test, zeroSignOpen: true }));
      const shown = [test.low, test.high].map((b) => (b !== null && typeof b === 'object' ? 'array' : b));
      report.add(`clip(${test.in[0]}, ${shown.join(', ')})`, problems);
    }
    report.done();
  });

  it('dtype, out and where', () => {
    const report = new Report();
    for (const test of vectors.options) {
      const out = api('full')([6], test.dtype === 'bool' ? true : 77, test.dtype) as Tensor;
      const options = {
        dtype: { dtype: test.dtype },
        out: { out },
        where: { out, where: test.where && build(test.where) },
      }[test.option];
      const run = () => api(test.name)(...test.operands.map(build), options);
      const problems = test.error
        ? compareError(run, test.error, test.name)
        : attempt(() => {
            const result = run();
            if (test.option !== 'dtype') expect(result, 'the result is out itself').toBe(out);
            return compareOutputs(result, test);
          });
      report.add(`${test.name}(${test.operands.map((o) => o.dtype)}) ${test.option} ${test.dtype}`, problems);
    }
    report.done();
  });
});

interface Method extends Bounds {
  name: string;
  operand: string;
  options?: Record<string, unknown>;
  other?: Encoded;
  indices?: number[];
  out?: Encoded;
  error?: string;
}

const methods = load<{
  operands: Record<string, Encoded>;
  reduce: Method[];
  accumulate: Method[];
  outer: Method[];
  at: Method[];
}>('methods');

onEveryBuild('ufunc methods', () => {
  const withOptions = (method: 'reduce' | 'accumulate') => () => {
    const report = new Report();
    for (const test of methods[method]) {
      const everything = test.options?.axis === null && test.out?.shape.length === 0;
      for (const layout of ['packed', 'transposed', 'reversed']) {
        const array = LAYOUTS[layout](methods.operands[test.operand]);
        const run = () => api(test.name)[method](array, test.options);
        const problems = test.error
          ? compareError(run, test.error, test.name)
          : attempt(() => {
              const result = run();
              // Over everything a JS scalar comes back, as from the reductions.
              const boxed = everything ? (api('array')([result], test.out!.dtype) as Tensor) : result;
              return compareArray(boxed, everything ? { ...test.out!, shape: [1] } : test.out!, test);
            });
        report.add(`${test.name}.${method}(${test.operand} ${layout}, ${JSON.stringify(test.options)})`, problems);
      }
    }
    report.done();
  };
  it('reduce', withOptions('reduce'));
  it('accumulate', withOptions('accumulate'));

  it('outer', () => {
    const report = new Report();
    for (const test of methods.outer) {
      const run = () => api(test.name).outer(build(methods.operands[test.operand]), build(test.other!));
      const problems = test.error
        ? compareError(run, test.error, test.name)
        : attempt(() => compareArray(run(), test.out!, test));
      report.add(`${test.name}.outer(${test.operand}, ${test.other!.dtype})`, problems);
    }
    report.done();
  });

  it('at', () => {
    const report = new Report();
    for (const test of methods.at) {
      for (const layout of ['packed', 'reversed']) {
        const array = LAYOUTS[layout](methods.operands[test.operand]);
        const run = () => api(test.name).at(array, test.indices, build(test.other!));
        const problems = test.error
          ? compareError(run, test.error, test.name)
          : attempt(() => {
              run();
              // Powers of powers multiply what rounding they began with.
              return compareArray(
                array,
                test.out!,
                test.name === 'power' ? { ...test, rtol: test.out!.dtype === 'f32' ? 1e-6 : 1e-14 } : test,
              );
            });
        report.add(`${test.name}.at(${test.operand} ${layout}, [${test.indices}])`, problems);
      }
    }
    report.done();
  });
});
