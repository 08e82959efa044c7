// @ts-check
// From the specification of a chart to a picture, all charts in one style. Expressions in it are interpreted, not compiled,
// so that a page whose policy forbids eval draws the same charts.

import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
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
  const runtime = parse(compile({ ...spec, config }).spec, undefined, { ast: true });
  const view = new View(runtime, { renderer: 'none', expr: expressionInterpreter });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
