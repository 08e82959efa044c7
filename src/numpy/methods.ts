/**
 * Methods and attributes of NumPy's arrays that contig has under another name or as a function only, and that need no
 * function besides. Those spelled the same are methods already. They come with `contig/numpy`.
 */
import type { ArrayLike } from '../array/convert.js';
import type { DType, Scalar } from '../array/dtype.js';
import { NDArray, type Nested } from '../array/ndarray.js';

interface Self<D extends DType = DType> {
  readonly dtype: D;
}

export interface NumPyMethods {
  /** Nested lists of the elements: `toArray`. */
  tolist<D extends DType>(this: Self<D>): Nested<Scalar<D>>;
  /** Writes one value, or what broadcasts to the array, to every element. */
  fill(value: ArrayLike): void;
  /** A copy of the elements' bytes in C order. */
  tobytes(): Uint8Array<ArrayBuffer>;
  /** The view with the last two axes exchanged. */
  readonly mT: NDArray;
}

declare module '../array/ndarray.js' {
  interface NDArray<D extends DType = DType> extends NumPyMethods {}
}

Object.defineProperties(NDArray.prototype, {
  tolist: { value: NDArray.prototype.toArray, writable: true, configurable: true },
  fill: {
    value(this: NDArray, value: ArrayLike): void {
      this.set([], value);
    },
    writable: true,
    configurable: true,
  },
  tobytes: {
    value(this: NDArray): Uint8Array<ArrayBuffer> {
      const packed = this.copy();
      const { data } = packed;
      const bytes = new Uint8Array(data.buffer, data.byteOffset, packed.nbytes).slice();
      packed.dispose();
      return bytes;
    },
    writable: true,
    configurable: true,
  },
  mT: {
    get(this: NDArray): NDArray {
      if (this.ndim < 2) throw new RangeError(`mT: the array has ${this.ndim} dimensions; it needs two or more.`);
      return this.swapaxes(-1, -2);
    },
    configurable: true,
  },
});
