// @ts-check
// One place of a row's grid, with its operands made for a library and its function ready to be timed.

import { clear as clearArray } from '../contenders.js';
import { libraries } from './contenders.js';
import { count, layoutShape, line, operandsOf } from './operands.js';

/** @typedef {import('./table.js').Entry} Entry */
/** @typedef {import('./table.js').Place} Place */
/** @typedef {import('./contenders.js').LibraryName} LibraryName */
/** @typedef {import('../measure.js').Case & { release: () => void }} Staged */

/**
 * The output that those reuse who can; null where there is none.
 * @param {Entry} entry
 * @param {Place} place
 */
export function outputOf({ out, shape = line }, { dtype, layout, n }) {
  const type = out?.(dtype) ?? null;
  return type && { dtype: type, shape: layoutShape(shape(n), layout) };
}

/**
 * A library at a place, reusing an output or making its results; null where it has no such operation, type or layout.
 * @param {Entry} entry
 * @param {Place} place
 * @param {LibraryName} name
 * @param {string} id
 * @param {boolean} reuses
 * @returns {Staged | null}
 */
export function stage(entry, place, name, id, reuses) {
  const library = libraries[name];
  const operation = entry[name];
  const types = entry.only?.[name] ?? library.dtypes;
  if (!operation || !types.includes(place.dtype) || !library.layouts.includes(place.layout)) return null;
  const described = outputOf(entry, place);
  /** @type {any} */
  const given = { ...place };
  /** @type {any[]} */
  const held = [];
  let copies = entry.tidy ?? false;
  for (const operand of operandsOf(entry, place)) {
    const { whole, seen, copy } = library.hold(operand);
    held.push(whole);
    if (copy) Object.defineProperty(given, operand.role, { get: copy });
    else given[operand.role] = seen;
    copies ||= copy !== undefined;
  }
  if (described && reuses) given.out = library.output?.(described.dtype, described.shape);

  const { tidy } = library;
  const call = copies && tidy ? () => tidy(() => operation(given)) : () => operation(given);
  const frees = !entry.collected || tidy !== undefined;
  /** @type {any} */
  let made;
  const letGo = () => {
    if (made !== undefined) library.free(made);
    made = undefined;
  };
  return {
    id,
    run() {
      letGo();
      const result = call();
      if (frees && result !== given.out) made = result;
      return result;
    },
    read(result) {
      const answer = library.read(result);
      return entry.answer && typeof answer !== 'number' ? entry.answer(answer) : answer;
    },
    clear: name === 'contig' && given.out ? () => clearArray(given.out) : undefined,
    release() {
      letGo();
      for (const array of [...held, given.out]) if (array !== undefined) library.free(array);
    },
  };
}

/**
 * What another process needs to know to make the same operands.
 * @param {Entry} entry
 * @param {Place} place
 */
export const describe = (entry, place) => ({
  row: entry.name,
  ...place,
  operands: operandsOf(entry, place),
  out: outputOf(entry, place),
});

/**
 * The places of a row's grid.
 * @param {Entry} entry
 * @returns {Place[]}
 */
export const places = ({ grid }) =>
  grid.flatMap(({ layouts, dtypes, sizes }) =>
    layouts.flatMap((layout) => dtypes.flatMap((dtype) => sizes.map((n) => ({ layout, dtype, n })))),
  );

/**
 * Elements of the largest operand.
 * @param {Entry} entry
 * @param {Place} place
 */
export const elements = ({ shape = line }, { n }) => count(shape(n));
