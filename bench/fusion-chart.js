// @ts-check
// The section of fused chains as a bar chart: time per element by the length of the chain, a size a column.

import { sizeName } from './data.js';
import { draw } from './draw.js';

/** @typedef {import('./results.js').Results} Results */
/** @typedef {import('./rows.js').Comparison} Comparison */

/** The contenders in the order shown, in Okabe and Ito's palette. */
const colours = {
  contig: '#d55e00',
  reused: '#e69f00',
  numpy: '#009e73',
  call: '#cc79a7',
  fresh: '#f0e442',
  numpyFresh: '#56b4e9',
  loop: '#0072b2',
};

/**
 * The chart as SVG; null when the section was not run.
 * @param {Results} results
 * @returns {Promise<string | null>}
 */
export async function fusionChart({ rows, labels, machine }) {
  const fusion = /** @type {Comparison[]} */ (rows.filter(({ section }) => section === 'fusion'));
  if (fusion.length === 0) return null;
  const ids = Object.keys(colours).filter((id) => fusion.some(({ timings }) => id in timings));
  const name = (/** @type {string} */ id) => (id === 'contig' ? labels.fused : labels[id]);
  const values = fusion.flatMap(({ task, n, timings }) =>
    ids
      .filter((id) => id in timings)
      .map((id) => ({ task, size: `${sizeName(n)} f32`, contender: name(id), ns: timings[id].median / n })),
  );
  const order = ids.map(name);
  /** @type {import('vega-lite').TopLevelSpec} */
  const spec = {
    title: {
      text: 'Time per element of chains of operations, fused and not',
      subtitle: `Shorter is better. ${machine.cpu}, Node ${machine.node}, one thread.`,
      anchor: 'start',
      fontSize: 16,
      offset: 12,
    },
    background: 'white',
    padding: 16,
    data: { values },
    facet: {
      column: {
        field: 'size',
        sort: null,
        header: { title: null, labelFontSize: 14, labelFontWeight: 'bold' },
      },
    },
    spec: {
      width: 320,
      height: { step: 11 },
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'task', type: 'nominal', sort: null, axis: { title: null, ticks: false } },
        yOffset: { field: 'contender', sort: order },
        x: { field: 'ns', type: 'quantitative', stack: null, axis: { title: 'nanoseconds per element' } },
        color: {
          field: 'contender',
          sort: order,
          scale: { domain: order, range: ids.map((id) => colours[/** @type {keyof typeof colours} */ (id)]) },
          legend: { title: null, orient: 'top', columns: 4, offset: 12 },
        },
      },
    },
    resolve: { scale: { x: 'independent' } },
  };
  return draw(spec);
}
