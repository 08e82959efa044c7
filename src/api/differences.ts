/** Differences, slopes and areas along an axis. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { normalizeAxis, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { promoteTypes, promoteWeak, type WeakScalar } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { add, divide, multiply, remainder, subtract } from './arithmetic.js';
import { concat } from './joining.js';
import { notEqual } from './logic.js';
import { asFloats } from './parts.js';
import { sum } from './reductions.js';
import { cumsum } from './scans.js';
import { where } from './selection.js';

/** The part of an array that a slice selects along one axis. */
function part(a: NDArray, axis: number, slice: string | number): NDArray {
  return a.pick(
    'slice',
    a.shape.map((_, i) => (i === axis ? slice : ':')),
  );
}

/** An array with values before and after it along an axis; a single value is repeated over the other axes. */
function extended(a: NDArray, axis: number, before: ArrayLike | undefined, after: ArrayLike | undefined): NDArray {
  if (before === undefined && after === undefined) return a;
  const layer = a.shape.map((extent, i) => (i === axis ? 1 : extent));
  const side = (value: ArrayLike | undefined): NDArray[] => {
    if (value === undefined) return [];
    const part = toArray('diff', value, isScalar(value) ? promoteWeak(a.dtype, value as WeakScalar) : undefined);
    if (part.ndim === 0) return [part.broadcastTo(layer)];
    if (part.ndim !== a.ndim || part.shape.some((extent, i) => i !== axis && extent !== a.shape[i])) {
      throw new RangeError(
        `diff: values of shape ${showShape(part.shape)} do not join an array of shape ${showShape(a.shape)} along axis ${axis}.`,
      );
    }
    return [part];
  };
  return concat([...side(before), a, ...side(after)], { axis });
}

/**
 * The differences between neighbours along an axis; for bools, whether they differ.
 *
 * @param options `n`: how many times to take differences, once unless given; `axis`: the last unless given; `prepend`,
 *   `append`: values to put before and after the array along the axis, arrays or single numbers, which leave the type.
 * @returns A fresh array, shorter by n along the axis. NumPy: `diff`.
 * @throws RangeError when n is negative, there is no axis, or what is put before or after does not fit.
 * @example
 * diff([1, 4, 9, 16]);           // 3, 5, 7
 * diff([1, 4, 9, 16], { n: 2 }); // 2, 2
 */
export function diff(
  a: ArrayLike,
  options: { n?: number; axis?: number; prepend?: ArrayLike; append?: ArrayLike } = {},
): NDArray {
  checkOptions('diff', options, ['n', 'axis', 'prepend', 'append']);
  const { n = 1 } = options;
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`diff: n is ${n}; it is an integer >= 0.`);
  return scope(() => {
    const given = toArray('diff', a);
    if (n === 0) return given.copy();
    const axis = normalizeAxis('diff', options.axis ?? -1, given.ndim);
    const array = extended(given, axis, options.prepend, options.append);
    const step = array.dtype === 'bool' ? notEqual : subtract;
    let result = array;
    for (let k = 0; k < n && result.shape[axis] > 0; k++) {
      result = step(part(result, axis, '1:'), part(result, axis, ':-1'), undefined);
    }
    return result;
  });
}

