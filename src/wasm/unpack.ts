/** The kernels' binaries as they come out of the package. In lib/ they are files (tools/unpack-node.mjs). */
import { PACKED, SIZES, UNPACKER } from './binaries.js';
import { BUILDS, type Build } from './builds.js';

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

interface Unpacker {
  readonly memory: WebAssembly.Memory;
  reserved(): number;
  unpack(from: number, to: number, size: number): number;
}

/** The binary of a build. The ones before it in the package are unpacked on the way. */
export function unpack(build: Build): Uint8Array<ArrayBuffer> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decode(UNPACKER)));
  const unpacker = exports as unknown as Unpacker;
  const packed = decode(PACKED);
  const from = unpacker.reserved();
  const to = from + packed.length;
  const sizes = Object.values(SIZES).slice(0, BUILDS.indexOf(build) + 1);
  const end = to + sizes.reduce((sum, size) => sum + size, 0);
  unpacker.memory.grow(Math.ceil((end - unpacker.memory.buffer.byteLength) / 65536));
  new Uint8Array(unpacker.memory.buffer, from).set(packed);
  if (!unpacker.unpack(from, to, end - to)) throw new Error('contig: the package is damaged: reinstall it.');
  return new Uint8Array(unpacker.memory.buffer, end - SIZES[build], SIZES[build]) as Uint8Array<ArrayBuffer>;
}
