/**
 * The functions that fold an array: sums, norms, extrema and their places, tests. Sums and norms of more than a few
 * elements add pairwise, which is faster than one after the other and errs less; products are exact replicas, since their
 * order decides about overflow.
 */
import { NDArray } from '../array/ndarray.js';
import * as f from '../functions.js';
import { type Fused, fuse } from '../functions.js';
import { Storage } from '../memory/storage.js';
import { checkShapes, countOf, once } from './elementwise.js';
import { exact, load, magnitudes, type Rule } from './kinds.js';
import { constantPlace, type Kind, kindOf, orderOf, type Place, placeOf, type View, viewOf } from './operands.js';
import { truth } from './rows.js';
import { addressOf, bring, fits } from './staging.js';
import type { Aggregate, ScijsLike, Search, Test } from './types.js';
import { fold } from './walk.js';

type Value = number | boolean;

/** Up to so many elements are folded in JavaScript, one after the other. */
const SMALL_FOLD = 192;

export interface Fold<S> {
  readonly start: S;
  // biome-ignore lint/suspicious/noExplicitAny: elements are whatever JavaScript's own operators take.
  readonly step: (state: S, x: any, y: any) => S;
  /** The state that no element changes any more. */
  readonly last?: S;
  /** The type to load elements in, and what is computed of them; without it, there is nothing that kernels do faster. */
  readonly rule?: Rule;
  readonly array?: (x: NDArray, y: NDArray) => unknown;
  /** Whether that is one function, which needs no tracing on elements of the type itself. */
  readonly plain?: boolean;
  /** From what came out of either to the result. */
  readonly finish?: (value: S) => S;
}

const number = (more: Fold<number>) => more;

/** Integers sum up exactly in 64 bits, floats in f64. */
const summands: Rule = (terms, dest) => {
  const { type } = exact(terms, dest);
  return { type: type === 'f32' ? 'f64' : type };
};
const doubles: Rule = () => ({ type: 'f64' });

/** An extremum of nothing but NaN is where the search began. */
const orElse = (start: number) => (value: number) => (Number.isNaN(value) ? start : value);

export const AGGREGATES: Readonly<Record<Aggregate, Fold<number>>> = {
  sum: number({
    start: 0,
    step: (s, x) => s + x,
    rule: summands,
    plain: true,
    array: (x) => f.sum(x),
    finish: (s) => s + 0,
  }),
  prod: number({ start: 1, step: (s, x) => s * x }),
  norm1: number({ start: 0, step: (s, x) => s + (x < 0 ? -x : x), rule: doubles, array: (x) => f.sum(f.absolute(x)) }),
  norm2squared: number({ start: 0, step: (s, x) => s + x * x, rule: doubles, array: (x) => f.sum(f.square(x)) }),
  norm2: number({
    start: 0,
    step: (s, x) => s + x * x,
    rule: doubles,
    array: (x) => f.sum(f.square(x)),
    finish: Math.sqrt,
  }),
  norminf: number({
    start: 0,
    step: (s, x) => (-x > s ? -x : x > s ? x : s),
    rule: magnitudes,
    array: (x) => f.nanmax(f.absolute(x)),
    finish: orElse(0),
  }),
  inf: number({
    start: Infinity,
    step: (s, x) => (x < s ? x : s),
    rule: exact,
    plain: true,
    array: (x) => f.nanmin(x),
    finish: orElse(Infinity),
  }),
  sup: number({
    start: -Infinity,
    step: (s, x) => (x > s ? x : s),
    rule: exact,
    plain: true,
    array: (x) => f.nanmax(x),
    finish: orElse(-Infinity),
  }),
};

export const TESTS: Readonly<Record<Test | 'equals', Fold<boolean>>> = {
  any: { start: false, step: (s, x) => s || !!x, last: true, rule: exact, array: (x) => f.any(truth(x)) },
  all: { start: true, step: (s, x) => s && !!x, last: false, rule: exact, array: (x) => f.all(truth(x)) },
  equals: { start: true, step: (_, x, y) => x === y, last: false, rule: exact, array: (x, y) => f.all(f.equal(x, y)) },
};

const compiled = new Map<unknown, Map<string, Fused<NDArray[], unknown>>>();

/** A function of arrays of these types, traced when first needed. */
function traced(of: unknown, types: string, fn: (x: NDArray, y: NDArray) => unknown): Fused<NDArray[], unknown> {
  return once(compiled, of, types, () => fuse(fn as (...arrays: NDArray[]) => unknown));
}

