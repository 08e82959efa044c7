/** Indexing of random views by random expressions against a naive model, and what must come back as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DType, NDArray, ndarray as nd } from '../../src/index.js';
import { same, wrapped } from '../support.js';
import { chance, type Draw, expressionOf, filled, integer, shapeOf, subjectOf } from './indexing.draw.js';
import {
  at,
  beneath,
  broadcastShape,
  type Item,
  type Nested,
  positions,
  Refused,
  resolve,
  write,
} from './indexing.model.js';

type Call = (...args: never[]) => unknown;

const RUNS = 3000;

/** What a function gives, or that it refuses with an error of the kind it should. */
function outcome<R>(run: () => R): R | 'refused' {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused || error instanceof RangeError || error instanceof TypeError) return 'refused';
    throw error;
  }
}

/** Whether an array, or a JS scalar for one without axes, has a shape and these elements in C order. */
function holds(result: unknown, shape: readonly number[], elements: readonly Nested[]): boolean {
  const array = result instanceof NDArray;
  if (String(array ? result.shape : []) !== String(shape)) return false;
  const nested = (array ? result.toArray() : result) as Nested;
  return positions(shape).every((index, i) => Object.is(at(nested, index), elements[i]));
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    if (item instanceof NDArray) return { dtype: item.dtype, shape: item.shape, values: item.toArray() };
    return typeof item === 'bigint' ? `${item}n` : item;
  });
}

/** How many of the random cases were accepted: a test of refusals alone would tell nothing. */
class Tally {
  accepted = 0;
  refused = 0;
  check(): void {
    expect(this.accepted).toBeGreaterThan(RUNS / 2);
    expect(this.refused).toBeGreaterThan(RUNS / 100);
  }
}

describe('get', () => {
  it('gives what the model gives, or both refuse', () => {
    const tally = new Tally();
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { view } = subjectOf(g, false);
        const { items, index } = expressionOf(g, view.shape);
        const values = view.toArray() as Nested;
        const expected = outcome(() => resolve(view.shape, items));
        const result = outcome(() => (view.get as Call)(...(index as never[])));
        const label = `(${view.shape}) get ${shown(index)} gave ${shown(result)}`;
        if (expected === 'refused') {
          tally.refused++;
          expect(result, label).toBe('refused');
          return;
        }
        tally.accepted++;
        const elements = expected.source.map((place) => at(values, place));
        expect(
          holds(result, expected.shape, elements),
          `${label}, expected (${expected.shape}) ${shown(elements)}`,
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
    tally.check();
  });

  it('after set of the same index changes nothing', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view } = subjectOf(g, true);
        const { index } = expressionOf(g, view.shape);
        const before = base.copy();
        const got = outcome(() => (view.get as Call)(...(index as never[])));
        if (got === 'refused') return;
        view.set(index as never, got as never);
        expect(same(base, before), `(${view.shape}) ${shown(index)}`).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

/** A value for a shape: a scalar, or an array that broadcasts to it, mostly. */
function valueOf(g: Draw, type: DType, shape: readonly number[]): { shape: number[]; nested: Nested; given: unknown } {
  const lead = chance(g, 10) ? [1] : [];
  const start = integer(g, 0, shape.length);
  const ones = shape.map((extent) => (chance(g, 20) ? 1 : extent));
  const own = start > 0 ? ones.slice(start) : [...lead, ...ones];
  if (chance(g, 4)) own.push(2);
  const array = filled(type, own, integer(g, 1, 1e6));
  const nested = array.toArray() as Nested;
  const laid = chance(g, 30) ? array.T.copy().T : chance(g, 20) ? wrapped(array) : array;
  const asList = !own.includes(0) && chance(g, 30);
  return { shape: own, nested, given: asList ? nested : laid };
}

describe('set', () => {
  it('writes what the model writes and nothing else, or both refuse and write nothing', () => {
    const tally = new Tally();
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view, places } = subjectOf(g, true);
        const { items, index } = expressionOf(g, view.shape);
        const target = outcome(() => resolve(view.shape, items));
        const value = valueOf(g, view.dtype, target === 'refused' ? [] : target.shape);
        const expected = [base.reshape(base.size).toArray()] as Nested[];
        const where = places.toArray() as Nested;
        const wanted = outcome(() => {
          if (target === 'refused') throw new Refused();
          const extra = Math.max(0, value.shape.length - target.shape.length);
          const trimmed = value.shape.slice(extra);
          if (value.shape.slice(0, extra).some((extent) => extent !== 1)) throw new Refused();
          if (String(broadcastShape([trimmed, target.shape])) !== String(target.shape)) throw new Refused();
          if (trimmed.some((extent, axis) => extent !== 1 && extent !== target.shape.slice(-trimmed.length)[axis])) {
            throw new Refused();
          }
          const inner = at(value.nested, new Array<number>(extra).fill(0));
          for (const [i, position] of positions(target.shape).entries()) {
            const place = Number(at(where, target.source[i]));
            write(expected, [0, place], at(inner, beneath(trimmed, position)));
          }
        });
        const result = outcome(() => view.set(index as never, value.given as never));
        const label = `(${view.shape}) set ${shown(index)} to ${shown(value.given)}`;
        if (wanted === 'refused') tally.refused++;
        else tally.accepted++;
        expect(result === 'refused', label).toBe(wanted === 'refused');
        expect(holds(base.reshape(base.size), [base.size], expected[0] as Nested[]), label).toBe(true);
      }),
      { numRuns: RUNS },
    );
    tally.check();
  });

  it('refuses read-only views', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view } = subjectOf(g, true);
        const before = base.copy();
        const { index } = expressionOf(g, [2, ...view.shape]);
        expect(() => view.broadcastTo([2, ...view.shape]).set(index as never, 1)).toThrow(TypeError);
        expect(same(base, before)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

/** Positions in [-extent, extent), now and then beyond. */
function placesIn(
  g: Draw,
  extent: number,
  shape: readonly number[],
): { nested: Nested; given: NDArray; inside: boolean } {
  const wild = chance(g, 3) ? 1 : 0;
  const list = positions(shape).map(() => integer(g, -extent - wild, Math.max(extent - 1 + wild, -extent - wild)));
  const given = nd.array(list, 'i64').reshape(shape) as NDArray;
  return { nested: given.toArray() as Nested, given, inside: list.every((i) => i >= -extent && i < extent) };
}

describe('take and put', () => {
  it('take gives what the model gives, and put of it changes nothing', () => {
    const tally = new Tally();
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view } = subjectOf(g, true);
        const axis = view.ndim > 0 && chance(g, 50) ? integer(g, 0, view.ndim - 1) : null;
        const source = axis === null ? view.reshape(view.size) : view;
        const extent = source.shape[axis ?? 0];
        const { nested, given, inside } = placesIn(g, extent, extent === 0 ? [0] : shapeOf(g, 2));
        const result = outcome(() => nd.take(view, given, { axis }));
        expect(result === 'refused').toBe(!inside);
        if (result === 'refused' || !inside) {
          tally.refused++;
          return;
        }
        tally.accepted++;
        const array: Item = { kind: 'array', shape: [...given.shape], values: nested };
        const rest = source.shape
          .slice(0, axis ?? 0)
          .map((): Item => ({ kind: 'slice', start: null, stop: null, step: null }));
        const model = resolve(source.shape, [...rest, array]);
        const values = source.toArray() as Nested;
        const elements = model.source.map((place) => at(values, place));
        expect(holds(result, model.shape, elements), `(${source.shape}) take ${shown(given)} ${axis}`).toBe(true);
        if (axis !== null) return;
        const before = base.copy();
        nd.put(view, given, result);
        expect(same(base, before)).toBe(true);
      }),
      { numRuns: RUNS },
    );
    tally.check();
  });

  it('put writes the repeated values to the flat positions and nothing else', () => {
    const tally = new Tally();
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view, places } = subjectOf(g, true);
        const { given, inside } = placesIn(g, view.size, view.size === 0 ? [0] : [integer(g, 0, 6)]);
        const values = filled(view.dtype, [integer(g, 1, 4)], integer(g, 1, 1e6));
        const expected = base.reshape(base.size).toArray() as Nested[];
        const where = places.reshape(places.size).toArray() as bigint[];
        const [list, items] = [given.toArray() as bigint[], values.toArray() as Nested[]];
        const result = outcome(() => nd.put(view, given, values));
        expect(result === 'refused').toBe(!inside);
        if (inside) tally.accepted++;
        else tally.refused++;
        for (const [i, place] of inside ? list.entries() : []) {
          expected[Number(where.at(Number(place)))] = items[i % items.length];
        }
        expect(holds(base.reshape(base.size), [base.size], expected)).toBe(true);
      }),
      { numRuns: RUNS },
    );
    tally.check();
  });
});

