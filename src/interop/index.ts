/**
 * Arrays from and to other packages: `fromX` takes what a package has, `toX` gives what it takes, without copying where
 * the package can use the memory. None is imported here; a class that is needed is an argument.
 *
 * @module
 */
export { type Exchange, type Exchangeable, exchange } from '../array/exchange.js';
export {
  type ArrowVector,
  type FromArrowOptions,
  fromArrow,
  type Masked,
  type ToArrowOptions,
  toArrow,
} from './arrow.js';
export { fromImageData, type Pixels, toImageData } from './image.js';
export { type MathjsInstance, mathjsPlugin } from './mathjs.js';
export type { CopyOptions } from './memory.js';
export {
  accelerate,
  fromMatrix,
  type MatrixConstructor,
  type MlMatrix,
  type MlMatrixModule,
  toMatrix,
} from './ml-matrix.js';
export { fromOnnx, type OnnxConstructor, type OnnxTensor, toOnnx } from './onnx.js';
export { fromScijs, type ScijsArray, type ScijsConstructor, type ScijsFields, toScijs } from './scijs.js';
export { fromStdlib, type StdlibArray, type StdlibConstructor, type StdlibLike, toStdlib } from './stdlib.js';
export { fromTypedArray, type TypedArrayOptions, toTypedArray } from './typed-array.js';
export { fromZarrita, toZarrita, type ZarritaChunk } from './zarrita.js';
