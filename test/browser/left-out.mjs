/**
 * The tests that do not run in a browser, each with its reason. Every other file under test/ does: a new one is in by
 * default. A row leaves out a whole file, or the tests whose full names begin with one of `tests`. Rows that name a
 * file or a test that is not there fail the run.
 */

/**
 * @typedef {object} LeftOut
 * @property {string} file
 * @property {readonly string[]} [tests] The beginnings of full names, "suite > test"; without it, the file as a whole.
 * @property {string} because
 * @property {'isolated'} [unless] Where they do run.
 */

const COMMAND = 'runs the command line';
const SOURCES = "checks the repository's own files, with the TypeScript compiler or a bundler";
const PROCESS = 'starts a process of Node';
const SHARED = 'shares memory';
const EVAL =
  'is about packages that make functions of text (apache-arrow, ndarray): the content security policy forbids it';
const FILES = 'reads and writes files on disk';

/** @type {readonly LeftOut[]} */
export const LEFT_OUT = [
  { file: 'test/api/options.test.ts', tests: ['a misspelt option > is refused by all'], because: FILES },
  { file: 'test/cli/info.test.ts', because: COMMAND },
  { file: 'test/cli/layout.test.ts', because: COMMAND },
  { file: 'test/features.test.ts', because: SOURCES },
  { file: 'test/interop/arrow.test.ts', because: EVAL },
  {
    file: 'test/interop/exchange.test.ts',
    tests: ['contig takes > arrays of another copy of itself'],
    because: 'loads the package a second time, by means of vitest in Node',
  },
  {
    file: 'test/interop/exchange.test.ts',
    tests: ['contig takes > shared memory'],
    because: SHARED,
    unless: 'isolated',
  },
  { file: 'test/interop/strided.test.ts', because: EVAL },
  { file: 'test/ndarray-ops/properties.test.ts', because: EVAL },
  { file: 'test/ndarray-ops/published.test.ts', because: SOURCES },
  { file: 'test/numpy/calls.test.ts', because: SOURCES },
  { file: 'test/numpy/modules.test.ts', because: SOURCES },
  { file: 'test/numpy/shaking.test.ts', because: SOURCES },
  { file: 'test/documents.test.ts', because: 'makes functions of text, which the content security policy forbids' },
  {
    file: 'test/records/arrow.test.ts',
    tests: [
      'records in rows > become a table',
      'records in columns > become a table',
      'Arrow tables > of several chunks',
      'Arrow tables > with nulls or other types',
    ],
    because: EVAL,
  },
  {
    file: 'test/records/layout-sizeof.test.ts',
    tests: ['agrees with measured memory > measured now'],
    because: PROCESS,
  },
  {
    file: 'test/records/layout-sizeof.test.ts',
    tests: ['a buffer counts once, whole'],
    because: SHARED,
    unless: 'isolated',
  },
  {
    file: 'test/records/struct.test.ts',
    tests: ['bytes > come in anything that has them'],
    because: SHARED,
    unless: 'isolated',
  },
  { file: 'test/memory/memory.test.ts', tests: ['ten thousand sums in one synchronous loop'], because: PROCESS },
  { file: 'test/tfjs/suite.test.ts', because: PROCESS },
  { file: 'test/threads/pool.test.ts', tests: ['idle helpers do not keep the process alive'], because: PROCESS },
  {
    file: 'test/threads/pool.test.ts',
    tests: [
      'trouble > a helper that is killed while idle is replaced',
      'helpers that were killed do not come back after stop',
    ],
    because: 'needs word of the end of a worker, which browsers do not give',
  },
  {
    file: 'test/io/files.test.ts',
    tests: [
      'load > reads paths, file URLs',
      'load > tells archives by their content',
      'load > fetches URLs',
      'load > names the source in every error',
      'load > a path holds what its ending says',
      'save > ',
      'nothing is written to the path',
    ],
    because: FILES,
  },
  { file: 'test/io/text.oracle.test.ts', tests: ['savetxt > writes files that loadtxt reads'], because: FILES },
  {
    file: 'test/web/layout.test.ts',
    tests: ['print'],
    because: 'is about the names of functions, which a minified package has lost; the build of the page keeps them',
  },
];

/**
 * What is left out of a file: all of it, or the tests with these beginnings.
 *
 * @param {string} file
 * @param {{ isolated: boolean }} configuration
 * @returns {'all' | readonly string[]}
 */
export function leftOutOf(file, { isolated }) {
  const rows = LEFT_OUT.filter((row) => row.file === file && !(row.unless === 'isolated' && isolated));
  return rows.some(({ tests }) => tests === undefined) ? 'all' : rows.flatMap(({ tests }) => tests ?? []);
}