/** The central differences of values at even or given places; one-sided ones at the ends. */
function slope(f: NDArray, spacing: number | NDArray, axis: number, edgeOrder: 1 | 2): NDArray {
  const n = f.shape[axis];
  if (n < edgeOrder + 1) {
    throw new RangeError(
      `gradient: axis ${axis} has ${n} elements; an edge order of ${edgeOrder} needs ${edgeOrder + 1}.`,
    );
  }
  const out = NDArray.allocate(f.dtype, f.shape);
  const at = (slice: string | number) => part(f, axis, slice);
  const write = (slice: string, value: NDArray) => part(out, axis, slice).set([], value);
  const keep = (i: number) => at(`${i < 0 ? n + i : i}:${(i < 0 ? n + i : i) + 1}`);
  if (typeof spacing === 'number') {
    write('1:-1', divide(subtract(at('2:'), at(':-2')), 2 * spacing) as NDArray);
    if (edgeOrder === 1) {
      write(':1', divide(subtract(keep(1), keep(0)), spacing) as NDArray);
      write('-1:', divide(subtract(keep(-1), keep(-2)), spacing) as NDArray);
    } else {
      const edge = (a: number, b: number, c: number, [i, j, k]: number[]) =>
        add(add(multiply(keep(i), a), multiply(keep(j), b)), multiply(keep(k), c)) as NDArray;
      write(':1', edge(-1.5 / spacing, 2 / spacing, -0.5 / spacing, [0, 1, 2]));
      write('-1:', edge(0.5 / spacing, -2 / spacing, 1.5 / spacing, [-3, -2, -1]));
    }
    return out;
  }
  // Uneven places: second-order weights from the distances before and after each (Fornberg 1988).
  const shaped = (d: NDArray) => d.reshape(f.shape.map((_, i) => (i === axis ? d.size : 1)));
  const before = shaped(spacing.pick('gradient', [':-1']));
  const after = shaped(spacing.pick('gradient', ['1:']));
  const both = add(before, after);
  const a = divide(multiply(after, -1), multiply(before, both));
  const b = divide(subtract(after, before), multiply(before, after));
  const c = divide(before, multiply(after, both));
  write('1:-1', add(add(multiply(a, at(':-2')), multiply(b, at('1:-1'))), multiply(c, at('2:'))) as NDArray);
  const d = (i: number) => Number(spacing.item(i < 0 ? spacing.size + i : i));
  if (edgeOrder === 1) {
    write(':1', divide(subtract(keep(1), keep(0)), d(0)) as NDArray);
    write('-1:', divide(subtract(keep(-1), keep(-2)), d(-1)) as NDArray);
    return out;
  }
  const combine = (weights: readonly number[], places: readonly number[]) =>
    weights.map((weight, i) => multiply(keep(places[i]), weight) as NDArray).reduce((x, y) => add(x, y) as NDArray);
  const [p, q] = [d(0), d(1)];
  write(':1', combine([-(2 * p + q) / (p * (p + q)), (p + q) / (p * q), -p / (q * (p + q))], [0, 1, 2]));
  const [r, s] = [d(-2), d(-1)];
  write('-1:', combine([s / (r * (r + s)), -(s + r) / (r * s), (2 * s + r) / (s * (r + s))], [-3, -2, -1]));
  return out;
}

/**
 * The slope along each axis, by central differences inside and one-sided ones at the ends.
 *
 * @param options `spacing`: the distance between neighbours (1 unless given), the places along the axis, or a list of
 *   either for each axis; `axis`: one or several, all unless given; `edgeOrder`: 1 (the default) or 2.
 * @returns A fresh array of the shape of the values, or one for each axis when there are several. NumPy: `gradient`.
 * @throws RangeError when an axis is too short or the places do not match it.
 * @example
 * gradient([1, 2, 4, 7]); // 1, 1.5, 2.5, 3
 */
export function gradient(
  f: ArrayLike,
  options: {
    spacing?: number | ArrayLike | readonly (number | ArrayLike)[];
    axis?: number | readonly number[];
    edgeOrder?: 1 | 2;
  } = {},
): NDArray | NDArray[] {
  checkOptions('gradient', options, ['spacing', 'axis', 'edgeOrder']);
  const { edgeOrder = 1 } = options;
  if (edgeOrder !== 1 && edgeOrder !== 2) throw new RangeError(`gradient: edgeOrder ${edgeOrder}; it is 1 or 2.`);
  return scope(() => {
    const values = asFloats('gradient', f);
    const listed = options.axis === undefined ? values.shape.map((_, i) => i) : [options.axis].flat();
    const axes = listed.map((axis) => normalizeAxis('gradient', axis, values.ndim));
    const { spacing = 1 } = options;
    const perAxis = Array.isArray(spacing) && axes.length > 1 && spacing.length === axes.length;
    const results = axes.map((axis, i) => {
      const own = perAxis ? (spacing as readonly ArrayLike[])[i] : spacing;
      if (typeof own === 'number') return slope(values, own, axis, edgeOrder);
      const places = asFloats('gradient', own as ArrayLike);
      if (places.ndim !== 1 || places.size !== values.shape[axis]) {
        throw new RangeError(
          `gradient: places of shape ${showShape(places.shape)} for axis ${axis} of shape ${showShape(values.shape)}.`,
        );
      }
      const gaps = diff(places);
      // Even gaps are one gap, as NumPy has it, which rounds less.
      const first = Number(gaps.item(0));
      return slope(values, gaps.eq(first).all() ? first : gaps, axis, edgeOrder);
    });
    return results.length === 1 ? results[0] : results;
  });
}

