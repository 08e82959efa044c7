/** Tensors of ONNX Runtime. */
import type { ArrayLike } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { readHalves, writeHalves } from '../loops/half.js';
import { type CopyOptions, checkObject, fromElements, outside, packedElements } from './memory.js';

/** What is read of a tensor. */
export interface OnnxTensor {
  /** The element type, by ONNX Runtime's name. */
  readonly type: string;
  /** The elements. */
  readonly data: unknown;
  /** The extent of each axis. */
  readonly dims: readonly number[];
  /** Where the elements are; those on a GPU are not read. */
  readonly location?: string;
}

/** The `Tensor` class of `onnxruntime-common`, `-web` or `-node`. */
export type OnnxConstructor<T> = new (type: never, data: never, dims: readonly number[]) => T;

/** The element types by the names of ONNX Runtime, which are NumPy's. */
const TYPES = new Map<string, DType>(Object.values(DTYPES).map(({ numpy, name }) => [numpy, name]));

/**
 * A tensor on the CPU; `int64` as i64, `bool` as bool, `float16` as f32.
 *
 * @returns A view over its data, valid as long as that is; a copy of `float16`, or with `copy: true`.
 * @throws TypeError for tensors elsewhere (await their `getData()`), and for text and types of 4 bits.
 * @example
 * const { logits } = await session.run(feeds);
 * fromOnnx(logits).argmax(-1);
 */
export function fromOnnx(tensor: OnnxTensor, options?: CopyOptions): NDArray {
  checkObject('fromOnnx', tensor, 'tensor of ONNX Runtime');
  const { type, dims, location } = tensor;
  const isHalf = type === 'float16';
  const name = isHalf ? 'u16' : TYPES.get(type);
  if (location !== undefined && location.indexOf('cpu') !== 0) {
    throw new TypeError(`fromOnnx: the tensor is on '${location}'; download it with await tensor.getData() first.`);
  }
  if (name === undefined) throw new TypeError(`fromOnnx: contig has no type for '${type}' elements.`);
  if (isHalf && options?.copy === false)
    throw new TypeError('fromOnnx: float16 is read as f32, a copy; leave copy: false out.');
  const view = fromElements('fromOnnx', { data: tensor.data, shape: dims }, isHalf ? {} : options, name);
  if (!isHalf) return view;
  const result = NDArray.allocate('f32', view.shape);
  readHalves(view.shape, view, result, DTYPES.f32);
  return result;
}

/**
 * An array as a tensor, i64 as `int64`, bool as `bool`.
 *
 * @param Tensor ONNX Runtime's class.
 * @param options `float16`: rounds to the nearest `float16`, a copy; `copy`.
 * @returns Of a packed array a tensor over its memory, valid until the array is disposed of or the heap grows; a copy of
 *   others, or with `copy: true`, which is what a tensor needs that other operations run beside.
 * @example
 * await session.run({ input: toOnnx(image.div(255), Tensor) });
 */
export function toOnnx<T>(
  a: ArrayLike,
  Tensor: OnnxConstructor<T>,
  options: CopyOptions & { float16?: boolean } = {},
): T {
  if (options.float16) {
    const source = packedElements('toOnnx', a, {}).array;
    const bits = outside(source.shape, 'u16');
    writeHalves(source.shape, source, bits, DTYPES.f64);
    return new Tensor('float16' as never, bits.data as never, source.shape.slice());
  }
  const { array, data } = packedElements('toOnnx', a, options);
  return new Tensor(DTYPES[array.dtype].numpy as never, data as never, array.shape.slice());
}
