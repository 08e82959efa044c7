/** Where the tests run: in the page or in a worker of it, with memory that can be shared or without. */

/**
 * @typedef {object} Configuration
 * @property {string} name
 * @property {'page' | 'worker'} where
 * @property {boolean} isolated Served with COOP and COEP: SharedArrayBuffer is there, and threads are.
 * @property {boolean} whole Whether all files run but the longest, or the cross-section.
 */

/** @type {readonly Configuration[]} */
export const CONFIGURATIONS = [
  { name: 'page, isolated', where: 'page', isolated: true, whole: true },
  { name: 'worker, not isolated', where: 'worker', isolated: false, whole: true },
  { name: 'page, not isolated', where: 'page', isolated: false, whole: false },
  { name: 'worker, isolated', where: 'worker', isolated: true, whole: false },
];

/** The longest files, a third of all the time: one of the two configurations that run all files does without each. */
const NOT_IN = {
  'page, isolated': ['test/api/layouts.test.ts', 'test/api/sorting.oracle.test.ts'],
  'worker, not isolated': ['test/api/products.sizes.test.ts', 'test/api/sorting-long.test.ts'],
};

/** Threads share memory. */
const NEEDS_ISOLATION = 'test/threads/';

/**
 * The cross-section: every file but those about single functions of the API, which run the same kernels everywhere, and
 * of those a few that cross all floors.
 */
const API = ['test/api/', 'test/views.test.ts'];
const API_FILES = [
  'test/api/linalg.test.ts',
  'test/api/memory-paths.test.ts',
  'test/api/random.oracle.test.ts',
  'test/api/ufuncs.oracle.test.ts',
];

function isInCrossSection(file) {
  return API_FILES.includes(file) || !API.some((start) => file.startsWith(start));
}

/**
 * The files that run in a configuration.
 *
 * @param {Configuration} configuration
 * @param {readonly string[]} files
 * @param {boolean} full Whether all of them run everywhere.
 */
export function filesOf({ name, whole, isolated }, files, full) {
  const possible = files.filter((file) => isolated || !file.startsWith(NEEDS_ISOLATION));
  if (full) return possible;
  return possible.filter((file) => (whole ? !NOT_IN[name].includes(file) : isInCrossSection(file)));
}
