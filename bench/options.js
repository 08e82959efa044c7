// @ts-check
// The command line of `npm run bench`.

import { parseArgs } from 'node:util';

/**
 * How long and how wide a run is; times are milliseconds. A contender's turn lasts about `batch`, after `warmup` untimed. A
 * row has at least `rounds` rounds and goes on until `budget` is spent; while the run is behind a schedule of `total`, rows
 * have no budget.
 * @typedef {{ sizes: number[], rounds: number, batch: number, warmup: number, budget: number, total: number }} Effort
 * @typedef {{ section: 'own' | 'peers' | 'check', quick: boolean, filter: string, picture: boolean, update: boolean, results: string, effort: Effort }} Options
 */

/** @type {Effort} */
const full = { sizes: [1e3, 1e5, 1e6, 1e7], rounds: 15, batch: 2, warmup: 50, budget: 1000, total: 600e3 };
/** @type {Effort} */
const quick = { sizes: [1e3, 1e6], rounds: 11, batch: 0.5, warmup: 8, budget: 120, total: 30e3 };

export const help = `usage: npm run bench -- [options]

  --quick         fewer sizes and rounds: under a minute in all, two with --peers
  --filter WORDS  only rows whose name contains every one of the words,
                  e.g. --filter "add f32", --filter flights, --filter 1e6
  --peers         the comparison with NumPy and JavaScript libraries: seven to
                  twelve minutes; results/peers.json, peers.md, peers.svg
  --picture       with --peers: the chart also to bench/peers.svg, for the README
  --check         has anything become slow? Times over a fixed loop's, held against
                  bench/expectations.json; exit code 1 at twice the expected
  --update        with --check: what is measured is expected from now on
  --results DIR   where the results go (bench/results)
  --help          this text

Every row alternates its contenders in one process and prints medians; a ratio says how many times
longer a contender took than contig. Results go to latest.json and latest.svg.
Row names begin with their section: compute, flights, sorting, fusion, layout, memory, records; peers.`;

/**
 * The options in `args`, or null when help was asked for.
 * @param {string[]} args
 * @returns {Options | null}
 * @throws {TypeError} naming the argument that is not understood
 */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      filter: { type: 'string', default: '' },
      peers: { type: 'boolean', default: false },
      picture: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
      results: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { quick: isQuick, filter, picture, update, results } = values;
  const section = values.peers ? 'peers' : values.check ? 'check' : 'own';
  return { section, quick: isQuick, filter, picture, update, results, effort: isQuick ? quick : full };
}

/**
 * Whether a row's name contains every word of the filter.
 * @param {string} name
 * @param {string} filter
 */
export function matches(name, filter) {
  return filter
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => name.toLowerCase().includes(word.toLowerCase()));
}