/**
 * The area under values by the trapezoidal rule.
 *
 * @param options `x`: the places of the values; `dx`: their distance, 1 unless given; `axis`: the last unless given.
 * @returns An array without the axis, 0-d for one-dimensional values. NumPy: `trapezoid`.
 * @example
 * trapezoid([1, 2, 3]).item(); // 4
 */
export function trapezoid(y: ArrayLike, options: { x?: ArrayLike; dx?: number; axis?: number } = {}): NDArray {
  checkOptions('trapezoid', options, ['x', 'dx', 'axis']);
  return scope(() => {
    const [given, places] = [y, options.x].map((value) =>
      value === undefined ? undefined : toArray('trapezoid', value),
    );
    const meeting = places === undefined ? given!.dtype : promoteTypes(given!.dtype, places.dtype);
    const type: DType = DTYPES[meeting].kind === 'f' ? meeting : 'f64';
    const values = given!.astype(type, { copy: false }) as NDArray;
    const axis = normalizeAxis('trapezoid', options.axis ?? -1, values.ndim);
    let widths: NDArray | number = options.dx ?? 1;
    if (places !== undefined) {
      const x = places.astype(type, { copy: false }) as NDArray;
      widths =
        x.ndim === 1 ? diff(x).reshape(values.shape.map((_, i) => (i === axis ? x.size - 1 : 1))) : diff(x, { axis });
    }
    const heights = divide(add(part(values, axis, '1:'), part(values, axis, ':-1')), 2);
    return sum(multiply(heights, widths), { axis }) as NDArray;
  });
}

/**
 * Angles without jumps: steps larger than half a period are brought to their complement.
 *
 * @param options `period`: 2 pi unless given; `discont`: the largest step left alone, half a period at least; `axis`.
 * @returns A fresh array. NumPy: `unwrap`.
 */
export function unwrap(p: ArrayLike, options: { discont?: number; axis?: number; period?: number } = {}): NDArray {
  checkOptions('unwrap', options, ['discont', 'axis', 'period']);
  return scope(() => {
    const given = toArray('unwrap', p);
    const { period = 2 * Math.PI } = options;
    const whole = DTYPES[given.dtype].kind !== 'f' && Number.isInteger(period);
    const values = whole ? given : asFloats('unwrap', given);
    const axis = normalizeAxis('unwrap', options.axis ?? -1, values.ndim);
    const discont = options.discont ?? period / 2;
    const half = whole ? Math.floor(period / 2) : period / 2;
    const even = !whole || period % 2 === 0;
    const steps = diff(values, { axis });
    const low = -half;
    let modest = add(remainder(subtract(steps, low), period), low) as NDArray;
    if (even) modest = where(modest.eq(low).and(steps.gt(0)), half, modest) as NDArray;
    const correction = where(steps.abs().lt(discont), 0, subtract(modest, steps)) as NDArray;
    const result = values.copy();
    const rest = part(result, axis, '1:');
    if (rest.size > 0) rest.set([], add(rest, cumsum(correction, axis)));
    return result;
  });
}

/** The differences between neighbours of the flat array, with values before and after. NumPy: `ediff1d`. */
export function ediff1d(a: ArrayLike, options: { toBegin?: ArrayLike; toEnd?: ArrayLike } = {}): NDArray {
  checkOptions('ediff1d', options, ['toBegin', 'toEnd']);
  return scope(() => {
    const flat = toArray('ediff1d', a).ravel();
    const name: DType = flat.dtype;
    const [before, after] = [options.toBegin, options.toEnd].map((value) =>
      value === undefined ? undefined : toArray('ediff1d', value, name).ravel(),
    );
    const middle = flat.size > 0 ? diff(flat) : flat;
    const [left, right] = [before?.size ?? 0, after?.size ?? 0];
    const result = NDArray.allocate(name, [left + middle.size + right]);
    if (before) result.pick('ediff1d', [`:${left}`]).set([], before);
    result.pick('ediff1d', [`${left}:${left + middle.size}`]).set([], middle);
    if (after) result.pick('ediff1d', [`${left + middle.size}:`]).set([], after);
    return result;
  });
}
