/**
 * Loops in JavaScript, the only ones here: for elements that no kernel can read (plain arrays, generic stores, bigints),
 * and for arrays so small that a kernel call costs more than its work.
 */
import { constantPlace, type Elements, overlaps, type Place } from './operands.js';

/** The JavaScript operation on two elements; one of an operand less ignores the second. */
// biome-ignore lint/suspicious/noExplicitAny: elements are whatever JavaScript's own operators take.
export type Step = (x: any, y: any) => any;

/** Walks rows along the innermost axis: positions of each operand, until the visitor answers true. */
function rows(
  shape: readonly number[],
  order: readonly number[],
  places: readonly Place[],
  visit: (positions: readonly number[], count: number, steps: readonly number[]) => boolean,
): void {
  const positions = places.map(({ offset }) => offset);
  const ndim = shape.length;
  if (ndim === 0) {
    visit(positions, 1, positions);
    return;
  }
  for (let axis = 0; axis < ndim; axis++) if (!(shape[axis] > 0)) return;
  const inner = order[0];
  const steps = places.map(({ stride }) => stride[inner]);
  const index = new Array<number>(ndim).fill(0);
  for (;;) {
    if (visit(positions, shape[inner], steps)) return;
    let i = 1;
    for (; i < ndim; i++) {
      const axis = order[i];
      if (++index[axis] < shape[axis]) {
        for (let k = 0; k < places.length; k++) positions[k] += places[k].stride[axis];
        break;
      }
      index[axis] = 0;
      for (let k = 0; k < places.length; k++) positions[k] -= places[k].stride[axis] * (shape[axis] - 1);
    }
    if (i === ndim) return;
  }
}

/** dest = step(x, y) for every element. Sources are read as if before anything is written. */
export function map(
  step: Step,
  shape: readonly number[],
  order: readonly number[],
  dest: Place,
  x: Place,
  y: Place,
): void {
  if (overlaps(dest, x, shape)) x = copyOf(x, shape, order);
  if (overlaps(dest, y, shape)) y = copyOf(y, shape, order);
  const { data: to, generic } = dest;
  const { data: a, generic: aGeneric } = x;
  const { data: b, generic: bGeneric } = y;
  const plain = !(generic || aGeneric || bGeneric);
  rows(shape, order, [dest, x, y], ([p, q, r], count, [s, t, u]) => {
    if (plain) {
      for (let i = 0; i < count; i++, p += s, q += t, r += u) to[p] = step(a[q], b[r]);
      return false;
    }
    for (let i = 0; i < count; i++, p += s, q += t, r += u) {
      const value = step(aGeneric ? a.get(q) : a[q], bGeneric ? b.get(r) : b[r]);
      if (generic) to.set(p, value);
      else to[p] = value;
    }
    return false;
  });
}

/** Folds elements, or pairs of them, into a value; ends early where that is `last`. */
export function fold<S>(
  step: (state: S, x: never, y: never) => S,
  start: S,
  last: S | undefined,
  shape: readonly number[],
  order: readonly number[],
  x: Place,
  y: Place,
): S {
  let state = start;
  const { data: a, generic: aGeneric } = x;
  const { data: b, generic: bGeneric } = y;
  rows(shape, order, [x, y], ([p, q], count, [s, t]) => {
    for (let i = 0; i < count; i++, p += s, q += t) {
      state = step(state, (aGeneric ? a.get(p) : a[p]) as never, (bGeneric ? b.get(q) : b[q]) as never);
      if (state === last) return true;
    }
    return false;
  });
  return state;
}

/** A packed copy of an operand's elements as they are, its axes in the given order. */
function copyOf(source: Place, shape: readonly number[], order: readonly number[]): Place {
  const values: unknown[] = [];
  const keep = (_: number, value: unknown) => values.push(value);
  fold(keep, 0, undefined, shape, order, source, constantPlace(0, shape.length));
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (const axis of order) {
    stride[axis] = step;
    step *= shape[axis];
  }
  return { data: values as unknown as Elements, generic: false, stride, offset: 0 };
}
