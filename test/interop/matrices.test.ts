/** ml-matrix, ONNX Runtime tensors and images. */
import * as ml from 'ml-matrix';
import { Tensor } from 'onnxruntime-common';
import { describe, expect, it } from 'vitest';
import { arange, array, type NDArray, zeros } from '../../src/index.js';
import {
  accelerate,
  fromImageData,
  fromMatrix,
  fromOnnx,
  toImageData,
  toMatrix,
  toOnnx,
} from '../../src/interop/index.js';
import { base, CASES, expected, grow } from './layouts.js';

const { Matrix } = ml;

describe('ml-matrix', () => {
  it.each(CASES)('has the values, converted: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const values = expected(type, places).map((row) => row.map(Number));
    const matrix = toMatrix(own, Matrix);
    expect(matrix).toBeInstanceOf(Matrix);
    expect(matrix.to2DArray()).toEqual(values);
    expect([matrix.rows, matrix.columns]).toEqual(own.shape);
    expect(fromMatrix(matrix).toArray()).toEqual(values);
    const shares = type === 'f64' && own.strides[1] === 1;
    if (own.size > 0 && own.writeable) {
      matrix.set(0, 0, 99);
      expect(Number(own.get(0, 0)) === 99).toBe(shares);
    }
  });

  it('shares its rows where they lie in one block', () => {
    const own = arange(12).reshape(4, 3);
    const view = fromMatrix(toMatrix(own, Matrix), { copy: false });
    view.set([3, 2], -1);
    expect(own.get(3, 2)).toBe(-1);
    expect(fromMatrix(toMatrix(own.get('::-2') as NDArray, Matrix)).toArray()).toEqual([
      [9, 10, -1],
      [3, 4, 5],
    ]);
    expect(toMatrix([1, 2, 3], Matrix).to2DArray()).toEqual([[1], [2], [3]]);
    const copied = toMatrix(own, Matrix, { copy: true });
    grow();
    expect(copied.get(3, 2)).toBe(-1);
    expect(view.get(3, 2)).toBe(-1);
    expect(toMatrix(own, Matrix).sum()).toBe(own.sum());
  });

  it('is read however its elements lie', () => {
    const matrix = new Matrix([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(fromMatrix(matrix).toArray()).toEqual(matrix.to2DArray());
    expect(fromMatrix(new ml.MatrixTransposeView(matrix) as never).toArray()).toEqual(matrix.transpose().to2DArray());
    expect(fromMatrix(ml.wrap([1, 2, 3, 4], { rows: 2 }) as never).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(fromMatrix(new Matrix(0, 3)).shape).toEqual([0, 3]);
    const single = fromMatrix(new Matrix([[1, 2]]), { copy: false });
    expect(single.toArray()).toEqual([[1, 2]]);
    expect(() => fromMatrix(matrix, { copy: false })).toThrow(
      /^fromMatrix: the rows of this matrix do not lie in one block/,
    );
    expect(() => fromMatrix({ rows: 1, columns: 1 } as never)).toThrow(/^fromMatrix: this is no matrix/);
    expect(() => toMatrix(zeros([2, 2, 2]), Matrix)).toThrow(/^toMatrix: shape \(2,2,2\) is no matrix/);
    expect(() => toMatrix(arange(4, 'f32').reshape(2, 2), Matrix, { copy: false })).toThrow(
      /^toMatrix: this f32 array/,
    );
  });

  it('decomposes an array', () => {
    const { diagonal } = new ml.SVD(
      toMatrix(
        [
          [3, 0],
          [0, -2],
        ],
        Matrix,
      ),
    );
    expect(diagonal.map((value) => Math.round(value * 1e12) / 1e12)).toEqual([3, 2]);
  });

  it('multiplies by contig’s kernels when accelerated, and by its own again', () => {
    const [a, b] = [Matrix.rand(40, 30), new ml.MatrixTransposeView(Matrix.rand(50, 30))];
    const own = Matrix.prototype.mmul;
    const plain = a.mmul(b);
    const restore = accelerate(ml);
    try {
      expect(Matrix.prototype.mmul).not.toBe(own);
      const fast = a.mmul(b);
      expect(fast).toBeInstanceOf(Matrix);
      expect(Matrix.sub(fast, plain).abs().max()).toBeLessThan(1e-12);
      expect(
        Matrix.eye(2)
          .mmul(
            new Matrix([
              [1, 2],
              [3, 4],
            ]),
          )
          .to2DArray(),
      ).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect(fast.clone().mmul(plain.transpose()).rows).toBe(40);
    } finally {
      restore();
    }
    expect(Matrix.prototype.mmul).toBe(own);
  });
});

describe('ONNX Runtime tensors', () => {
  it.each(CASES)('are views of packed arrays both ways: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const tensor = toOnnx(own, Tensor as never) as Tensor;
    expect(tensor).toBeInstanceOf(Tensor);
    expect(tensor.dims).toEqual(own.shape);
    expect([...(tensor.data as Uint8Array)]).toEqual(
      expected(type, places)
        .flat()
        .map((value) => (typeof value === 'boolean' ? Number(value) : value)),
    );
    const back = fromOnnx(tensor);
    expect(back.toArray()).toEqual(expected(type, places));
    expect(back.dtype).toBe(type);
    if (own.size > 0 && own.packed) {
      back.set([0, 1], 0);
      expect(Number(own.get(0, 1))).toBe(0);
    }
  });

  it('hold halves as f32', () => {
    const tensor = toOnnx(array([1, -0.5, 65504, 1e-8]), Tensor as never, { float16: true }) as Tensor;
    expect(tensor.type).toBe('float16');
    expect([...new Uint16Array((tensor.data as Uint16Array).buffer)]).toEqual([0x3c00, 0xb800, 0x7bff, 0]);
    const back = fromOnnx(tensor);
    expect([back.dtype, back.toArray()]).toEqual(['f32', [1, -0.5, 65504, 0]]);
    expect((toOnnx(base('u8').T, Tensor as never, { float16: true }) as Tensor).dims).toEqual([6, 4]);
    expect(() => fromOnnx(tensor, { copy: false })).toThrow(/float16 is read as f32, a copy/);
  });

  it('of other places and types are refused', () => {
    const own = toOnnx([1, 2], Tensor as never) as Tensor;
    expect(() => fromOnnx({ type: 'float32', dims: [1], location: 'gpu-buffer', data: null })).toThrow(
      /^fromOnnx: the tensor is on 'gpu-buffer'; download it with await tensor.getData\(\) first/,
    );
    expect(() => fromOnnx(new Tensor('string', ['a'], [1]))).toThrow(/^fromOnnx: contig has no type for 'string'/);
    const copied = toOnnx(arange(2), Tensor as never, { copy: true }) as Tensor;
    grow();
    expect([...(copied.data as Float64Array)]).toEqual([0, 1]);
    expect(() => fromOnnx(own)).toThrow(/^fromOnnx: .* was detached/);
    expect(() => fromOnnx(toOnnx(arange(2), Tensor as never) as Tensor, { copy: true })).not.toThrow();
    expect(() => toOnnx(base('f32').T, Tensor as never, { copy: false })).toThrow(/^toOnnx: this f32 array/);
  });
});

describe('ImageData', () => {
  class FakeImageData {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  }

  it('is viewed both ways', () => {
    const image = { data: Uint8ClampedArray.from({ length: 24 }, (_, i) => i), width: 3, height: 2 };
    const pixels = fromImageData(image);
    expect([pixels.shape, pixels.dtype]).toEqual([[2, 3, 4], 'u8']);
    expect(pixels.get(1, 2, '...').toArray()).toEqual([20, 21, 22, 23]);
    pixels.get('...', 3).set([], 255);
    expect(image.data[3]).toBe(255);
    const own = pixels.copy();
    const shown = toImageData(own, { ImageData: FakeImageData });
    expect([shown.width, shown.height, shown.data.length]).toEqual([3, 2, 24]);
    own.set([0, 0, 0], 77);
    expect(shown.data[0]).toBe(77);
    const copied = toImageData<ImageData>(own, { copy: true });
    expect(copied).toMatchObject({ width: 3, height: 2, colorSpace: 'srgb' });
    grow();
    expect([copied.data[0], shown.data.length]).toEqual([77, 0]);
    expect(fromImageData({ data: new Uint8ClampedArray(0), width: 0, height: 5 }).shape).toEqual([5, 0, 4]);
  });

  it('is made opaque of colours and greys, in any layout', () => {
    const grey = arange(6, 'u8').reshape(3, 2).T;
    const image = toImageData<ImageData>(grey);
    expect(Array.from(image.data)).toEqual([
      0, 0, 0, 255, 2, 2, 2, 255, 4, 4, 4, 255, 1, 1, 1, 255, 3, 3, 3, 255, 5, 5, 5, 255,
    ]);
    expect(toImageData<ImageData>(grey.expandDims(2)).data).toEqual(image.data);
    const colours = arange(6, 'u8').reshape(1, 2, 3);
    expect(Array.from(toImageData<ImageData>(colours).data)).toEqual([0, 1, 2, 255, 3, 4, 5, 255]);
  });

  it('is refused for what is no image', () => {
    expect(() => toImageData(zeros([2, 2]))).toThrow(
      /^toImageData: pixels are u8 from 0 to 255, not f64; use mul\(255\)/,
    );
    expect(() => toImageData(zeros([2, 2, 2], 'u8'))).toThrow(/^toImageData: shape \(2,2,2\) is no image/);
    expect(() => toImageData(zeros([2, 2], 'u8'), { copy: false })).toThrow(/pixels without alpha are copied/);
    expect(() => fromImageData({ data: new Uint8ClampedArray(8), width: 3, height: 1 })).toThrow(/spans bytes 0 to 12/);
  });
});
