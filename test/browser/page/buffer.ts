/** As much of Node's Buffer as the tests use to compare and decode bytes. */

type Encoding = 'utf8' | 'hex' | 'base64';

/** Newer than the library that the types come from. */
const Bytes = Uint8Array as unknown as {
  fromHex(text: string): Uint8Array<ArrayBuffer>;
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
};

function encoded(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'hex') return Bytes.fromHex(text);
  return encoding === 'base64' ? Bytes.fromBase64(text) : new TextEncoder().encode(text);
}

/** Without the class's own functions: Node's `from` takes other parameters. */
const Base = Uint8Array as unknown as new (
  value: number | ArrayBuffer | ArrayLike<number>,
  byteOffset?: number,
  length?: number,
) => Uint8Array<ArrayBuffer>;

export class Buffer extends Base {
  static from(value: string | ArrayBuffer | ArrayLike<number>, second?: Encoding | number, length?: number): Buffer {
    if (typeof value === 'string') return new Buffer(encoded(value, (second as Encoding) ?? 'utf8').buffer);
    return value instanceof ArrayBuffer ? new Buffer(value, second as number, length) : new Buffer(value);
  }

  static alloc(length: number): Buffer {
    return new Buffer(length);
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const all = new Buffer(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** The order of two lists of bytes: -1, 0 or 1. */
  static compare(a: Uint8Array, b: Uint8Array): number {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  equals(other: Uint8Array): boolean {
    return Buffer.compare(this, other) === 0;
  }

  override includes(value: number | string): boolean {
    return this.indexOf(value) >= 0;
  }

  override indexOf(value: number | string | Uint8Array, from = 0): number {
    if (typeof value === 'number') return super.indexOf(value, from);
    const wanted = typeof value === 'string' ? encoded(value, 'utf8') : value;
    for (let at = from; at + wanted.length <= this.length; at++) {
      if (wanted.every((byte, i) => this[at + i] === byte)) return at;
    }
    return -1;
  }

  override toString(encoding: Encoding = 'utf8'): string {
    const bytes = this as unknown as { toHex(): string; toBase64(): string };
    if (encoding === 'hex') return bytes.toHex();
    return encoding === 'base64' ? bytes.toBase64() : new TextDecoder().decode(this);
  }

  writeUInt16LE(value: number, at = 0): void {
    new DataView(this.buffer, this.byteOffset).setUint16(at, value, true);
  }

  writeUInt32LE(value: number, at = 0): void {
    new DataView(this.buffer, this.byteOffset).setUint32(at, value, true);
  }

  readDoubleBE(at = 0): number {
    return new DataView(this.buffer, this.byteOffset).getFloat64(at);
  }
}
