/** The fields of records: what types they may have, and how many bytes those take. */
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype, type Scalar } from '../array/dtype.js';
import { checkShape, sizeOf } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';

/** What a field knows of the record type it is of: its layout. The class is in record-type.ts. */
export interface RecordLayout<F = unknown> {
  /** Holds the compiler's knowledge of the fields; there is no such property. */
  readonly kinds: F;
  /** The fields in order. */
  readonly fields: readonly Field[];
  /** Bytes of a record. */
  readonly itemsize: number;
  /** What addresses of records should be multiples of, in bytes. */
  readonly alignment: number;
  /** Whether fields are placed as C does, each at a multiple of its alignment. */
  readonly aligned: boolean;
  /** The fields as NumPy's `dtype.descr`. */
  readonly descr: string;
}

/** The type of one value of a field, without its sub-array's axes. */
export type FieldKind = ElementKind | BytesKind | TextKind | RecordKind;

/** A number or bool. */
export interface ElementKind {
  /** What tells the kinds apart. */
  readonly tag: 'element';
  /** The element type. */
  readonly dtype: DType;
  /** Whether its bytes lie in the opposite of this machine's order. */
  readonly swapped: boolean;
}

/** Bytes of a fixed length. */
export interface BytesKind {
  /** What tells the kinds apart. */
  readonly tag: 'bytes';
  /** How many bytes. */
  readonly length: number;
  /** Whether values end at their last byte that is not 0, as NumPy's `S`; others are NumPy's `V`. */
  readonly padded: boolean;
}

/** Text of at most so many code points, 32 bits each, as NumPy's `U`. */
export interface TextKind {
  /** What tells the kinds apart. */
  readonly tag: 'text';
  /** The most code points. */
  readonly length: number;
  /** Whether their bytes lie in the opposite of this machine's order. */
  readonly swapped: boolean;
}

/** A record within the record. */
export interface RecordKind {
  /** What tells the kinds apart. */
  readonly tag: 'record';
  /** Its fields and where they lie. */
  readonly type: RecordLayout;
}

/** One field of a record type. */
export interface Field {
  /** The field's name. */
  readonly name: string;
  /** Where the field begins, in bytes from the record's own beginning. */
  readonly offset: number;
  /** The type of one value. */
  readonly kind: FieldKind;
  /** The axes of a sub-array, none for a single value. */
  readonly shape: readonly number[];
  /** Bytes of one value. */
  readonly itemsize: number;
  /** Bytes of all values of the sub-array. */
  readonly nbytes: number;
}

type Marked<S extends string> = S | `${'<' | '>' | '|' | '='}${S}`;

/**
 * Whatever names the type of a field: an element type in either byte order (`'f32'`, `'<f4'`, `'>f4'`), bytes (`'S8'`,
 * `'V8'`) or text (`'U8'`) of a fixed length, a record type or the fields of one, and a sub-array of any of them:
 * `['f4', [3]]`.
 */
export type FieldLike =
  | DTypeLike
  | `>${string}`
  | Marked<`${'S' | 'U' | 'V'}${number}`>
  | RecordLayout
  | { readonly [name: string]: FieldLike }
  | readonly [FieldLike, number | readonly number[]];

/** Bytes as a field's value; strings are stored as UTF-8. */
export type BytesLike = Uint8Array | string;

const CHARS = /^[<>|=]?([SUV])(\d+)$/;

/** The type that a name stands for. */
export function kindOf(context: string, name: string): FieldKind {
  const [, char, digits] = CHARS.exec(name) ?? [];
  if (char !== undefined) {
    const length = Number(digits);
    if (!Number.isSafeInteger(length * 4)) throw new RangeError(`${context}: '${name}' is too long.`);
    if (char === 'U') return { tag: 'text', length, swapped: name.startsWith('>') };
    return { tag: 'bytes', length, padded: char === 'S' };
  }
  const swapped = name.startsWith('>');
  try {
    const type = dtype((swapped ? `<${name.slice(1)}` : name) as DTypeLike);
    return { tag: 'element', dtype: type, swapped: swapped && DTYPES[type].itemsize > 1 };
  } catch {
    throw new TypeError(
      `${context}: '${name}' names no type of a field; use an element type (${Object.keys(DTYPES).join(', ')}; '>f4' is ` +
        "big-endian), 'S8' for bytes, 'U8' for text, or a record type.",
    );
  }
}

/** Bytes of one value of a kind, and the multiple of bytes at which a C compiler would place it. */
export function sizeOfKind(kind: FieldKind): { itemsize: number; alignment: number } {
  switch (kind.tag) {
    case 'element': {
      const { itemsize } = DTYPES[kind.dtype];
      return { itemsize, alignment: itemsize };
    }
    case 'bytes':
      return { itemsize: kind.length, alignment: 1 };
    case 'text':
      return { itemsize: 4 * kind.length, alignment: 4 };
    case 'record':
      return { itemsize: kind.type.itemsize, alignment: kind.type.alignment };
  }
}

/** A field at an offset. */
export function makeField(name: string, offset: number, kind: FieldKind, shape: readonly number[]): Field {
  const { itemsize } = sizeOfKind(kind);
  return { name, offset, kind, shape, itemsize, nbytes: itemsize * sizeOf(shape) };
}

/** The axes of a sub-array as a caller gives them. */
export function subShape(context: string, shape: unknown): readonly number[] {
  return checkShape(context, shape as number | readonly number[]);
}

// What follows is the types of fields and of their values, as the compiler knows them.

/** A sub-array, to the compiler. */
export interface Sub<K> {
  readonly sub: K;
}

type WithoutMark<S> = S extends `${'<' | '>' | '|' | '='}${infer Rest}` ? Rest : S;

/** The {@link Kind} that a {@link FieldLike} stands for. */
export type KindOf<L> =
  L extends RecordLayout<infer F>
    ? F
    : L extends readonly [infer M, unknown]
      ? Sub<KindOf<M>>
      : L extends string
        ? WithoutMark<L> extends `S${number}` | `V${number}`
          ? 'bytes'
          : WithoutMark<L> extends `U${number}`
            ? 'text'
            : ElementOf<L>
        : L extends object
          ? { readonly [N in keyof L]: KindOf<L[N]> }
          : never;

type ElementOf<L> = L extends `>${infer Rest}` ? CanonicalOf<`<${Rest}`> : CanonicalOf<L>;
type CanonicalOf<L> = L extends DTypeLike ? Canonical<L> : DType;

/** The JS value of a field in one record. */
export type ValueOf<K> = K extends DType
  ? Scalar<K>
  : K extends 'bytes'
    ? Uint8Array
    : K extends 'text'
      ? string
      : K extends Sub<infer M>
        ? ValueOf<M>[]
        : K extends object
          ? { -readonly [N in keyof K]: ValueOf<K[N]> }
          : unknown;

/** What a field of one record may be set to. */
export type InputOf<K> = K extends 'bytes'
  ? BytesLike
  : K extends 'i64' | 'u64'
    ? bigint | number
    : K extends DType
      ? Scalar<K>
      : K extends 'text'
        ? string
        : K extends Sub<infer M>
          ? readonly InputOf<M>[] | NDArray | ArrayLike<number>
          : K extends object
            ? { readonly [N in keyof K]?: InputOf<K[N]> }
            : never;
