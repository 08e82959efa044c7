// @ts-check
// The shapes that sections hand to the report, the JSON file and the chart.

/** @typedef {import('./measure.js').Timing} Timing */

/**
 * One row of contenders. Times are nanoseconds a call; `bytes` is what contig's operands and result hold together; a ratio
 * is the contender's median over contig's.
 * @typedef {{ section: 'compute' | 'flights' | 'sorting' | 'fusion' | 'records', task: string, dtype: string, n: number, bytes: number }} Head
 * @typedef {Head & { timings: Record<string, Timing>, ratios: Record<string, number> }} Comparison
 */

/**
 * A statement about contig's own costs: `value` in `unit`, which should be at least or at most `limit`.
 * @typedef {{ section: 'layout', claim: string, value: number, unit: 'x' | 'ns', atLeast?: number, atMost?: number,
 *   met: boolean, timings: Record<string, Timing> }} Claim
 */

/**
 * Bytes an element of one container, measured: on the JavaScript heap, in array buffers, and in contig's memory.
 * @typedef {{ section: 'memory', container: string, n: number, heap: number, buffers: number, contig: number, total: number }} Footprint
 */

/** @typedef {Comparison | Claim | Footprint} Row */
/**
 * `narrow` is NumPy without its wide vectors.
 * @typedef {import('./numpy.js').NumPy} NumPy
 * @typedef {{ numpy: NumPy | null, narrow: NumPy | null, effort: import('./options.js').Effort }} Context
 */
/** @typedef {{ name: string, run: (context: Context) => Promise<Row[]> }} Planned */

/**
 * @param {Head} head
 * @param {Record<string, Timing>} timings
 * @returns {Comparison}
 */
export function comparison(head, timings) {
  const ratios = Object.entries(timings)
    .filter(([id]) => id !== 'contig')
    .map(([id, { median }]) => [id, median / timings.contig.median]);
  return { ...head, timings, ratios: Object.fromEntries(ratios) };
}
