/** A function made of pieces. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { dtypeOfTypedArray } from '../array/dtype.js';
import { sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { scope } from '../memory/scope.js';
import { zeros } from './creation.js';
import { getAdvanced, setAdvanced } from './indexing.js';
import { notEqual } from './logic.js';
import { arraysOf } from './parts.js';
import { logicalNot, logicalOr } from './ufuncs.js';

/** What holds where a condition does: a function of the elements there, or values. */
export type Piece = ((values: NDArray) => ArrayLike) | ArrayLike;

/** The conditions of a list, or the one that is given in place of a list. */
function conditionsOf(x: NDArray, given: ArrayLike): NDArray<'bool'>[] {
  const first = Array.isArray(given) ? given[0] : undefined;
  const isArray = given instanceof NDArray || dtypeOfTypedArray(given) !== undefined;
  const flat = isArray ? toArray('piecewise', given).ndim < 2 : isScalar(first);
  const single = isScalar(given) || (flat && x.ndim > 0);
  const list = single ? [toArray('piecewise', given)] : arraysOf('piecewise', given);
  if (list.length === 0) throw new RangeError('piecewise: there is no condition; give at least one.');
  const masks = list.map((mask) => (mask.dtype === 'bool' ? mask : notEqual(mask, 0)) as NDArray<'bool'>);
  for (const mask of masks) {
    if (!sameShape(mask.shape, masks[0].shape)) {
      throw new RangeError(
        `piecewise: conditions of shapes ${showShape(masks[0].shape)} and ${showShape(mask.shape)}; they have one shape.`,
      );
    }
  }
  return masks;
}

/**
 * What the piece of each condition says where the condition is true; of several true ones the last holds.
 *
 * @param condlist Conditions of the shape of `x` (or of its first axes); a single one may stand alone.
 * @param funclist For each condition a function, called once with a one-dimensional array of the elements where it is
 *   true and not at all where there are none, or values. One piece more holds where no condition is true, and 0 without.
 * @returns A fresh array of the shape and the type of `x`, to which results are converted. NumPy: `piecewise`.
 * @throws RangeError when the numbers of conditions and pieces, or shapes, do not match.
 * @example
 * piecewise(x, [x.lt(0), x.ge(0)], [-1, 1]);
 * piecewise(x, [x.lt(0)], [(v) => v.neg(), (v) => v.sqrt()]); // -x below 0, else its root
 */
export function piecewise<X extends ArrayLike>(
  x: X,
  condlist: ArrayLike | readonly ArrayLike[],
  funclist: readonly Piece[],
): NDArray<DTypeOf<X>> {
  if (!Array.isArray(funclist)) throw new TypeError('piecewise: takes a list of functions or values.');
  return scope(() => {
    const array = toArray('piecewise', x);
    const masks = conditionsOf(array, condlist as ArrayLike);
    const count = masks.length;
    if (funclist.length !== count && funclist.length !== count + 1) {
      throw new RangeError(
        `piecewise: ${funclist.length} functions for ${count} conditions; give as many, or one more for where none holds.`,
      );
    }
    if (funclist.length > count) {
      const any = masks.reduce((a, b) => logicalOr(a, b) as NDArray<'bool'>);
      masks.push(logicalNot(any) as NDArray<'bool'>);
    }
    const result: NDArray = zeros(array.shape, array.dtype);
    for (const [i, mask] of masks.entries()) {
      scope(() => write(result, mask, array, funclist[i]));
    }
    return result;
  }) as NDArray as NDArray<DTypeOf<X>>;
}

/** Writes what a piece says of the elements under a mask. */
function write(result: NDArray, mask: NDArray<'bool'>, x: NDArray, piece: Piece): void {
  const put = (values: ArrayLike) => {
    const source = values instanceof NDArray ? values : toArray('piecewise', values, x.dtype);
    setAdvanced(result, [mask], source, 'piecewise');
  };
  if (typeof piece !== 'function') {
    put(piece);
    return;
  }
  const values = getAdvanced(x, [mask], 'piecewise');
  if (values.size > 0) put(piece(values));
}
