/** Random views and random index expressions for the property tests of indexing. */
import fc from 'fast-check';
import { type DType, type NDArray, ndarray as nd } from '../../src/index.js';
import { sequence, TYPES, wrapped } from '../support.js';
import { at, type Item, type Nested, positions } from './indexing.model.js';

export type Draw = fc.GeneratorValue;

export function integer(g: Draw, min: number, max: number): number {
  return g(fc.integer, { min, max });
}

export function chance(g: Draw, percent: number): boolean {
  return integer(g, 1, 100) <= percent;
}

function oneOf<T>(g: Draw, list: readonly T[]): T {
  return list[integer(g, 0, list.length - 1)];
}

export function shapeOf(g: Draw, most = 4): number[] {
  return Array.from({ length: integer(g, 0, most) }, () => integer(g, 0, 5));
}

/** Elements that are all finite and whole, so that lists of them compare exactly. */
export function filled(type: DType, shape: readonly number[], seed: number): NDArray {
  const next = sequence(seed);
  const a: NDArray = nd.zeros(shape, type);
  const { data } = a;
  for (let i = 0; i < a.size; i++) {
    const value = type === 'bool' ? next() % 2 : next() % 100;
    data[i] = (type === 'u64' || type === 'i64' ? BigInt(value) : value) as never;
  }
  return a;
}

/** A view of a base, and the same view of the base's flat positions. */
interface Subject {
  base: NDArray;
  view: NDArray;
  /** Where in the flat base each element of the view is. */
  places: NDArray;
}

/** A view made of a base by turns: transposed, sliced, reversed, with axes of one element more, and broadcast. */
export function subjectOf(g: Draw, writeable: boolean): Subject {
  const shape = shapeOf(g);
  // A larger base for slices to leave something out of.
  const larger = shape.map((extent) => extent + integer(g, 0, 2));
  const type = oneOf(g, TYPES);
  const packed = filled(type, larger, integer(g, 1, 1e6));
  const base = chance(g, 30) ? wrapped(packed) : packed;
  const flat = nd.arange(BigInt(base.size)).reshape(larger) as NDArray;
  let [view, places] = [base, flat];
  const turn = (step: (a: NDArray) => NDArray) => {
    view = step(view);
    places = step(places);
  };
  for (let turns = integer(g, 0, 3); turns > 0; turns--) {
    const { ndim } = view;
    const kind = integer(g, 0, 2);
    if (kind === 0) {
      const keys = view.shape.map(() => integer(g, 0, 99));
      const order = keys.map((_, axis) => axis).sort((x, y) => keys[x] - keys[y]);
      turn((a) => a.permuteDims(order));
    } else if (kind === 1 && ndim > 0) {
      const axis = integer(g, 0, ndim - 1);
      const slice = oneOf(g, ['::-1', '1:', ':-1', '::2', '-2::-1', '1::-2']);
      turn((a) => a.get(...a.shape.map((_, i) => (i === axis ? slice : ':'))) as NDArray);
    } else if (kind === 2 && ndim < 4) turn((a) => a.expandDims(0));
  }
  if (!writeable && view.ndim < 4 && chance(g, 30)) {
    const more = integer(g, 0, 4);
    turn((a) => a.broadcastTo([more, ...a.shape]));
  }
  return { base, view, places };
}

/** Nested lists as an index array: the lists themselves, or an NDArray where lists cannot say the shape. */
function listed(g: Draw, shape: readonly number[], values: Nested, types: readonly DType[]): unknown {
  if (!shape.includes(0) && shape.length > 0 && chance(g, 50)) return values;
  const flat = positions(shape).map((index) => at(values, index) as number | boolean);
  return nd.array(flat as number[], oneOf(g, types)).reshape(shape);
}

/** An item that fits, mostly, the axes from `axis` on: in the model's words and as contig takes it. */
function itemOf(g: Draw, shape: readonly number[], axis: number, joint: readonly number[]): [Item, unknown] {
  const extent = shape[axis] ?? 2;
  const wild = chance(g, 2) ? 1 : 0;
  const low = extent === 0 && !wild ? 0 : -extent - wild;
  const place = () => integer(g, low, Math.max(extent - 1 + wild, low));
  const kind = integer(g, 0, 9);
  if (kind <= 1 && extent > 0) {
    const value = place();
    return [{ kind: 'integer', value }, value];
  }
  if (kind <= 4) {
    const bound = () => (chance(g, 40) ? null : integer(g, -7, 7));
    const [start, stop] = [bound(), bound()];
    const step = chance(g, 50) ? null : integer(g, -3, 3) || (chance(g, 10) ? 0 : 1);
    const text = `${start ?? ''}:${stop ?? ''}${step === null ? '' : `:${step}`}`;
    return [{ kind: 'slice', start, stop, step }, text];
  }
  if (kind === 5) return [{ kind: 'new' }, null];
  if (kind === 6) {
    const ndim = Math.min(integer(g, 0, 2), shape.length - axis);
    const own = shape.slice(axis, axis + ndim).map((size) => size + (chance(g, 2) ? 1 : 0));
    const density = integer(g, 0, 100);
    const build = (rest: readonly number[]): Nested =>
      rest.length === 0 ? chance(g, density) : Array.from({ length: rest[0] }, () => build(rest.slice(1)));
    const values = build(own);
    return [{ kind: 'mask', shape: own, values }, ndim === 0 ? values : listed(g, own, values, ['bool'])];
  }
  // An index array that broadcasts, mostly, with the others.
  const whole = chance(g, 90) ? joint : [...joint, 2];
  const own = whole.slice(integer(g, 0, whole.length)).map((size) => (chance(g, 25) ? 1 : size));
  const usable = extent > 0 || wild ? own : [0];
  const build = (rest: readonly number[]): Nested =>
    rest.length === 0 ? place() : Array.from({ length: rest[0] }, () => build(rest.slice(1)));
  const values = build(usable);
  return [{ kind: 'array', shape: usable, values }, listed(g, usable, values, ['i64', 'i32', 'i8'])];
}

/** A whole index expression for a shape. */
export function expressionOf(g: Draw, shape: readonly number[]): { items: Item[]; index: unknown[] } {
  const joint = Array.from({ length: integer(g, 0, 2) }, () => integer(g, chance(g, 90) ? 1 : 0, 3));
  const items: Item[] = [];
  const index: unknown[] = [];
  const count = integer(g, 0, shape.length + (chance(g, 5) ? 1 : 0));
  let ellipsis = chance(g, 25) ? integer(g, 0, count) : -1;
  for (let axis = 0; items.length <= 6; ) {
    if (axis >= ellipsis && ellipsis >= 0) {
      items.push({ kind: 'ellipsis' });
      index.push('...');
      // Behind it come the last axes.
      axis = Math.max(axis, shape.length - Math.max(0, count - axis));
      ellipsis = chance(g, 3) ? axis : -1;
      continue;
    }
    if (axis >= count && (axis >= shape.length || !items.some(({ kind }) => kind === 'ellipsis'))) break;
    const [item, given] = itemOf(g, shape, axis, joint);
    items.push(item);
    index.push(given);
    axis += item.kind === 'mask' ? item.shape.length : item.kind === 'new' ? 0 : 1;
  }
  return { items, index };
}
