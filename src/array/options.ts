/** Arguments as they are meant: options that a function does not have are refused rather than ignored, and so is what is no list. */
import { shown } from './layout.js';
import { NDArray } from './ndarray.js';

/**
 * Refuses options that a function does not have: misspelt ones, and those of NumPy alone.
 *
 * @throws TypeError for what is no object of options, and for names that are none of them.
 */
export function checkOptions(operation: string, options: unknown, known: readonly string[]): void {
  // A number there is the position that Array.map gives.
  if (options === undefined || typeof options === 'number') return;
  if (typeof options !== 'object' || options === null || Array.isArray(options) || options instanceof NDArray) {
    throw new TypeError(`${operation}: options come in an object: { ${known.join(', ')} }.`);
  }
  for (const name in options) {
    if (!known.includes(name)) {
      throw new TypeError(`${operation}: there is no option '${name}'; there are ${known.join(', ')}.`);
    }
  }
}

/**
 * Options of which the first may also come alone, as a number, text, list or null: an axis for `{ axis }`.
 *
 * @throws TypeError as {@link checkOptions}.
 */
export function optionsOf<O extends object>(
  operation: string,
  argument: unknown,
  known: readonly [keyof O & string, ...(keyof O & string)[]],
): O {
  if (argument === undefined) return {} as O;
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) {
    return { [known[0]]: argument } as O;
  }
  checkOptions(operation, argument, known);
  return argument as O;
}

/** @throws TypeError for what is no list. */
export function checkList(operation: string, value: unknown, what: string): void {
  if (!Array.isArray(value)) throw new TypeError(`${operation}: ${what} come in a list, not ${shown(value)}.`);
}
