/** The back end beside the cpu back end of TensorFlow.js: what the published suite does not ask. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernels, memory, scope, zeros } from '../../src/index.js';
import { ContigBackend, register } from '../../src/tfjs/index.js';

beforeAll(() => {
  // The cpu back end greets its users.
  console.warn = () => {};
});

type Make = () => tf.Tensor | tf.Tensor[];

/** What a computation gives on a back end, as plain values. */
function on(backend: string, compute: Make) {
  expect(tf.setBackend(backend)).toBeTruthy();
  return tf.tidy(() => {
    const made = compute();
    return (Array.isArray(made) ? made : [made]).map((tensor) => ({
      shape: tensor.shape,
      dtype: tensor.dtype,
      values: Array.from(tensor.dataSync() as Float32Array),
    }));
  });
}

/** Compares with the cpu back end, within a tolerance relative to the largest value. */
function agree(compute: Make, tolerance = 1e-5) {
  const expected = on('cpu', compute);
  const actual = on('contig', compute);
  expect(actual.map(({ shape, dtype }) => [shape, dtype])).toEqual(expected.map(({ shape, dtype }) => [shape, dtype]));
  for (const [i, { values }] of actual.entries()) {
    const wanted = expected[i].values;
    const size = Math.max(1, ...wanted.filter(Number.isFinite).map(Math.abs));
    const wrong = values.findIndex((value, k) => {
      const other = wanted[k];
      return !(Object.is(value, other) || Math.abs(value - other) <= tolerance * size || value === other);
    });
    expect(wrong === -1 ? 'equal' : `[${wrong}]: ${values[wrong]}, not ${wanted[wrong]}`).toBe('equal');
  }
}

const random = <T extends tf.Tensor>(shape: number[], seed = 3) =>
  tf.randomUniform(shape, -1, 1, 'float32', seed) as tf.Tensor as T;

const SHAPES: [size: number[], filter: number[], strides: number, dilation: number, pad: 'same' | 'valid' | number][] =
  [
    [[1, 5, 5, 1], [3, 3, 1, 1], 1, 1, 'same'],
    [[2, 7, 9, 3], [3, 3, 3, 5], 2, 1, 'same'],
    [[2, 7, 9, 3], [3, 2, 3, 4], 1, 1, 'valid'],
    [[1, 9, 8, 4], [3, 3, 4, 8], 1, 2, 'same'],
    [[3, 6, 6, 12], [1, 1, 12, 7], 1, 1, 'valid'],
    [[1, 6, 7, 12], [1, 1, 12, 9], 2, 1, 'same'],
    [[1, 4, 4, 2], [5, 5, 2, 3], 1, 1, 2],
    [[1, 12, 11, 40], [3, 3, 40, 16], 1, 1, 'same'],
  ];

describe.each(kernels.available)('kernels of the %s build', (build) => {
  beforeAll(() => {
    kernels.use(build);
  });

  test.each(SHAPES)(
    'convolutions of %j with %j, strides %i, dilation %i, pad %s',
    (size, filter, strides, dilation, pad) => {
      agree(() => tf.conv2d(random<tf.Tensor4D>(size), random<tf.Tensor4D>(filter, 5), strides, pad, 'NHWC', dilation));
      for (const multiplier of [1, 2]) {
        const weights = [filter[0], filter[1], size[3], multiplier];
        agree(() =>
          tf.depthwiseConv2d(
            random<tf.Tensor4D>(size),
            random<tf.Tensor4D>(weights, 5),
            strides,
            pad,
            'NHWC',
            dilation,
          ),
        );
      }
    },
  );

  test.each(SHAPES.filter(([, , , dilation]) => dilation === 1))(
    'gradients of a convolution of %j with %j, strides %i',
    (size, filter, strides, _, pad) => {
      const run = (kernel: string, inputs: Record<string, tf.Tensor>, attrs: object) =>
        tf.engine().runKernel(kernel, inputs, { strides, pad, dataFormat: 'NHWC', ...attrs } as never) as tf.Tensor;
      agree(() => {
        const [x, w] = [random<tf.Tensor4D>(size), random<tf.Tensor4D>(filter, 5)];
        const dy = tf.square(tf.conv2d(x, w, strides, pad));
        return [
          run('Conv2DBackpropInput', { dy, filter: w }, { inputShape: size }),
          run('Conv2DBackpropFilter', { x, dy }, { filterShape: filter }),
        ];
      });
      agree(() => {
        const weights = [filter[0], filter[1], size[3], 2];
        const [x, w] = [random<tf.Tensor4D>(size), random<tf.Tensor4D>(weights, 5)];
        const dy = tf.square(tf.depthwiseConv2d(x, w, strides, pad));
        return [
          run('DepthwiseConv2dNativeBackpropInput', { dy, filter: w }, { inputShape: size, dilations: 1 }),
          run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { filterShape: weights, dilations: 1 }),
        ];
      });
    },
  );

  test.each([
    [[1, 5, 5, 1], 2, 1, 'valid'],
    [[2, 9, 7, 5], 3, 2, 'same'],
    [[1, 8, 8, 33], 3, 1, 'same'],
    [[1, 8, 9, 12], [2, 4], 3, 1],
  ] as [number[], number | [number, number], number, 'valid' | 'same' | number][])(
    'pools of %j',
    (size, window, strides, pad) => {
      agree(() => tf.maxPool(random<tf.Tensor4D>(size), window, strides, pad));
      agree(() => tf.avgPool(random<tf.Tensor4D>(size), window, strides, pad));
    },
  );

  test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const)(
    '%s after products',
    (activation) => {
      const odd = (shape: number[]) => tf.mul(random(shape, 9), 4);
      for (const channels of [1, 3, 4, 7, 16, 19]) {
        const preluActivationWeights = () => (activation === 'prelu' ? odd([channels]) : undefined);
        for (const bias of [() => odd([channels]), () => undefined]) {
          agree(() =>
            tf.fused.conv2d({
              x: odd([2, 5, 5, 3]) as tf.Tensor4D,
              filter: odd([3, 3, 3, channels]) as tf.Tensor4D,
              strides: 1,
              pad: 'same',
              bias: bias(),
              activation,
              preluActivationWeights: preluActivationWeights(),
              leakyreluAlpha: 0.3,
            }),
          );
          agree(() =>
            tf.fused.matMul({
              a: odd([6, 5]),
              b: odd([5, channels]),
              bias: bias(),
              activation,
              preluActivationWeights: preluActivationWeights(),
              leakyreluAlpha: 0.3,
            }),
          );
        }
      }
      agree(() =>
        tf.fused.matMul({
          a: tf.tensor2d([[NaN, 1]]),
          b: tf.tensor2d([[1], [1]]),
          bias: tf.tensor1d([1]),
          activation: 'relu6',
        }),
      );
    },
  );

  test.each([1, 2, 3, 4, 5, 7, 15, 16, 17, 63, 64, 65, 1000])('softmax of rows of %i', (columns) => {
    agree(() => tf.softmax(tf.mul(random([5, columns]), 100)), 1e-6);
    agree(() => tf.logSoftmax(tf.mul(random([5, columns]), 10)), 1e-6);
  });

  test('softmax of what is not finite', () => {
    const rows = [NaN, Infinity, -Infinity, 200].map((odd) => [odd, ...new Array<number>(19).fill(1)]);
    agree(() => tf.softmax(tf.tensor2d([...rows, ...rows.map((row) => [...row].reverse())])), 1e-6);
  });

  test.each([
    [[1, 5, 7, 3], [10, 4], false, false],
    [[2, 4, 4, 8], [9, 9], true, false],
    [[1, 6, 3, 1], [3, 12], false, true],
  ] as [number[], [number, number], boolean, boolean][])('resizing %j to %j', (size, to, corners, half) => {
    agree(() => tf.image.resizeBilinear(random<tf.Tensor4D>(size), to, corners, half));
    agree(() => tf.image.resizeNearestNeighbor(random<tf.Tensor4D>(size), to, corners, half));
  });
});

