/** The planner of histograms: tile by tile, the bin of each point along each axis, then counts or weights by bin. */
import { memoryBytes, TILE, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';

const UNIFORM = kernelNumber('binUniform');
const SORTED = kernelNumber('binSorted');
const SEARCH = kernelNumber('searchSorted');
const JOIN = kernelNumber('joinBins');

/** Scratch memory: slots of the values and weights, and tiles of the bins along one axis and along all. */
const VALUES = 0;
const WEIGHTS = 1;
const PLACES = tile(2);
const JOINT = tile(3);

/** The bins of one axis. */
export interface Bins {
  /** The type of the edges, in which values are compared with them: a float for equal bins, else of 8 bytes. */
  readonly type: ElementType;
  /** The address of `count + 1` ascending edges in the heap. */
  readonly edges: number;
  readonly count: number;
  /** What bins of one width span together; and whether places among them are computed in f32. */
  readonly equal?: { readonly width: number; readonly single: boolean };
}

/** Values with their bins. */
export interface BinnedAxis {
  readonly values: Operand;
  readonly bins: Bins;
}

/** Weights, the type in which they are summed, and the kernel that does so. */
export interface BinWeights {
  readonly values: Operand;
  readonly type: ElementType;
  readonly kernel: 'tallyWeights' | 'tallyWhole';
}

/**
 * Adds one for each point, or its weight, to the 8-byte sum of its bin.
 *
 * @param shape The shape of the values and weights.
 * @param from The first point to count, in C order, and the one behind the last.
 * @param sums An address of the heap: a sum for each bin, in C order over the axes, and behind them one for what lies in
 *   no bin.
 */
export function countBins(
  shape: readonly number[],
  [from, to]: readonly [number, number],
  axes: readonly BinnedAxis[],
  weights: BinWeights | undefined,
  sums: number,
): void {
  const reach = (operand: Operand, type: ElementType, slot: number) =>
    new Access(operand, type, shape, { offset: operand.byteOffset, strides: operand.byteStrides.slice() }, slot);
  const heavy = weights && reach(weights.values, weights.type, WEIGHTS);
  const tally = table[kernelNumber(weights?.kernel ?? 'tally')];
  const outside = axes.reduce((product, { bins }) => product * bins.count, 1);
  const only = axes.length === 1 ? reach(axes[0].values, axes[0].bins.type, VALUES) : undefined;
  for (let start = from; start < to; start += TILE) {
    const n = Math.min(TILE, to - start);
    if (only !== undefined) place(axes[0].bins, only.input(start, n), n);
    else {
      memoryBytes().fill(0, JOINT, JOINT + 8 * n);
      for (const { values, bins } of axes) {
        place(bins, reach(values, bins.type, VALUES).input(start, n), n);
        table[JOIN](JOINT, PLACES, n, bins.count, outside);
      }
    }
    const bins = only === undefined ? JOINT : PLACES;
    if (heavy === undefined) tally(bins, n, sums);
    else tally(bins, heavy.input(start, n), n, sums);
  }
}

/** Writes the bin of each value. */
function place({ type, edges, count, equal }: Bins, values: number, n: number): void {
  if (equal !== undefined) {
    table[UNIFORM](type.code, values, n, edges, count, equal.width, Number(equal.single), PLACES);
  } else {
    table[SEARCH](type.code, edges, count + 1, values, PLACES, n, 1);
    table[SORTED](type.code, values, n, edges, count, PLACES);
  }
}
