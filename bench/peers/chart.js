// @ts-check
// The comparison as bars: each family's geometric mean against each rival, floats and integers apart, from 1 to the right
// where contig is faster.

import { draw } from '../draw.js';
import { geometricMean, ratiosIn, rivalColumns } from './summary.js';

/** @typedef {import('./index.js').PeerResults} PeerResults */
/** @typedef {import('./run.js').PeerRow} PeerRow */

/** Okabe and Ito's blues, which the colour-blind can tell apart. */
const colours = { floats: '#0072b2', integers: '#56b4e9' };

/** @type {[name: keyof typeof colours, holds: (row: PeerRow) => boolean][]} */
const types = [
  ['floats', ({ dtype }) => dtype === 'f32' || dtype === 'f64'],
  ['integers', ({ dtype }) => dtype === 'i32' || dtype === 'u8'],
];

/**
 * The chart as SVG; null when there is nothing to show.
 * @param {PeerResults} results
 * @returns {Promise<string | null>}
 */
export async function chart({ rows, machine, numpy }) {
  const columns = Object.entries(rivalColumns).filter(([column]) => rows.some(({ ratios }) => column in ratios));
  if (columns.length === 0) return null;
  const families = [...new Set(rows.map(({ family }) => family))];
  const values = columns.flatMap(([column, rival]) =>
    families.flatMap((family) =>
      types.flatMap(([type, holds]) => {
        const ratios = ratiosIn(
          rows.filter((row) => row.family === family && holds(row)),
          column,
        );
        return ratios.length === 0 ? [] : [{ rival, family, type, ratio: geometricMean(ratios) }];
      }),
    ),
  );
  // Room for the figures at the ends of the bars.
  const low = Math.min(...values.map(({ ratio }) => ratio), 0.5) / 4;
  const high = Math.max(...values.map(({ ratio }) => ratio), 2) * 4;
  const order = types.map(([type]) => type);
  const shared = {
    y: { field: 'family', type: /** @type {const} */ ('nominal'), sort: families, axis: { title: null, ticks: false } },
    yOffset: { field: 'type', sort: order },
  };
  const x = {
    field: 'ratio',
    type: /** @type {const} */ ('quantitative'),
    stack: null,
    scale: { type: /** @type {const} */ ('log'), domain: [low, high], nice: false },
    axis: { title: null, values: [0.01, 0.1, 1, 10, 100, 1000], format: '~r', labelFlush: false },
  };
  /** @type {(faster: boolean) => any} */
  const figures = (faster) => ({
    transform: [{ filter: faster ? 'datum.ratio >= 1' : 'datum.ratio < 1' }],
    mark: { type: 'text', align: faster ? 'left' : 'right', dx: faster ? 2 : -2, fontSize: 8, color: '#444444' },
    encoding: { ...shared, x, text: { field: 'ratio', format: '.2~r' } },
  });
  /** @type {import('vega-lite').TopLevelSpec} */
  const spec = {
    title: {
      text: "A rival's time over contig's, geometric mean of each family",
      subtitle: `Right of 1 contig is faster; logarithmic scale. ${machine.cpu}, Node ${machine.node}${numpy === null ? '' : `, NumPy ${numpy} with one thread`}.`,
      anchor: 'start',
      fontSize: 16,
      offset: 12,
    },
    background: 'white',
    padding: 16,
    data: { values },
    facet: {
      column: {
        field: 'rival',
        sort: columns.map(([, rival]) => rival),
        header: { title: null, labelFontSize: 13, labelFontWeight: 'bold' },
      },
    },
    spec: {
      width: 150,
      height: { step: 10 },
      layer: [
        {
          mark: { type: 'bar' },
          encoding: {
            ...shared,
            x,
            x2: { datum: 1 },
            color: {
              field: 'type',
              sort: order,
              scale: { domain: order, range: order.map((type) => colours[type]) },
              legend: { title: null, orient: 'top', offset: 12 },
            },
          },
        },
        { mark: { type: 'rule', color: '#333333' }, encoding: { x: { datum: 1 } } },
        figures(true),
        figures(false),
      ],
    },
  };
  return draw(spec);
}
