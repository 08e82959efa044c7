/** What is wrong with an expression, and where. */

/** An error at a part of the source, from `start` up to but not including `end`. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ExpressionError';
  }
}

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeOf(source: string, position: number): Place {
  const before = source.slice(0, position).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/**
 * The line of the source where a part begins, and below it a mark under the part.
 *
 * @example
 * pointAt('zeros(3).foo', 9, 12);
 * // zeros(3).foo
 * //          ^^^
 */
export function pointAt(source: string, start: number, end: number): string {
  const { line, column } = placeOf(source, start);
  const text = source.split('\n')[line - 1];
  const length = Math.max(1, Math.min(end - start, text.length - column + 1));
  return `${text}\n${' '.repeat(column - 1)}${'^'.repeat(length)}`;
}