describe('takeAlongAxis and putAlongAxis', () => {
  it('take what the model takes, and putting it back changes nothing', () => {
    const tally = new Tally();
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { base, view } = subjectOf(g, true);
        if (view.ndim === 0) return;
        const axis = integer(g, 0, view.ndim - 1);
        const extent = view.shape[axis];
        const shape = view.shape.map((size, i) => (i === axis ? (extent === 0 ? 0 : integer(g, 0, 6)) : size));
        for (let i = 0; i < shape.length; i++) if (i !== axis && chance(g, 10)) shape[i] = 1;
        const { nested, given, inside } = placesIn(g, extent, shape);
        const result = outcome(() => nd.takeAlongAxis(view, given, axis));
        expect(result === 'refused').toBe(!inside);
        if (result === 'refused' || !inside) {
          tally.refused++;
          return;
        }
        tally.accepted++;
        const values = view.toArray() as Nested;
        const joint = view.shape.map((size, i) => (i === axis ? shape[i] : size));
        const elements = positions(joint).map((index) => {
          const place = Number(at(nested, beneath(shape, index)));
          return at(values, index.map((i, k) => (k === axis ? (place + extent) % extent : i))); // biome-ignore format: a line
        });
        expect(holds(result, joint, elements), `(${view.shape}) ${shown(given)} along ${axis}`).toBe(true);
        const before = base.copy();
        nd.putAlongAxis(view, given, result, axis);
        expect(same(base, before)).toBe(true);
        const order = nd.argsort(view, axis);
        expect(same(nd.takeAlongAxis(view, order, axis), nd.sort(view, axis))).toBe(true);
        const ranks = nd.zeros(view.shape, 'i64') as NDArray;
        const along = nd.arange(BigInt(extent)).reshape(view.shape.map((_, i) => (i === axis ? extent : 1)));
        nd.putAlongAxis(ranks, order, along, axis);
        expect(same(nd.takeAlongAxis(nd.sort(view, axis), ranks, axis), view)).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(tally.accepted).toBeGreaterThan(700);
    expect(tally.refused).toBeGreaterThan(10);
  });
});
