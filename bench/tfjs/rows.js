// What the back ends of TensorFlow.js are measured on: each row makes its tensors and gives a function of them.
import * as tf from '@tensorflow/tfjs-core';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {() => () => tf.Tensor} make Makes the tensors on the current back end.
 */

/** @param {number[]} shape */
const values = (shape) => tf.randomUniform(shape, -1, 1, 'float32', 7);

/** @type {(size: number) => Row} */
const product = (size) => ({
  name: `matMul ${size} x ${size}`,
  make: () => {
    const [a, b] = [values([size, size]), values([size, size])];
    return () => tf.matMul(a, b);
  },
});

/** @type {(kernel: number, side: number, channels: number, strides?: number) => Row} */
const convolution = (kernel, side, channels, strides = 1) => ({
  name: `conv2d ${kernel}x${kernel}${strides > 1 ? ` stride ${strides}` : ''}, ${side}x${side}x${channels}`,
  make: () => {
    const x = /** @type {tf.Tensor4D} */ (values([1, side, side, channels]));
    const filter = /** @type {tf.Tensor4D} */ (values([kernel, kernel, channels, channels]));
    return () => tf.conv2d(x, filter, strides, 'same');
  },
});

/** @type {(side: number, channels: number, strides?: number) => Row} */
const depthwise = (side, channels, strides = 1) => ({
  name: `depthwiseConv2d 3x3${strides > 1 ? ` stride ${strides}` : ''}, ${side}x${side}x${channels}`,
  make: () => {
    const x = /** @type {tf.Tensor4D} */ (values([1, side, side, channels]));
    const filter = /** @type {tf.Tensor4D} */ (values([3, 3, channels, 1]));
    return () => tf.depthwiseConv2d(x, filter, strides, 'same');
  },
});

/** @type {(name: string, shape: number[], run: (x: tf.Tensor) => tf.Tensor) => Row} */
const unary = (name, shape, run) => ({
  name,
  make: () => {
    const x = values(shape);
    return () => run(x);
  },
});

/** @type {(name: string, run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) => Row} */
const binary = (name, run) => ({
  name,
  make: () => {
    const [a, b] = [values([1e6]), values([1e6])];
    return () => run(a, b);
  },
});

/** A stack in the manner of MobileNet: a convolution, then pairs of depthwise and pointwise ones with biases and relu6. */
function mobile() {
  const image = /** @type {tf.Tensor4D} */ (values([1, 128, 128, 3]));
  const first = /** @type {tf.Tensor4D} */ (values([3, 3, 3, 16]));
  const bias = values([16]);
  const blocks = [32, 64, 64, 128, 128, 256].map((to, i, all) => {
    const from = i === 0 ? 16 : all[i - 1];
    return {
      strides: i % 2 === 1 ? 2 : 1,
      depth: /** @type {tf.Tensor4D} */ (values([3, 3, from, 1])),
      depthBias: values([from]),
      point: /** @type {tf.Tensor4D} */ (values([1, 1, from, to])),
      pointBias: values([to]),
    };
  });
  const dense = /** @type {tf.Tensor2D} */ (values([256, 100]));
  return () =>
    tf.tidy(() => {
      /** @type {tf.Tensor4D} */
      let x = tf.fused.conv2d({ x: image, filter: first, strides: 2, pad: 'same', bias, activation: 'relu6' });
      for (const { strides, depth, depthBias, point, pointBias } of blocks) {
        x = tf.fused.depthwiseConv2d({ x, filter: depth, strides, pad: 'same', bias: depthBias, activation: 'relu6' });
        x = tf.fused.conv2d({ x, filter: point, strides: 1, pad: 'same', bias: pointBias, activation: 'relu6' });
      }
      const pooled = /** @type {tf.Tensor2D} */ (tf.mean(x, [1, 2]));
      return tf.softmax(tf.matMul(pooled, dense));
    });
}

/** @type {Row[]} */
export const rows = [
  ...[64, 256, 1024].map(product),
  convolution(3, 56, 32),
  convolution(3, 28, 64),
  convolution(3, 28, 128),
  convolution(3, 56, 64, 2),
  convolution(1, 56, 32),
  convolution(1, 28, 128),
  depthwise(56, 64),
  depthwise(28, 128),
  depthwise(56, 64, 2),
  unary('softmax, 1000 x 1000', [1000, 1000], (x) => tf.softmax(x)),
  unary('softmax, 1 x 1000', [1, 1000], (x) => tf.softmax(x)),
  binary('add, 1e6', tf.add),
  binary('mul, 1e6', tf.mul),
  unary('add a row, 1000 x 1000', [1000, 1000], (x) => tf.add(x, tf.slice(x, [0, 0], [1, 1000]))),
  unary('exp, 1e6', [1e6], tf.exp),
  unary('sigmoid, 1e6', [1e6], tf.sigmoid),
  unary('relu, 1e6', [1e6], tf.relu),
  unary('sum, 1e6', [1e6], (x) => tf.sum(x)),
  unary('mean over axis 0, 1000 x 1000', [1000, 1000], (x) => tf.mean(x, 0)),
  unary('transpose, 1000 x 1000', [1000, 1000], (x) => tf.transpose(x)),
  unary('slice, 500 x 500 of 1000 x 1000', [1000, 1000], (x) => tf.slice(x, [250, 250], [500, 500])),
  unary('concat, 1000 x 1000 twice', [1000, 1000], (x) => tf.concat([x, x], 1)),
  unary('gather, 1000 rows of 1000', [1000, 1000], (x) => tf.gather(x, tf.range(0, 1000, 1, 'int32'))),
  unary('pad, 1000 x 1000', [1000, 1000], (x) =>
    tf.pad(x, [
      [1, 1],
      [1, 1],
    ]),
  ),
  unary('maxPool 2x2, 56x56x64', [1, 56, 56, 64], (x) => tf.maxPool(/** @type {tf.Tensor4D} */ (x), 2, 2, 'valid')),
  unary('avgPool 3x3, 56x56x64', [1, 56, 56, 64], (x) => tf.avgPool(/** @type {tf.Tensor4D} */ (x), 3, 1, 'same')),
  unary('batchNorm, 56x56x64', [1, 56, 56, 64], (x) => {
    const channels = /** @type {tf.Tensor1D} */ (tf.square(tf.reshape(tf.slice(x, [0, 0, 0, 0], [1, 1, 1, 64]), [64])));
    return tf.batchNorm(x, channels, channels, channels, channels);
  }),
  unary('resizeBilinear, 56x56x64 to 112x112', [1, 56, 56, 64], (x) =>
    tf.image.resizeBilinear(/** @type {tf.Tensor4D} */ (x), [112, 112]),
  ),
  unary('add of scalars', [], (x) => tf.add(x, x)),
  { name: 'MobileNet-like stack, 128x128', make: mobile },
];
