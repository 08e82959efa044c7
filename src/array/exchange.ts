/**
 * The exchange protocol: how an array of one library shows its memory to another. An array has a method under the symbol
 * `Symbol.for('ndarray.exchange')`, which needs no import and gives a plain object. docs/exchange.md is its description.
 */
import { DTYPES, type DType, type DTypeInfo } from './dtype.js';

/** The well-known symbol. It is registered, so all realms and all copies of all libraries have the same. */
export const exchange: unique symbol = Symbol.for('ndarray.exchange') as never;

/** What is said of an array's memory. Element (i, j, ...) begins at byte `byteOffset + i * strides[0] + j * strides[1] + ...`. */
export interface Exchange {
  /** The version of the protocol. */
  readonly version: 1;
  /** The bytes. */
  readonly buffer: ArrayBufferLike;
  /** The byte of the buffer at which the first element begins. */
  readonly byteOffset: number;
  /** The extent of each axis. */
  readonly shape: readonly number[];
  /** Bytes from one element to the next along each axis, of any sign; packed in C order where there are none. */
  readonly strides?: readonly number[] | null;
  /** `'bool'`, `'uint8'` to `'uint64'`, `'int8'` to `'int64'`, `'float32'`, `'float64'`, or NumPy's `'<f4'`, `'>f4'`. */
  readonly dtype: string;
  /** Whether the elements must not be written; false unless given. */
  readonly readonly?: boolean;
  /** The WebAssembly memory whose buffer it is. After growing it has another, with the same elements in the same place. */
  readonly memory?: WebAssembly.Memory | null;
  /** What keeps the bytes alive: whoever uses them keeps a reference to it. */
  readonly owner?: unknown;
}

/** An object that offers its memory. */
export interface Exchangeable {
  /** Says where the elements are. */
  [exchange](): Exchange;
}

export function isExchangeable(value: unknown): value is Exchangeable {
  return (
    typeof value === 'object' && value !== null && typeof (value as Partial<Exchangeable>)[exchange] === 'function'
  );
}

const NAMED = new Map<string, DTypeInfo>(Object.values(DTYPES).map((info) => [info.numpy, info]));

/** The protocol's name of an element type: that of elements in the other byte order is NumPy's code. */
export function exchangeName(name: DType, native: boolean): string {
  const { numpy, kind, itemsize } = DTYPES[name];
  return native ? numpy : `>${kind}${itemsize}`;
}

/**
 * The type that the protocol's name stands for, and whether its bytes are in the opposite order.
 *
 * @throws TypeError for other names, also those that mean different types to different libraries, such as `'u8'`.
 */
export function exchangeType(operation: string, name: unknown): { info: DTypeInfo; swapped: boolean } {
  const info = NAMED.get(name as string);
  if (info !== undefined) return { info, swapped: false };
  const code = /^([<>|=])(\w)(\d)$/.exec(String(name));
  for (const info of NAMED.values()) {
    if (code !== null && info.kind === code[2] && info.itemsize === Number(code[3])) {
      return { info, swapped: code[1] === '>' && info.itemsize > 1 };
    }
  }
  throw new TypeError(
    `${operation}: the exchange protocol has no element type ${JSON.stringify(name)} that contig holds; ` +
      `it is one of ${[...NAMED.keys()].join(', ')}, or a code such as '<f4'.`,
  );
}
