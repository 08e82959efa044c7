/**
 * The element types. This table is the only list of them: names, NumPy's spellings, kernel codes, bytes and views.
 */

interface Info<Name extends string, View, Scalar> {
  readonly name: Name;
  /** The number by which kernels know the type (assembly/dtypes.ts). */
  readonly code: number;
  readonly itemsize: number;
  /** NumPy's kind: b(ool), u(nsigned), i(nteger), f(loat). */
  readonly kind: 'b' | 'u' | 'i' | 'f';
  /** NumPy's name, and its one-character code. */
  readonly numpy: string;
  readonly char: string;
  readonly view: new (buffer: ArrayBufferLike, byteOffset?: number, length?: number) => View;
  /** The methods of DataView that write and read an element. */
  readonly setter: Setter;
  readonly getter: Getter;
  readonly zero: Scalar;
}

type Setter = Extract<keyof DataView, `set${string}`>;
type Getter = Extract<keyof DataView, `get${string}`>;

function info<Name extends string, View, Scalar>(
  name: Name,
  code: number,
  itemsize: number,
  kind: Info<Name, View, Scalar>['kind'],
  numpy: string,
  char: string,
  view: Info<Name, View, Scalar>['view'],
  setter: Setter,
  zero: Scalar,
): Info<Name, View, Scalar> {
  return {
    name,
    code,
    itemsize,
    kind,
    numpy,
    char,
    view,
    setter,
    getter: setter.replace('set', 'get') as Getter,
    zero,
  };
}

export const DTYPES = {
  bool: info('bool', 0, 1, 'b', 'bool', '?', Uint8Array, 'setUint8', false as boolean),
  u8: info('u8', 1, 1, 'u', 'uint8', 'B', Uint8Array, 'setUint8', 0 as number),
  i8: info('i8', 2, 1, 'i', 'int8', 'b', Int8Array, 'setInt8', 0 as number),
  u16: info('u16', 3, 2, 'u', 'uint16', 'H', Uint16Array, 'setUint16', 0 as number),
  i16: info('i16', 4, 2, 'i', 'int16', 'h', Int16Array, 'setInt16', 0 as number),
  u32: info('u32', 5, 4, 'u', 'uint32', 'I', Uint32Array, 'setUint32', 0 as number),
  i32: info('i32', 6, 4, 'i', 'int32', 'i', Int32Array, 'setInt32', 0 as number),
  u64: info('u64', 7, 8, 'u', 'uint64', 'Q', BigUint64Array, 'setBigUint64', 0n as bigint),
  i64: info('i64', 8, 8, 'i', 'int64', 'q', BigInt64Array, 'setBigInt64', 0n as bigint),
  f32: info('f32', 9, 4, 'f', 'float32', 'f', Float32Array, 'setFloat32', 0 as number),
  f64: info('f64', 10, 8, 'f', 'float64', 'd', Float64Array, 'setFloat64', 0 as number),
} as const;

/** An element type by its short name. */
export type DType = keyof typeof DTYPES;
export type DTypeInfo = (typeof DTYPES)[DType];

/** The JS value of one element: boolean, number, or bigint for 64-bit integers. */
export type Scalar<D extends DType = DType> = (typeof DTYPES)[D]['zero'];

/** The typed array over elements of a type; bools are bytes, 0 or 1. */
export type TypedArrayOf<D extends DType = DType> = InstanceType<(typeof DTYPES)[D]['view']>;