test('every kernel of the cpu back end is there', () => {
  const names = (backend: string) =>
    tf
      .getKernelsForBackend(backend)
      .map(({ kernelName }) => kernelName)
      .sort();
  expect(names('contig')).toEqual(names('cpu'));
  expect(names('contig').length).toBeGreaterThanOrEqual(172);
});

test('disposed tensors leave nothing in the heap', () => {
  tf.setBackend('contig');
  const run = () =>
    tf.tidy(() => {
      const x = random<tf.Tensor4D>([1, 8, 8, 4]);
      const y = tf.conv2d(x, random<tf.Tensor4D>([3, 3, 4, 4]), 1, 'same');
      return Array.from(tf.softmax(tf.reshape(y, [64, 4])).dataSync());
    });
  run();
  const before = memory.stats().blocks;
  const tensors = tf.memory().numTensors;
  for (let i = 0; i < 10; i++) run();
  expect(memory.stats().blocks).toBe(before);
  expect(tf.memory().numTensors).toBe(tensors);
});

test('values that are read are a copy, and those that are written are copied', () => {
  tf.setBackend('contig');
  const values = new Float32Array([1, 2, 3]);
  const tensor = tf.tensor1d(values);
  values[0] = 7;
  const read = tensor.dataSync();
  expect(Array.from(read)).toEqual([1, 2, 3]);
  read[1] = 9;
  expect(Array.from(tensor.dataSync())).toEqual([1, 2, 3]);
  expect(read.buffer.byteLength).toBe(12);
  tensor.dispose();
});

test('tensors move from another back end, complex ones and strings too', () => {
  tf.setBackend('cpu');
  const made = [tf.tensor1d([1, 2]), tf.complex([1, 2], [3, 4]), tf.tensor1d(['a', 'ß']), tf.tensor1d([true, false])];
  tf.setBackend('contig');
  expect(Array.from(tf.add(made[0], 1).dataSync())).toEqual([2, 3]);
  expect(Array.from(tf.add(made[1], made[1]).dataSync())).toEqual([2, 6, 4, 8]);
  expect(made[2].dataSync()).toEqual(['a', 'ß']);
  expect(Array.from(tf.logicalNot(made[3]).dataSync())).toEqual([0, 1]);
  tf.dispose(made);
});

test('tensors made inside a scope of contig outlive it', () => {
  tf.setBackend('contig');
  const sum = scope(() => {
    zeros(3);
    return [tf.add(tf.tensor1d([1, 2]), 1)];
  });
  expect(Array.from(sum[0].dataSync())).toEqual([2, 3]);
});

test('another name', () => {
  expect(register('contig-again', 0)).toBe(true);
  expect(register('contig-again', 0)).toBe(false);
  tf.setBackend('contig-again');
  expect(tf.backend()).toBeInstanceOf(ContigBackend);
  expect(Array.from(tf.matMul([[1, 2]], [[3], [4]]).dataSync())).toEqual([11]);
  tf.setBackend('contig');
  tf.removeBackend('contig-again');
});