/** An operand as an array; where it is packed and small, of its copy in the heap. */
function arrayOf(view: View, slot: number, place: Place, { shape }: ScijsLike, kind: Kind): NDArray {
  const { storage, byteStrides, byteOffset, itemsize, packed } = view;
  const size = countOf(shape);
  const bounds = { shape: shape.slice(), byteStrides: byteStrides.slice() };
  if (!packed || storage.host === null || !fits(size * itemsize))
    return NDArray.over(storage, kind.type, { ...bounds, byteOffset });
  bring(slot, place, kind, size);
  return NDArray.over(Storage.heap, kind.type, { ...bounds, byteOffset: addressOf(slot, view) });
}

/** Folds the elements of one array, or pairs of two. */
export function aggregate<S extends Value>(name: string, row: Fold<S>, x: ScijsLike, y?: ScijsLike): S {
  if (y !== undefined) checkShapes(name, x, y);
  const { shape } = x;
  const { rule, array, finish = (value: S) => value } = row;
  const size = countOf(shape);
  const a = placeOf(x);
  const b = y === undefined ? constantPlace(undefined, shape.length) : placeOf(y);
  const one = rule === undefined || size <= SMALL_FOLD ? undefined : kindOf(a);
  const two = y === undefined ? one : kindOf(b);
  if (one !== undefined && two !== undefined) {
    const u = viewOf(a, one, shape);
    const v = y === undefined ? u : viewOf(b, two, shape, u);
    if (u !== undefined && v !== undefined) {
      const { type } = rule!(y === undefined ? [one] : [one, two], one);
      const first = arrayOf(u, 0, a, x, one);
      if (row.plain && type === one.type) return finish(array!(first, first) as S);
      const run = traced(row, `${one.type} ${two.type}`, (p, q) => array!(load(p, type), q && load(q, type)));
      return finish((y === undefined ? run(first) : run(first, arrayOf(v, 1, b, y, two))) as S);
    }
  }
  return finish(fold<S>(row.step, row.start, row.last, shape, orderOf(x), a, b));
}

/** How many elements come before the first that equals a value, on the way through memory. */
function positionOf(x: ScijsLike, value: number, order: readonly number[]): number {
  const { shape } = x;
  const size = countOf(shape);
  const place = placeOf(x);
  const kind = size <= SMALL_FOLD ? undefined : kindOf(place);
  const view = kind && viewOf(place, kind, shape);
  if (view !== undefined) {
    const outermost = arrayOf(view, 0, place, x, kind!).transpose(order.slice().reverse());
    const run = traced(positionOf, kind!.type, (p, wanted) => f.argmax(f.equal(p, wanted)));
    return run(outermost, value as never) as number;
  }
  let found = -1;
  const look = (count: number, element: unknown) => {
    if (element !== value) return count + 1;
    found = count;
    return -1;
  };
  fold(look, 0, -1, shape, order, place, constantPlace(0, shape.length));
  return found;
}

/**
 * The index of the first least or greatest element on the way through memory, the axis of the smallest stride fastest; the
 * shape where there is none, as in the original.
 */
export function search(name: Search, x: ScijsLike): number[] {
  const { shape } = x;
  const start = name === 'argmin' ? Infinity : -Infinity;
  const value = aggregate(name, AGGREGATES[name === 'argmin' ? 'inf' : 'sup'], x);
  const index = shape.slice();
  if (value === start) return index;
  const order = orderOf(x);
  let position = positionOf(x, value, order);
  for (const axis of order) {
    index[axis] = position % shape[axis];
    position = Math.floor(position / shape[axis]);
  }
  return index;
}

/** The least or the greatest element; of zeros the first one, with its sign. */
export function extremum(name: 'inf' | 'sup', x: ScijsLike): number {
  const value = aggregate(name, AGGREGATES[name], x);
  if (value !== 0 || countOf(x.shape) <= SMALL_FOLD) return value;
  const order = orderOf(x);
  let position = positionOf(x, 0, order);
  const { data, generic, stride, offset } = placeOf(x);
  let at = offset;
  for (const axis of order) {
    at += (position % x.shape[axis]) * stride[axis];
    position = Math.floor(position / x.shape[axis]);
  }
  return (generic ? data.get(at) : data[at]) as number;
}
