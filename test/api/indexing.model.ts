/** NumPy's indexing over nested JS lists, one element at a time: what the property tests hold `get` and `set` against. */

export type Nested = unknown[] | number | bigint | boolean;

/** What stands in an index, in the model's own words. */
export type Item =
  | { kind: 'integer'; value: number }
  | { kind: 'slice'; start: number | null; stop: number | null; step: number | null }
  | { kind: 'new' }
  | { kind: 'ellipsis' }
  | { kind: 'mask'; shape: number[]; values: Nested }
  | { kind: 'array'; shape: number[]; values: Nested };

/** An index is refused: out of bounds, of the wrong shape, or with too many items. */
export class Refused extends Error {}

/** All index lists of a shape, the last changing fastest. */
export function positions(shape: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const extent of shape) {
    all = all.flatMap((index) => Array.from({ length: extent }, (_, i) => [...index, i]));
  }
  return all;
}

/** The item of nested lists at an index. */
export function at(values: Nested, index: readonly number[]): Nested {
  return index.reduce<Nested>((level, i) => (level as Nested[])[i], values);
}

/** Writes an item of nested lists; the index has at least one axis. */
export function write(values: Nested, index: readonly number[], item: Nested): void {
  (at(values, index.slice(0, -1)) as Nested[])[index[index.length - 1]] = item;
}

/** The shape that shapes broadcast to. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const ndim = Math.max(0, ...shapes.map(({ length }) => length));
  return Array.from({ length: ndim }, (_, axis) => {
    const extents = shapes.map((shape) => shape[axis - ndim + shape.length] ?? 1).filter((extent) => extent !== 1);
    if (extents.some((extent) => extent !== extents[0])) throw new Refused('shapes do not broadcast');
    return extents[0] ?? 1;
  });
}

/** The index into an array of the given shape that is broadcast, for an index into what it is broadcast to. */
export function beneath(shape: readonly number[], index: readonly number[]): number[] {
  return shape.map((extent, axis) => (extent === 1 ? 0 : index[axis + index.length - shape.length]));
}

/** The indices that a slice picks from an axis, as Python's range of slice.indices. */
function picked(extent: number, item: Extract<Item, { kind: 'slice' }>): number[] {
  const step = item.step ?? 1;
  if (step === 0) throw new Refused('the step is zero');
  const from = (bound: number | null, otherwise: number) => {
    if (bound === null) return otherwise;
    const place = bound < 0 ? bound + extent : bound;
    if (step > 0) return Math.max(0, Math.min(extent, place));
    return Math.max(-1, Math.min(extent - 1, place));
  };
  const start = from(item.start, step > 0 ? 0 : extent - 1);
  const stop = from(item.stop, step > 0 ? extent : -1);
  const list: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) list.push(i);
  return list;
}

/** One axis of the result, or several under index arrays, and which index of the source's axes it stands for. */
type Part =
  | { kind: 'list'; axis: number; list: number[] }
  | { kind: 'new' }
  | { kind: 'array'; axis: number | null; shape: number[]; values: Nested };

/** The shape that an index selects, and for each index of it that of the source. */
export function resolve(shape: readonly number[], items: readonly Item[]): { shape: number[]; source: number[][] } {
  const consumed = items.reduce((sum, item) => {
    if (item.kind === 'mask') return sum + item.shape.length;
    return sum + (item.kind === 'new' || item.kind === 'ellipsis' ? 0 : 1);
  }, 0);
  if (consumed > shape.length) throw new Refused('too many indices');
  const ellipses = items.filter(({ kind }) => kind === 'ellipsis').length;
  if (ellipses > 1) throw new Refused('more than one ellipsis');
  const full = ellipses === 1 ? items : [...items, { kind: 'ellipsis' } as const];
  const advanced = items.some(({ kind }) => kind === 'mask' || kind === 'array');

  const parts: Part[] = [];
  /** The places of items that are index arrays, with single integers among them. */
  const places: number[] = [];
  let axis = 0;
  const bounded = (value: number, extent: number) => {
    if (value < -extent || value >= extent) throw new Refused('out of bounds');
    return value < 0 ? value + extent : value;
  };
  for (const [place, item] of full.entries()) {
    if (item.kind === 'new') parts.push({ kind: 'new' });
    else if (item.kind === 'ellipsis') {
      for (let k = consumed; k < shape.length; k++, axis++) {
        parts.push({ kind: 'list', axis, list: Array.from({ length: shape[axis] }, (_, i) => i) });
      }
    } else if (item.kind === 'slice') {
      parts.push({ kind: 'list', axis, list: picked(shape[axis], item) });
      axis++;
    } else if (item.kind === 'integer') {
      parts.push({ kind: 'array', axis, shape: [], values: bounded(item.value, shape[axis]) });
      if (advanced) places.push(place);
      axis++;
    } else if (item.kind === 'array') {
      const values: Record<string, number> = {};
      for (const index of positions(item.shape))
        values[String(index)] = bounded(Number(at(item.values, index)), shape[axis]);
      const mapped = (level: Nested, index: number[]): Nested =>
        Array.isArray(level) ? level.map((inner, i) => mapped(inner as Nested, [...index, i])) : values[String(index)];
      parts.push({ kind: 'array', axis, shape: item.shape, values: mapped(item.values, []) });
      places.push(place);
      axis++;
    } else {
      if (item.shape.some((extent, k) => extent !== shape[axis + k])) throw new Refused('the mask has another shape');
      const found = positions(item.shape).filter((index) => at(item.values, index));
      places.push(place);
      if (item.shape.length === 0) {
        parts.push({ kind: 'array', axis: null, shape: [found.length], values: found.map(() => 0) });
      }
      for (let k = 0; k < item.shape.length; k++, axis++) {
        parts.push({ kind: 'array', axis, shape: [found.length], values: found.map((index) => index[k]) });
      }
    }
  }

  // The axes of the index arrays' common shape come where the arrays stand side by side, otherwise first.
  const arrays = parts.filter((part) => part.kind === 'array');
  const joint = broadcastShape(arrays.map((part) => part.shape));
  const sideBySide = places.every((place, i) => i === 0 || place === places[i - 1] + 1);
  const firstArray = parts.findIndex(({ kind }) => kind === 'array');
  const ahead = advanced && sideBySide ? parts.slice(0, firstArray).filter(({ kind }) => kind !== 'array') : [];
  const behind = parts.filter((part) => part.kind !== 'array' && !ahead.includes(part));
  const extentOf = (part: Part) => (part.kind === 'list' ? part.list.length : 1);
  const result = [...ahead.map(extentOf), ...joint, ...behind.map(extentOf)];
  const source = positions(result).map((index) => {
    const own = new Array<number>(shape.length).fill(0);
    const place = (list: readonly Part[], offset: number) => {
      for (const [i, part] of list.entries()) if (part.kind === 'list') own[part.axis] = part.list[index[offset + i]];
    };
    place(ahead, 0);
    place(behind, ahead.length + joint.length);
    const among = index.slice(ahead.length, ahead.length + joint.length);
    for (const part of arrays) {
      if (part.axis !== null) own[part.axis] = at(part.values, beneath(part.shape, among)) as number;
    }
    return own;
  });
  return { shape: result, source };
}
