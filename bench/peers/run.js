// @ts-check
// `npm run bench -- --peers`: every row at every place of its grid, all libraries that have it taking turns.

import { dtypes, sizeName } from '../data.js';
import { compare } from '../measure.js';
import { libraries, rivals } from './contenders.js';
import { elements, outputOf, places, stage } from './stage.js';
import { table } from './table.js';

/** @typedef {import('./table.js').Entry} Entry */
/** @typedef {import('./table.js').Place} Place */
/** @typedef {import('../measure.js').Timing} Timing */
/** @typedef {{ visitors: import('./guests.js').Visitor[], effort: import('../options.js').Effort }} Context */

/**
 * Times are nanoseconds a call. `made` is contig with fresh results, where `contig` reuses one. A ratio is a rival's median over
 * contig's, made as the rival makes its results; `numpy2` is NumPy's over contig's with two threads, `threads` what the second
 * thread gains. `refused` is why a rival that has the operation is missing.
 * @typedef {object} PeerRow
 * @property {string} family
 * @property {string} task
 * @property {import('./operands.js').Layout} layout
 * @property {import('../data.js').Dtype} dtype
 * @property {number} n
 * @property {Record<string, Timing>} timings
 * @property {Record<string, number>} ratios
 * @property {Record<string, string>} refused
 */

/** Sizes of a quick run; those of the other rows are sides of matrices. */
const QUICK = [10, 1e3, 1e6];
const QUICK_SIDES = [16, 100, 256];
const SIDED = ['products', 'linalg'];

/** @type {(entry: Entry, place: Place) => boolean} */
const inQuick = ({ family, name }, { n, layout, dtype }) =>
  (SIDED.includes(family) && name !== 'dot' ? QUICK_SIDES : QUICK).includes(n) &&
  (dtype === 'f32' || (n !== 10 && layout === 'contiguous'));

/**
 * @param {boolean} quick
 * @returns {{ name: string, run: (context: Context) => Promise<PeerRow[]> }[]}
 */
export const plan = (quick) =>
  table.flatMap((entry) =>
    places(entry)
      .filter((place) => !quick || inQuick(entry, place))
      .sort((a, b) => a.n - b.n)
      .map((place) => ({
        name: `peers ${entry.family} ${entry.name} ${place.dtype} ${sizeName(place.n)} ${place.layout}`,
        run: async (context) => [await measure(entry, place, context)],
      })),
  );

/** Elements from which only every so many of a first answer are looked at. */
const LONG_ANSWER = 1e6;

/**
 * @param {Entry} entry
 * @param {Place} place
 * @param {Context} context
 * @returns {Promise<PeerRow>}
 */
async function measure(entry, place, { visitors, effort }) {
  const tolerance = entry.tolerance ?? 10 * dtypes[place.dtype].tolerance;
  /** @type {Record<string, string>} */
  const refused = {};
  const cases = [];
  try {
    for (const { id, name, reuses } of contendersOf(entry, place)) {
      try {
        const staged = stage(entry, place, name, id, reuses);
        if (staged) cases.push(staged);
      } catch (error) {
        if (name === 'contig') throw error;
        refused[id] = error instanceof Error ? error.message : String(error);
      }
    }
    const { timings } = await compare(cases, effort, tolerance, {
      guests: visitors.map((visitor) => visitor.guest(entry, place, effort, tolerance)),
      reject: (id, message) => {
        refused[id] = message;
      },
      step: elements(entry, place) > LONG_ANSWER ? 13 : 1,
    });
    const { family, name: task } = entry;
    return { family, task, ...place, timings, ratios: ratiosOf(timings), refused };
  } finally {
    for (const { release } of cases) release();
  }
}

/**
 * contig first, whose answer the others' are compared with.
 * @param {Entry} entry
 * @param {Place} place
 * @returns {{ id: string, name: import('./contenders.js').LibraryName, reuses: boolean }[]}
 */
function contendersOf(entry, place) {
  const names = /** @type {import('./contenders.js').LibraryName[]} */ (Object.keys(libraries));
  const all = names.map((name) => ({ id: /** @type {string} */ (name), name, reuses: libraries[name].reuses }));
  if (outputOf(entry, place)) all.splice(1, 0, { id: 'made', name: 'contig', reuses: false });
  return all;
}

/** Those who write to an output that they are given. */
const REUSERS = ['numpy', 'ndarrayOps'];

/**
 * @param {Record<string, Timing>} timings
 */
function ratiosOf(timings) {
  const { contig, made = contig, threads, numpy } = timings;
  /** @type {Record<string, number>} */
  const ratios = {};
  for (const rival of Object.keys(rivals)) {
    if (rival in timings) ratios[rival] = timings[rival].median / (REUSERS.includes(rival) ? contig : made).median;
  }
  if (threads && numpy) ratios.numpy2 = numpy.median / threads.median;
  if (threads) ratios.threads = contig.median / threads.median;
  return ratios;
}
