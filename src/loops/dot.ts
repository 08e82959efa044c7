/** The planner of inner products along one axis. */
import { memoryView, TILE, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access } from './access.js';
import type { ScalarType } from './fill.js';
import type { Operand } from './operand.js';
import { countOf } from './space.js';

const VECDOT = kernelNumber('vecdotRows');
const FILL = kernelNumber('fill');
const ZERO = tile(3);

/** Whether a vector lies in the heap as the kernel reads it. */
function packedIn({ storage, code, byteStrides }: Operand, type: ScalarType): boolean {
  return storage.host === null && code === type.code && byteStrides[0] === type.itemsize;
}

/** Sums the products of two operands along the last axis of their common shape, in the type of the products. */
export function dotLast(type: ScalarType, shape: readonly number[], a: Operand, b: Operand, out: Operand): void {
  const { code, itemsize, setter } = type;
  const inner = shape.length - 1;
  if (inner === 0 && packedIn(a, type) && packedIn(b, type) && out.storage.host === null && out.code === code) {
    const acc = out.storage.ptr + out.byteOffset;
    memoryView()[setter](acc, (itemsize === 8 && setter !== 'setFloat64' ? 0n : 0) as never, true);
    table[VECDOT](code, a.storage.ptr + a.byteOffset, 0, b.storage.ptr + b.byteOffset, 0, shape[0], acc, 1);
    return;
  }
  const kept = shape.slice(0, inner);
  const length = shape[inner];
  const [left, right] = [a, b].map(
    (operand, i) =>
      new Access(operand, type, shape, { offset: operand.byteOffset, strides: operand.byteStrides.slice() }, i + 1),
  );
  const result = new Access(out, type, kept, { offset: out.byteOffset, strides: out.byteStrides.slice(0, inner) }, 0);
  const packed = (access: Access) => access.direct && inner <= 1 && access.walk.strides[inner] === itemsize;
  const inPlace = packed(left) && packed(right);
  const stride = (access: Access) => (inner === 1 ? access.walk.strides[0] : 0);
  const count = countOf(kept);
  const kernel = table[VECDOT];
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const acc = result.output(first);
    memoryView()[setter](ZERO, (itemsize === 8 && setter !== 'setFloat64' ? 0n : 0) as never, true);
    table[FILL](itemsize, ZERO, acc, chunk);
    if (inPlace) {
      const at = (access: Access) => access.address + first * stride(access);
      kernel(code, at(left), stride(left), at(right), stride(right), length, acc, chunk);
    } else {
      const each = Math.max(1, Math.floor(TILE / Math.max(1, length)));
      for (let row = 0; row < chunk; row += each) {
        const rows = Math.min(each, chunk - row);
        for (let done = 0; done < length; done += TILE) {
          const n = Math.min(TILE, length - done);
          const start = (first + row) * length + done;
          const p = left.input(start, rows * n);
          kernel(code, p, n * itemsize, right.input(start, rows * n), n * itemsize, n, acc + row * itemsize, rows);
        }
      }
    }
    result.commit(first, chunk);
  }
}
