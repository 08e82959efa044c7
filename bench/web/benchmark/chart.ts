/** The chart of the README, of what this browser measured. Loaded when there is something to draw. */
import { specification } from '../../chart.js';
import { draw } from '../../draw.js';
import type { Results } from './results.js';

/** Less wide than this (pixels) the element types, and the parts of the head, are one below the other. */
const NARROW = 900;

/** The chart as an element, for a place so many pixels wide; null before the first result. */
export async function resultChart(results: Results, width: number): Promise<Element | null> {
  const dtypes = new Set(results.rows.map(({ dtype }) => dtype)).size;
  const stacked = width < NARROW;
  const columns = stacked ? 1 : dtypes;
  // Beside the bars stand the tasks' names, between columns a gap.
  const each = Math.max(120, Math.min(640, Math.floor((width - 120) / columns) - 20));
  const spec = specification(results, { place: results.place, background: 'transparent', stacked, width: each });
  if (spec === null) return null;
  const text = await draw(spec);
  const chart = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  chart.removeAttribute('style');
  chart.setAttribute('role', 'img');
  chart.setAttribute(
    'aria-label',
    'Time per element of every contender and task; the tables below have the same figures',
  );
  return chart;
}
