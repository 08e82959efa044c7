/** What a format gives, read by the compiler: formats known to it, with counts of one digit. */
import type { BufferLike } from './bytes.js';
import type { StructValue } from './struct-codes.js';

/** The value of a character; `N` is whether the format is in native mode. */
type ValueOf<C extends string, N> = C extends 'b' | 'B' | 'h' | 'H' | 'i' | 'I' | 'e' | 'f' | 'd'
  ? number
  : C extends 'q' | 'Q' | 'n' | 'N' | 'P'
    ? bigint
    : C extends 'l' | 'L'
      ? N extends true
        ? bigint
        : number
      : C extends '?'
        ? boolean
        : C extends 'c' | 's' | 'p'
          ? Uint8Array
          : StructValue;

interface Repeated<T> {
  0: [];
  1: [T];
  2: [T, T];
  3: [T, T, T];
  4: [T, T, T, T];
  5: [T, T, T, T, T];
  6: [T, T, T, T, T, T];
  7: [T, T, T, T, T, T, T];
  8: [T, T, T, T, T, T, T, T];
  9: [T, T, T, T, T, T, T, T, T];
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type Space = ' ' | '\t' | '\n' | '\r' | '\v' | '\f';

/** The values of a count and a character. */
type Some<C extends string, D extends string, N> = C extends 'x'
  ? []
  : C extends 's' | 'p'
    ? [Uint8Array]
    : D extends keyof Repeated<unknown>
      ? Repeated<ValueOf<C, N>>[D]
      : D extends `${infer I extends number}`
        ? I extends keyof Repeated<unknown>
          ? Repeated<ValueOf<C, N>>[I]
          : never
        : never;

/** The values of what is left of a format; those of longer formats are not told apart. */
type Values<S extends string, N, Found extends unknown[]> = S extends ''
  ? Found
  : S extends `${Space}${infer Rest}`
    ? Values<Rest, N, Found>
    : S extends `${Digit}${Digit}${string}`
      ? StructValue[]
      : S extends `${infer D extends Digit}${infer C}${infer Rest}`
        ? Values<Rest, N, [...Found, ...Some<C, D, N>]>
        : S extends `${infer C}${infer Rest}`
          ? Values<Rest, N, [...Found, ...Some<C, '1', N>]>
          : StructValue[];

type Tuple<F extends string> = string extends F
  ? StructValue[]
  : F extends `${'<' | '>' | '=' | '!'}${infer Rest}`
    ? Values<Rest, false, []>
    : F extends `@${infer Rest}`
      ? Values<Rest, true, []>
      : Values<F, true, []>;

/** The values that a format unpacks to: a tuple where the compiler knows the format, otherwise a list. */
export type UnpackedValues<F extends string> = Tuple<F>;

/** What `pack` takes for a value that comes back as `T`. */
type Packable<T> = [T] extends [number] | [bigint]
  ? number | bigint | boolean
  : [T] extends [boolean]
    ? unknown
    : [T] extends [Uint8Array]
      ? BufferLike | string
      : unknown;

type Packables<T extends readonly unknown[]> = { [I in keyof T]: Packable<T[I]> };

/** The arguments that a format packs. */
export type PackArguments<F extends string> = Tuple<F> extends infer T extends unknown[] ? Packables<T> : never;