/** NumPy's names, its type characters and a few of C's, each with the short name. */
const ALIASES = {
  bool_: 'bool',
  '?': 'bool',
  b1: 'bool',
  uint8: 'u8',
  ubyte: 'u8',
  B: 'u8',
  u1: 'u8',
  int8: 'i8',
  byte: 'i8',
  b: 'i8',
  i1: 'i8',
  uint16: 'u16',
  ushort: 'u16',
  H: 'u16',
  u2: 'u16',
  int16: 'i16',
  short: 'i16',
  h: 'i16',
  i2: 'i16',
  uint32: 'u32',
  uintc: 'u32',
  I: 'u32',
  u4: 'u32',
  int32: 'i32',
  intc: 'i32',
  i: 'i32',
  i4: 'i32',
  uint64: 'u64',
  uint: 'u64',
  ulonglong: 'u64',
  Q: 'u64',
  L: 'u64',
  P: 'u64',
  int64: 'i64',
  int: 'i64',
  longlong: 'i64',
  q: 'i64',
  l: 'i64',
  p: 'i64',
  float32: 'f32',
  single: 'f32',
  f: 'f32',
  f4: 'f32',
  float64: 'f64',
  float: 'f64',
  double: 'f64',
  d: 'f64',
  f8: 'f64',
  u8: 'u8',
  i8: 'i8',
} as const satisfies Record<string, DType>;

type Alias = keyof typeof ALIASES;
/** A type character behind a byte-order mark is NumPy's, where `<u8` is eight bytes wide and `u8` alone is eight bits. */
const SIZED = { u8: 'u64', i8: 'i64' } as const;
type Unmarked<S> = S extends keyof typeof SIZED
  ? (typeof SIZED)[S]
  : S extends DType
    ? S
    : S extends Alias
      ? (typeof ALIASES)[S]
      : never;
type Mark = '<' | '|' | '=';

/** Whatever names a type: `'f32'`, `'float32'`, `'<f4'`. */
export type DTypeLike = DType | Alias | `${Mark}${Alias}`;

/** The short name that a {@link DTypeLike} stands for. */
export type Canonical<L> = L extends DType
  ? L
  : L extends `${Mark}${infer Rest}`
    ? Unmarked<Rest>
    : L extends Alias
      ? (typeof ALIASES)[L]
      : never;

function lookUp(name: string): DType | undefined {
  if (Object.hasOwn(DTYPES, name)) return name as DType;
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name as Alias];
  if (/^[<|=]/.test(name)) {
    const rest = name.slice(1);
    if (Object.hasOwn(SIZED, rest)) return SIZED[rest as keyof typeof SIZED];
    if (Object.hasOwn(ALIASES, rest)) return ALIASES[rest as Alias];
  }
  return undefined;
}

/**
 * The short name of an element type.
 *
 * @throws TypeError when nothing is called so.
 * @example
 * dtype('float32'); // 'f32'
 * dtype('<u8');     // 'u64': NumPy's code counts bytes
 */
export function dtype<L extends DTypeLike>(name: L): Canonical<L> {
  const found = typeof name === 'string' ? lookUp(name) : undefined;
  if (found) return found as Canonical<L>;
  if (typeof name === 'string' && name.startsWith('>')) {
    throw new TypeError(`dtype: '${name}' is big-endian; arrays hold little-endian elements, swap the bytes first.`);
  }
  throw new TypeError(
    `dtype: ${JSON.stringify(name) ?? String(name)} names no element type; use one of ${Object.keys(DTYPES).join(', ')}.`,
  );
}

/** The element type of a typed array, or undefined for other values. */
export function dtypeOfTypedArray(value: unknown): DType | undefined {
  switch (Object.prototype.toString.call(value)) {
    case '[object Uint8Array]':
    case '[object Uint8ClampedArray]':
      return 'u8';
    case '[object Int8Array]':
      return 'i8';
    case '[object Uint16Array]':
      return 'u16';
    case '[object Int16Array]':
      return 'i16';
    case '[object Uint32Array]':
      return 'u32';
    case '[object Int32Array]':
      return 'i32';
    case '[object BigUint64Array]':
      return 'u64';
    case '[object BigInt64Array]':
      return 'i64';
    case '[object Float32Array]':
      return 'f32';
    case '[object Float64Array]':
      return 'f64';
    default:
      return undefined;
  }
}

/** Smallest and largest value of an integer type, as bigints; undefined for bool and floats. */
export function integerRange(name: DType): readonly [bigint, bigint] | undefined {
  const { kind, itemsize } = DTYPES[name];
  const bits = BigInt(itemsize * 8);
  if (kind === 'u') return [0n, (1n << bits) - 1n];
  if (kind === 'i') return [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
  return undefined;
}
