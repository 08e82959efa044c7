/** What the values of one column are, and the smallest element type that holds all of them unchanged. */
import { DTYPES, type DType, integerRange } from '../../array/dtype.js';
import type { SizeOptions } from './sizeof.js';
import { showCount } from './tally.js';

/** A type for a column: an element type, or NumPy's fixed-length text (`'S8'`, bytes each). */
export interface TypeAdvice {
  /** The type, null where the values must stay in JS. */
  readonly dtype: string | null;
  /** Bytes of a value in that type. */
  readonly itemsize: number;
  /** What the values are, in words. */
  readonly found: string;
  /** What to know before: what is missing or mixed, and what would be lost in smaller types. */
  readonly notes: readonly string[];
}

/** Options of {@link advise}. */
export interface AdviseOptions {
  /** The relative error that floats may have; 0, the default, keeps every value as it is. */
  tolerance?: number;
  /** As in {@link SizeOptions}. */
  word?: SizeOptions['word'];
}

/** Most different texts that are told apart: as many as a byte can number. */
const FEW = 256;
/** The longest text to be kept in place in every record, in bytes. */
const LONGEST_TEXT = 32;
const INTEGERS = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32'] as const satisfies readonly DType[];
const NUMERIC: ReadonlySet<string> = new Set(['numbers', 'bigints', 'booleans']);
const WIDE = ['u64', 'i64'] as const satisfies readonly DType[];

/** Gathers what is to be known of values, one by one. */
export class Column {
  private values = 0;
  private nulls = 0;
  private missing = 0;
  private integers = 0;
  private fractions = 0;
  private nans = 0;
  private infinities = 0;
  private negativeZeros = 0;
  private bigints = 0;
  private booleans = 0;
  private strings = 0;
  private low: number | bigint = Number.POSITIVE_INFINITY;
  private high: number | bigint = Number.NEGATIVE_INFINITY;
  private error = 0;
  private errorAt = 0;
  private longest = 0;
  private readonly texts = new Set<string>();
  private readonly others = new Map<string, number>();

  /** Another value. */
  see(value: unknown): void {
    this.values++;
    switch (typeof value) {
      case 'number':
        this.number(value);
        break;
      case 'bigint':
        this.bigints++;
        this.range(value);
        break;
      case 'boolean':
        this.booleans++;
        break;
      case 'string':
        this.strings++;
        this.longest = Math.max(this.longest, bytesOf(value));
        if (this.texts.size <= FEW) this.texts.add(value);
        break;
      case 'undefined':
        this.missing++;
        break;
      default:
        if (value === null) this.nulls++;
        else this.other(kindOf(value));
    }
  }

  /** So many records that lack the field. */
  lack(count: number): void {
    this.values += count;
    this.missing += count;
  }

  private number(value: number): void {
    if (Number.isNaN(value)) this.nans++;
    else if (!Number.isFinite(value)) this.infinities++;
    else {
      if (Number.isInteger(value)) {
        this.integers++;
        if (Object.is(value, -0)) this.negativeZeros++;
      } else this.fractions++;
      this.range(value);
      const error = value === 0 ? 0 : Math.abs((Math.fround(value) - value) / value);
      if (error > this.error) {
        this.error = error;
        this.errorAt = value;
      }
    }
  }

  private range(value: number | bigint): void {
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }

  private other(kind: string): void {
    this.others.set(kind, (this.others.get(kind) ?? 0) + 1);
  }

  /** The smallest type that keeps every value, floats within the tolerance. */
  advise({ tolerance = 0 }: AdviseOptions): TypeAdvice {
    const notes: string[] = [];
    const numbers = this.integers + this.fractions + this.nans + this.infinities;
    const kinds = [
      ['numbers', numbers],
      ['bigints', this.bigints],
      ['booleans', this.booleans],
      ['strings', this.strings],
      ...this.others,
    ].filter(([, count]) => count !== 0) as [string, number][];
    const holes = this.nulls + this.missing;
    if (this.nulls > 0) notes.push(`${showCount(this.nulls)} of ${showCount(this.values)} are null`);
    if (this.missing > 0) notes.push(`${showCount(this.missing)} of ${showCount(this.values)} are missing`);
    const stay = (found: string, why: string): TypeAdvice => ({
      dtype: null,
      itemsize: 0,
      found,
      notes: [...notes, why],
    });

    if (kinds.length === 0) return stay('nothing', 'no value to tell a type by');
    const onlyNumbers = kinds.every(([kind]) => NUMERIC.has(kind));
    if (kinds.length > 1) {
      const mixed = kinds.map(([kind, count]) => `${showCount(count)} ${kind}`).join(', ');
      if (!onlyNumbers) return stay(mixed, 'mixed: give each kind a field of its own');
      notes.push(`mixed: ${mixed}; all become numbers`);
    }
    if (this.strings > 0) return this.text(notes, holes);
    if (!onlyNumbers) return stay(kinds[0][0], 'no numbers: they stay in JS');
    if (kinds.length === 1 && this.booleans > 0) {
      if (holes > 0) notes.push('bool has no null: use i8 with -1 for none, or a second field of bool');
      return { dtype: holes > 0 ? 'i8' : 'bool', itemsize: 1, found: 'true and false', notes };
    }
    if (this.booleans > 0) {
      this.range(0);
      this.range(1);
    }
    return this.numeric(notes, holes, tolerance);
  }

