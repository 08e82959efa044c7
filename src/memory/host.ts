/**
 * Copies between host storage and scratch memory. Kernels cannot address host buffers, so this is the one place where
 * elements are moved in JavaScript: packed runs by `set`, others by a loop over typed arrays of the element's size.
 */
import { memoryBytes } from './scratch.js';
import type { Storage } from './storage.js';

const ITEM_VIEWS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array } as const;

/** Copies `bytes` packed bytes of a storage from `offset` to an address in WebAssembly memory. */
export function copyIn(storage: Storage, offset: number, address: number, bytes: number): void {
  memoryBytes().set(storage.view(Uint8Array).subarray(offset, offset + bytes), address);
}

/** Copies packed bytes from an address in WebAssembly memory to a storage. */
export function copyOut(address: number, storage: Storage, offset: number, bytes: number): void {
  storage.view(Uint8Array).set(memoryBytes().subarray(address, address + bytes), offset);
}

/**
 * Moves the elements [start, start + count), in C order, of a strided view of a host storage to packed scratch memory,
 * or back. Strides and offset are bytes.
 */
export function moveStrided(
  storage: Storage,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  itemsize: number,
  start: number,
  count: number,
  address: number,
  toHost: boolean,
): void {
  if (storage.ptr % itemsize !== 0 || offset % itemsize !== 0 || strides.some((stride) => stride % itemsize !== 0)) {
    // Elements at odd places, byte by byte: along one more axis.
    const [axes, steps] = [
      [...shape, itemsize],
      [...strides, 1],
    ];
    moveStrided(storage, offset, axes, steps, 1, start * itemsize, count * itemsize, address, toHost);
    return;
  }
  const View = ITEM_VIEWS[itemsize as keyof typeof ITEM_VIEWS];
  const host = storage.view<InstanceType<typeof View>>(View as typeof Uint8Array);
  const packed = new View(memoryBytes().buffer as ArrayBuffer, address, count);
  const inner = shape.length - 1;
  const index = new Array<number>(shape.length);
  let at = offset / itemsize;
  let rest = start;
  for (let axis = inner; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
    at += (index[axis] * strides[axis]) / itemsize;
  }
  const step = strides[inner] / itemsize;
  for (let done = 0; done < count; ) {
    const run = Math.min(shape[inner] - index[inner], count - done);
    if (toHost) for (let i = 0; i < run; i++) host[at + i * step] = packed[done + i];
    else for (let i = 0; i < run; i++) packed[done + i] = host[at + i * step];
    done += run;
    at -= index[inner] * step;
    index[inner] = 0;
    for (let axis = inner - 1; axis >= 0; axis--) {
      at += strides[axis] / itemsize;
      if (++index[axis] < shape[axis]) break;
      at -= (strides[axis] / itemsize) * shape[axis];
      index[axis] = 0;
    }
  }
}
