/** Parts of arrays as views, and where arrays are. */
import type { NDArray } from '../array/ndarray.js';

/** The part of an array that begins at an index and has a shape, with steps along its axes. */
export function part(
  x: NDArray,
  begin: readonly number[],
  shape: readonly number[],
  steps: readonly number[] = [],
): NDArray {
  let { byteOffset } = x;
  const byteStrides = x.byteStrides.map((stride, axis) => {
    byteOffset += begin[axis] * stride;
    return stride * (steps[axis] ?? 1);
  });
  // Without elements there is no first one, which might lie outside the memory.
  return x.view({ shape: [...shape], byteStrides, byteOffset: shape.includes(0) ? x.byteOffset : byteOffset });
}

/** An array without the last of an axis. */
export function dropped(x: NDArray, axis: number): NDArray {
  return part(
    x,
    x.shape.map(() => 0),
    x.shape.map((extent, i) => (i === axis ? extent - 1 : extent)),
  );
}

/** The address of a packed array in the heap; undefined for one that did not fit there. */
export function addressOf({ storage, byteOffset }: NDArray): number | undefined {
  return storage.host === null ? storage.ptr + byteOffset : undefined;
}
