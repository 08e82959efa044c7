/** Columns of bytes and of text of a fixed length: views of their records' memory. */

import { zeros } from '../api/creation.js';
import { all } from '../api/reductions.js';
import { equal } from '../api/ufuncs.js';
import { DTYPES } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { enlist, scope, unscoped } from '../memory/scope.js';
import type { BytesLike, FieldKind } from './field.js';
import type { Place } from './frame.js';
import { type Codec, codecOf } from './values.js';

type StringKind = Extract<FieldKind, { tag: 'bytes' | 'text' }>;

/** What columns of bytes and of text have in common. `V` is one value, `I` what one may be set to. */
export abstract class FixedColumn<V = unknown, I = unknown, D extends 'u8' | 'u32' = 'u8' | 'u32'> {
  private readonly codec: Codec<V>;

  /** @internal */
  constructor(
    private readonly kind: StringKind,
    /** The units of all values, a view: an axis for the records, those of a sub-array, and one of the units of a value. */
    readonly units: NDArray<D>,
  ) {
    this.codec = codecOf(kind) as Codec<V>;
    enlist(this);
  }

  /** The axes without that of the units. */
  get shape(): readonly number[] {
    return this.units.shape.slice(0, -1);
  }

  /** The number of records. */
  get length(): number {
    return this.units.shape[0];
  }

  /** The most units that a value has: bytes, or code points. */
  get width(): number {
    return this.kind.length;
  }

  private locate(operation: string, index: readonly number[]): [DataView, number] {
    if (index.length !== this.shape.length) {
      throw new RangeError(`${operation}: ${index.length} indices for shape ${showShape(this.shape)}.`);
    }
    const value = this.units.pick(operation, index);
    const { storage, byteOffset } = value;
    value.dispose();
    return [storage.dataView(), byteOffset];
  }

  /**
   * One value.
   *
   * @throws RangeError for an index that is not there.
   */
  at(...index: number[]): V {
    const [view, at] = this.locate('at', index);
    return this.codec.read(view, at);
  }

  /**
   * Writes one value.
   *
   * @param index An integer, or one for each axis.
   * @throws RangeError for an index that is not there or a value too long for the field.
   */
  set(index: number | readonly number[], value: I): this {
    this.stage(typeof index === 'number' ? [index] : index, 'set', value)();
    return this;
  }

  /** @internal Checks a value, and gives what writes it. */
  stage(index: readonly number[], context: string, value: unknown): () => void {
    const checked = this.codec.check(context, value);
    return () => {
      const [view, at] = this.locate(context, index);
      this.codec.write(view, at, checked);
    };
  }

  /** @internal The values of one record, in a sub-array. */
  row(index: number): this {
    const column = Object.create(this) as { units: NDArray<D> };
    column.units = this.units.pick('at', [index]);
    return column as this;
  }

  /** All values of a column, in lists as deep as it has axes. */
  toArray(): unknown[] {
    const { shape } = this;
    const level = (index: readonly number[]): unknown =>
      index.length === shape.length
        ? this.at(...index)
        : Array.from({ length: shape[index.length] }, (_, i) => level([...index, i]));
    return level([]) as unknown[];
  }

  /**
   * Which values are equal to one.
   *
   * @returns A fresh array of bools, false everywhere where the value is too long for the field.
   */
  eq(value: I): NDArray<'bool'> {
    return scope(() => {
      const padded = new Array<number>(this.width).fill(0);
      try {
        for (const [i, unit] of [...this.unitsOf(this.codec.check('eq', value))].entries()) padded[i] = unit;
      } catch (error) {
        if (error instanceof RangeError) return zeros(this.shape, 'bool');
        throw error;
      }
      return all(equal(this.units as NDArray, padded), { axis: -1 }) as NDArray<'bool'>;
    });
  }

  /** The units of a value. */
  protected abstract unitsOf(value: V): Iterable<number>;

  /** Over the values. */
  *[Symbol.iterator](): IterableIterator<V> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** Lets go of the records' memory now. The column is unusable after that. */
  dispose(): void {
    this.units.dispose();
  }

  /** The same as `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The values as they print. */
  toString(): string {
    return JSON.stringify(this.toArray(), (_, item) => (item instanceof Uint8Array ? [...item] : item));
  }
}

/**
 * A column of text of at most `width` code points, a view of its records' memory.
 *
 * @example
 * people.name.at(0);                  // 'Ada'
 * people.get(people.name.eq('Ada'));  // all records of that name
 */
export class TextArray extends FixedColumn<string, string, 'u32'> {
  protected *unitsOf(value: string): Iterable<number> {
    for (const character of value) yield character.codePointAt(0)!;
  }
}

/** A column of bytes of a fixed length, a view of its records' memory; strings that are written are stored as UTF-8. */
export class BytesArray extends FixedColumn<Uint8Array, BytesLike, 'u8'> {
  protected unitsOf(value: Uint8Array): Iterable<number> {
    return value;
  }
}

/** The column at a place; `shape` is of the records and of the sub-array. */
export function stringColumn(kind: StringKind, shape: readonly number[], place: Place): TextArray | BytesArray {
  const { storage, byteOffset, byteStrides } = place;
  const unit = kind.tag === 'text' ? 'u32' : 'u8';
  const view = {
    shape: [...shape, kind.length],
    byteStrides: [...byteStrides, DTYPES[unit].itemsize],
    byteOffset,
  };
  // The column is what a scope disposes of or keeps, not its units by themselves.
  const units = unscoped(() => NDArray.over(storage, unit, view, kind.tag === 'text' && kind.swapped)) as NDArray;
  if (kind.tag === 'text') return new TextArray(kind, units as NDArray<'u32'>);
  return new BytesArray(kind, units as NDArray<'u8'>);
}
