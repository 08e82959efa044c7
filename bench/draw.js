// @ts-check
// From the specification of a chart to a picture, all charts in one style.

import { parse, View } from 'vega';
import { compile } from 'vega-lite';

/**
 * @param {import('vega-lite').TopLevelSpec} spec
 * @returns {Promise<string>} SVG
 */
export async function draw(spec) {
  const config = {
    font: 'Helvetica, Arial, sans-serif',
    view: { stroke: null },
    axis: { gridColor: '#e5e5e5', domain: false },
    legend: { labelLimit: 0 },
  };
  const view = new View(parse(compile({ ...spec, config }).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