  private numeric(notes: string[], holes: number, tolerance: number): TypeAdvice {
    const { low, high } = this;
    const whole = this.fractions === 0;
    const none = low > high;
    const found = none
      ? 'no finite number'
      : `${whole ? 'integers' : 'numbers'} ${this.bigints > 0 && this.integers === 0 ? '(bigint) ' : ''}from ${low} to ${high}`;
    const floating = !whole || holes > 0 || this.nans + this.infinities > 0 || none;
    if (floating) return this.float(notes, holes, tolerance, found);
    if (this.negativeZeros > 0) notes.push(`${showCount(this.negativeZeros)} are -0, which integers keep as 0`);
    const holds = (name: DType) => {
      const [least, most] = integerRange(name)!;
      return low >= least && high <= most;
    };
    const small = INTEGERS.find(holds);
    if (small !== undefined) {
      if (this.bigints > 0) notes.push(`bigints come back as numbers from ${small}`);
      return { dtype: small, itemsize: DTYPES[small].itemsize, found, notes };
    }
    if (this.bigints === 0) {
      const safe = low >= Number.MIN_SAFE_INTEGER && high <= Number.MAX_SAFE_INTEGER;
      notes.push(
        safe
          ? 'beyond 32 bits: f64 holds integers up to 2^53 exactly, i64 gives bigints'
          : 'beyond 2^53, where numbers are exact no more: bigints in i64 would be',
      );
      return { dtype: 'f64', itemsize: 8, found, notes };
    }
    const wide = WIDE.find(holds);
    if (wide === undefined) {
      return { dtype: null, itemsize: 0, found, notes: [...notes, 'beyond 64 bits: they stay bigints in JS'] };
    }
    if (this.integers > 0) notes.push('numbers come back as bigints');
    return { dtype: wide, itemsize: 8, found, notes };
  }

  private float(notes: string[], holes: number, tolerance: number, found: string): TypeAdvice {
    if (holes > 0) notes.push('NaN stands for none in floats; or keep integers and a second field of bool');
    if (this.nans > 0) notes.push(`${showCount(this.nans)} are NaN`);
    if (this.infinities > 0) notes.push(`${showCount(this.infinities)} are infinite`);
    if (this.bigints > 0) notes.push('bigints among floats: exact up to 2^53 only');
    const lossless = this.error === 0 && this.bigints === 0;
    if (lossless || (this.bigints === 0 && this.error <= tolerance)) {
      notes.push(lossless ? 'f32 holds every value exactly' : `f32 rounds: ${this.lossText()}`);
      return { dtype: 'f32', itemsize: 4, found, notes };
    }
    if (this.error > 0) notes.push(`f32, half the bytes, would round: ${this.lossText()}`);
    return { dtype: 'f64', itemsize: 8, found, notes };
  }

  private lossText(): string {
    if (this.error === Number.POSITIVE_INFINITY) return `${this.errorAt} is beyond its range`;
    return `relative error up to ${this.error.toExponential(1)}, at ${this.errorAt}`;
  }

  private text(notes: string[], holes: number): TypeAdvice {
    const { size } = this.texts;
    const few = size < FEW && size * 4 <= this.strings;
    const found = `text up to ${this.longest} bytes, ${size > FEW ? `more than ${FEW}` : size} different`;
    if (few) {
      const codes = holes > 0 ? '; one more code for none' : '';
      notes.push(`as the place of each in a list of the ${size} texts${codes}`);
      return { dtype: 'u8', itemsize: 1, found, notes };
    }
    if (this.longest > LONGEST_TEXT || this.longest === 0) {
      return { dtype: null, itemsize: 0, found, notes: [...notes, 'text of many lengths stays in a JS array'] };
    }
    notes.push('as UTF-8 bytes of fixed length');
    return { dtype: `S${this.longest}`, itemsize: this.longest, found, notes };
  }
}

/** The bytes of a text as UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    // Each half of a pair counts two of its four bytes.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** The class of an object, in words. */
export function kindOf(value: unknown): string {
  if (typeof value === 'function') return 'functions';
  if (Array.isArray(value)) return 'arrays';
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name;
  return name === undefined || name === '' || name === 'Object' ? 'objects' : `instances of ${name}`;
}
