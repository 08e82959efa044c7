/**
 * Packed records: types, arrays of them, and what one record is.
 *
 * @module
 */

export type { BufferLike } from './bytes.js';
export type { Cursor } from './cursor.js';
export type { BytesKind, BytesLike, ElementKind, Field, FieldKind, FieldLike, RecordKind, TextKind } from './field.js';
export type { Layout } from './frame.js';
export * as layout from './layout/index.js';
export { PackedArray, type PackedBytes, type PackedSource } from './packed-array.js';
export type { PackedItem, PackedType, PackedTypeLike, PackedValue } from './packed-values.js';
export {
  type FieldInfo,
  type FieldOptions,
  type FieldSpec,
  type RecordClass,
  type RecordInstance,
  type RecordOptions,
  record,
} from './record.js';
export type { ColumnOf, RecordArrayOptions, RecordInput, RecordValue } from './record-array.js';
export { type FieldEntry, type FieldTable, RecordType, type RecordTypeOptions, recordType } from './record-type.js';
export { type FromOptions, RecordArray, type RecordArrayConstructor } from './records.js';
export { BytesArray, TextArray } from './strings.js';
export { Struct } from './struct.js';
export type { StructValue } from './struct-codes.js';
export { StructError } from './struct-error.js';
export { calcsize, iterUnpack, pack, packInto, unpack, unpackFrom } from './struct-functions.js';
