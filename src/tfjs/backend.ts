/** The back end as TensorFlow.js sees it: who holds a tensor's values, how they are written and read. */
import {
  type BackendTimingInfo,
  type BackendValues,
  backend_util,
  buffer,
  DataStorage,
  type DataType,
  engine,
  KernelBackend,
  type Rank,
  type TensorBuffer,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { NDArray } from '../array/ndarray.js';
import { scope, unscoped } from '../memory/scope.js';

/** The types of tensors that arrays hold, and the arrays' own names for them. */
const ARRAY_TYPES = { float32: 'f32', int32: 'i32', bool: 'bool' } as const;
const TENSOR_TYPES: { readonly [dtype: string]: DataType } = { f32: 'float32', i32: 'int32', bool: 'bool' };

/** The element type of arrays that hold tensors of a type; undefined for strings and complex numbers. */
export function arrayType(dtype: DataType): 'f32' | 'i32' | 'bool' | undefined {
  return ARRAY_TYPES[dtype as keyof typeof ARRAY_TYPES];
}

/** The parts of a complex tensor, each a tensor of its own. */
interface ComplexParts {
  readonly real: TensorInfo;
  readonly imag: TensorInfo;
}

/**
 * Values of one or several tensors: tensors never change, so that a reshaped one shares them. They are an array in contig's
 * memory, or those that a kernel of the cpu back end has made, until a kernel of contig reads them.
 */
export class TensorData {
  /** The parts, of complex values. */
  complexTensorInfos?: ComplexParts;

  constructor(
    readonly dtype: DataType,
    public refCount: number,
    private array: NDArray | undefined,
    private made: BackendValues | undefined,
  ) {}

  /** The values for a kernel of the cpu back end: what such a one has made itself, or else a copy. */
  get values(): BackendValues | undefined {
    return this.made ?? this.copy();
  }

  /** A copy of the values: views of the heap would be detached when it grows, and hold everybody's bytes. */
  copy(): BackendValues | undefined {
    const { array, made } = this;
    if (array !== undefined) return array.data.slice(array.offset, array.offset + array.size) as BackendValues;
    if (made === undefined || Array.isArray(made)) return made;
    return typed(this.dtype, made);
  }

  /** The values as an array of a shape, not a copy; undefined for strings and complex numbers. */
  over(shape: number[]): NDArray | undefined {
    const type = arrayType(this.dtype);
    if (type === undefined) return undefined;
    this.array ??= unscoped(() => filled(type, shape, this.made));
    this.made = undefined;
    return util.arraysEqual(this.array.shape as number[], shape) ? this.array : this.array.reshape(shape);
  }

  dispose(): void {
    this.array?.dispose();
    this.made = undefined;
  }
}

/** Values in a typed array of a tensor's type: a copy. */
function typed(dtype: DataType, values: ArrayLike<number>): BackendValues {
  const copy = util.getTypedArrayFromDType(dtype as 'float32', values.length);
  copy.set(values);
  return copy;
}

/** An array of values, which are copied. */
function filled(type: 'f32' | 'i32' | 'bool', shape: number[], values: BackendValues | undefined): NDArray {
  const array = NDArray.allocate(type, shape);
  if (values !== undefined) array.data.set(values as Float32Array);
  return array;
}

/**
 * TensorFlow.js's `KernelBackend` with the values of tensors in contig's memory. Importing `contig/tfjs` registers it; the
 * class is exported for those who register one under another name.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs-core';
 * import 'contig/tfjs';
 * tf.setBackend('contig');
 */
export class ContigBackend extends KernelBackend {
  /** Values by their identity. */
  readonly data: DataStorage<TensorData> = new DataStorage(this, engine());

  /** Keeps a copy of values, with one reference to them. */
  override write(values: BackendValues, shape: number[], dtype: DataType): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  /** Takes values over from another back end, under their identity there, with as many references. */
  override move(dataId: object, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void {
    const type = arrayType(dtype);
    const data =
      type === undefined
        ? new TensorData(dtype, refCount, undefined, values)
        : new TensorData(
            dtype,
            refCount,
            unscoped(() => filled(type, shape, values)),
            undefined,
          );
    if (dtype === 'complex64' && values !== undefined) data.complexTensorInfos = this.split(values, shape);
    this.data.set(dataId, data);
  }

  /** Pairs of real and imaginary parts as two tensors. */
  private split(values: BackendValues, shape: number[]): ComplexParts {
    const { real, imag } = backend_util.splitRealAndImagArrays(values as Float32Array);
    return { real: this.makeTensorInfo(shape, 'float32', real), imag: this.makeTensorInfo(shape, 'float32', imag) };
  }

  /** A copy of the values. */
  override async read(dataId: object): Promise<BackendValues> {
    return this.readSync(dataId);
  }

  /** A copy of the values. */
  override readSync(dataId: object): BackendValues {
    const data = this.data.get(dataId);
    const { complexTensorInfos } = data;
    if (complexTensorInfos === undefined) return data.copy() as BackendValues;
    const [real, imag] = [complexTensorInfos.real, complexTensorInfos.imag].map((part) => this.readSync(part.dataId));
    return backend_util.mergeRealAndImagArrays(real as Float32Array, imag as Float32Array);
  }

  /** How many tensors share the values. */
  override refCount(dataId: object): number {
    return this.data.has(dataId) ? this.data.get(dataId).refCount : 0;
  }

  /** One more tensor shares the values. */
  override incRef(dataId: object): void {
    this.data.get(dataId).refCount++;
  }

  /** One tensor less shares the values. */
  decRef(dataId: object): void {
    if (this.data.has(dataId)) this.data.get(dataId).refCount--;
  }

  /** Frees values with their last reference, or at once with `force`; false while others have references. */
  override disposeData(dataId: object, force = false): boolean {
    if (!this.data.has(dataId)) return true;
    const data = this.data.get(dataId);
    if (--data.refCount > 0 && !force) return false;
    if (data.complexTensorInfos !== undefined) {
      this.disposeData(data.complexTensorInfos.real.dataId, true);
      this.disposeData(data.complexTensorInfos.imag.dataId, true);
    }
    data.dispose();
    this.data.delete(dataId);
    return true;
  }

  /** How many values there are. */
  override numDataIds(): number {
    return this.data.numDataIds();
  }

  /** Nothing is known of what TensorFlow.js asks for besides: sizes are those of the tensors. */
  override memory(): ReturnType<KernelBackend['memory']> {
    return { unreliable: false };
  }

  /** Milliseconds that a function takes, which is as long as its kernels. */
  override async time(run: () => void): Promise<BackendTimingInfo> {
    const start = util.now();
    run();
    return { kernelMs: util.now() - start };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  /** Nothing: values are freed with their tensors. */
  override dispose(): void {}

  /** A tensor of the elements of an array, which is the tensor's from now on. */
  adopt(array: NDArray): TensorInfo {
    const dataId = {};
    const dtype = TENSOR_TYPES[array.dtype];
    if (dtype === undefined) throw new TypeError(`contig/tfjs: no tensor has elements of ${array.dtype}.`);
    this.data.set(dataId, new TensorData(dtype, 1, array, undefined));
    return { dataId, shape: [...array.shape], dtype };
  }

  /** The elements of a tensor as an array of its shape: not a copy. Undefined for strings and complex numbers. */
  arrayOf({ dataId, shape }: TensorInfo): NDArray | undefined {
    return this.data.get(dataId).over(shape);
  }

  // The rest is what kernels of the cpu back end use of theirs: see src/tfjs/register.ts.

  /** The side of the blocks in which they multiply matrices. */
  readonly blockSize = 48;

  /** A tensor of values, which the caller may go on writing until the kernel has ended; of strings or their bytes. */
  makeTensorInfo(shape: number[], dtype: DataType, values?: BackendValues | string[]): TensorInfo {
    const strings = dtype === 'string' && typeof values?.[0] === 'string';
    const made = strings ? (values as string[]).map((text) => util.encodeString(text)) : values;
    const dataId = {};
    this.data.set(dataId, new TensorData(dtype, 1, undefined, made as BackendValues | undefined));
    return { dataId, shape, dtype };
  }

  /** One reference less to a tensor that a kernel has made for itself. */
  disposeIntermediateTensorInfo({ dataId }: TensorInfo): void {
    this.disposeData(dataId);
  }

  /** A copy of a tensor's values to be read and written by indices. */
  bufferSync<D extends DataType>({ dataId, shape, dtype }: TensorInfo): TensorBuffer<Rank, D> {
    const values = this.readSync(dataId);
    const decoded = dtype === 'string' ? (values as Uint8Array[]).map((bytes) => util.decodeString(bytes)) : values;
    return buffer(shape as [number], dtype as D, decoded as never) as unknown as TensorBuffer<Rank, D>;
  }

  /** A tensor of values, known to the engine. */
  makeOutput(values: BackendValues, shape: number[], dtype: DataType) {
    return engine().makeTensorFromTensorInfo(this.makeTensorInfo(shape, dtype, values), this);
  }
}

/** Runs a kernel, which may make arrays as it likes: all but its results are freed when it ends. */
export function within<R>(kernel: () => R): R {
  return unscoped(() => scope(kernel));
}
