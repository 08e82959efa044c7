// @ts-check
// The main section as a bar chart: time per element of every contender and task at one size, an element type a column.

import { draw } from './draw.js';

/** @typedef {import('./results.js').Results} Results */
/** @typedef {import('./rows.js').Comparison} Comparison */

/** The size shown: all contenders are out of the first caches there, and allocation is not all they do. */
const PREFERRED = 1e6;

const SCALE = 'Shorter is better; logarithmic scale.';

/** Okabe and Ito's palette, which the colour-blind can tell apart. */
const colours = {
  contig: '#d55e00',
  scalar: '#e69f00',
  loop: '#0072b2',
  numbers: '#56b4e9',
  objects: '#999999',
  numpy: '#009e73',
};

/**
 * Where a chart stands: `place` is said of the machine, `stacked` puts the element types one below the other.
 * @typedef {{ place: string, background?: string, stacked?: boolean, width?: number }} Setting
 */

/**
 * The chart as SVG; null when the main section was not run.
 * @param {Results} results
 * @returns {Promise<string | null>}
 */
export async function chart({ rows, labels, machine }) {
  const spec = specification({ rows, labels }, { place: `${machine.cpu}, Node ${machine.node}, one thread.` });
  return spec && draw(spec);
}

/**
 * The chart in vega-lite's terms; null when the main section was not run.
 * @param {Pick<Results, 'rows' | 'labels'>} results
 * @param {Setting} setting
 * @returns {import('vega-lite').TopLevelSpec | null}
 */
export function specification({ rows, labels }, { place, background = 'white', stacked = false, width = 260 }) {
  const compute = /** @type {Comparison[]} */ (rows.filter(({ section }) => section === 'compute'));
  if (compute.length === 0) return null;
  const n = closest(compute.map((row) => row.n));
  const shown = compute.filter((row) => row.n === n);
  const ids = Object.keys(labels).filter((id) => shown.some(({ timings }) => id in timings));
  // A clock too coarse for a turn says 0, which has no place on a logarithmic axis.
  const values = shown
    .flatMap(({ task, dtype, timings }) =>
      Object.entries(timings).map(([id, { median }]) => ({ task, dtype, contender: labels[id], ns: median / n })),
    )
    .filter(({ ns }) => ns > 0);
  if (values.length === 0) return null;
  // A logarithmic axis has no zero for bars to start from: they start at half the shortest.
  const low = Math.min(...values.map(({ ns }) => ns)) / 2;
  const high = Math.max(...values.map(({ ns }) => ns)) * 1.2;
  const order = ids.map((id) => labels[id]);
  return {
    title: {
      text: `Time per element, arrays of ${n.toLocaleString('en')}`,
      subtitle: stacked ? [SCALE, place] : `${SCALE} ${place}`,
      anchor: 'start',
      fontSize: 16,
      offset: 12,
    },
    background,
    padding: 16,
    data: { values },
    facet: {
      [stacked ? 'row' : 'column']: {
        field: 'dtype',
        sort: ['f32', 'f64', 'u8'],
        header: { title: null, labelFontSize: 14, labelFontWeight: 'bold' },
      },
    },
    spec: {
      width,
      height: { step: 9 },
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'task', type: 'nominal', sort: null, axis: { title: null, ticks: false } },
        yOffset: { field: 'contender', sort: order },
        x: {
          field: 'ns',
          type: 'quantitative',
          stack: null,
          scale: { type: 'log', domain: [low, high], nice: false },
          axis: { title: 'nanoseconds per element', values: decades(low, high), format: '~r', labelFlush: false },
        },
        x2: { datum: low },
        color: {
          field: 'contender',
          sort: order,
          scale: { domain: order, range: ids.map((id) => colours[/** @type {keyof typeof colours} */ (id)]) },
          legend: { title: null, orient: 'top', columns: stacked ? 2 : ids.length, offset: 12 },
        },
      },
    },
  };
}

/**
 * The powers of ten between `low` and `high`.
 * @param {number} low
 * @param {number} high
 */
function decades(low, high) {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/** @param {number[]} sizes */
function closest(sizes) {
  const distance = (/** @type {number} */ n) => Math.abs(Math.log(n / PREFERRED));
  return sizes.reduce((best, n) => (distance(n) < distance(best) ? n : best));
}
