// @ts-check
// Who is compared: two builds of contig on the same arrays, and three ways to hold numbers without it.

import { array, kernels, NDArray } from 'contig';
import { dtypes } from './data.js';

/** @typedef {import('./data.js').Typed} Typed */
/** @typedef {import('./data.js').Dtype} Dtype */
/** @typedef {'contig' | 'loop' | 'numbers' | 'objects'} Kind */

/** The build the engine chose for this runtime: relaxed SIMD where there is any, else SIMD. */
export const fastBuild = kernels.build;

/**
 * `kind` is the container and the task's function used; `enter` runs before each turn, untimed. The loop comes first: its
 * answer is what all others' are compared with.
 * @type {{ id: string, kind: Kind, label: string, enter?: () => void }[]}
 */
export const contenders = [
  { id: 'loop', kind: 'loop', label: 'typed-array loop' },
  { id: 'contig', kind: 'contig', label: `contig (${fastBuild})`, enter: () => kernels.use(fastBuild) },
  { id: 'scalar', kind: 'contig', label: 'contig (scalar)', enter: () => kernels.use('scalar') },
  { id: 'numbers', kind: 'numbers', label: 'number array' },
  { id: 'objects', kind: 'objects', label: 'array of {x, y}' },
];

/**
 * What tables and charts call them, in the order shown.
 * @type {Record<string, string>}
 */
export const labels = Object.fromEntries(
  ['contig', 'scalar', 'loop', 'numbers', 'objects'].map((id) => [
    id,
    contenders.find((contender) => contender.id === id)?.label ?? id,
  ]),
);

/**
 * How each kind holds the numbers of a typed array.
 * @type {Record<Kind, (values: Typed, dtype: Dtype) => any>}
 */
export const holds = {
  contig: (values, dtype) => array(values, dtype),
  loop: (values) => values,
  numbers: (values) => Array.from(values),
  objects: (values) => Array.from(values, (x, i) => ({ x, y: values[values.length - 1 - i] })),
};

/**
 * An output of `n` elements for the kinds that can reuse one; the others make theirs.
 * @type {Record<Kind, (n: number, dtype: Dtype) => any>}
 */
export const outputs = {
  contig: (n, dtype) => array(new dtypes[dtype].array(n), dtype),
  loop: (n, dtype) => new dtypes[dtype].array(n),
  numbers: () => undefined,
  objects: () => undefined,
};

/**
 * The numbers in a contender's result, contig's arrays being contiguous here.
 * @param {any} result
 * @returns {import('./verify.js').Answer}
 */
export function read(result) {
  return result instanceof NDArray ? elements(result) : result;
}

/**
 * @param {NDArray} contiguous
 * @returns {Typed}
 */
function elements({ data, offset, size }) {
  return /** @type {Typed} */ (data).subarray(offset, offset + size);
}

/**
 * Forgets what a reused output held, so that doing nothing is no right answer.
 * @param {NDArray} out
 */
export function clear(out) {
  elements(out).fill(0);
}

/**
 * The contenders of one task, ready to be timed.
 * @template {Record<Kind, (operands: any) => unknown>} T
 * @param {T} task
 * @param {(kind: Kind) => any} operands what the task's function of a kind is given
 * @returns {import('./measure.js').Case[]}
 */
export function casesOf(task, operands) {
  return contenders.map(({ id, kind, enter }) => {
    const given = operands(kind);
    const run = task[kind];
    const reset = kind === 'contig' && given.out ? () => clear(given.out) : undefined;
    return { id, run: () => run(given), enter, read, clear: reset };
  });
}
