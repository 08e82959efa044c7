/** The types of options and results beside those of index.ts, for programs that pass them on. */
export type { Vectorized, VectorizeOptions } from './api/applying.js';
export type { BitOptions } from './api/bits.js';
export type { Casting } from './api/casting.js';
export type { CorrelationMode, CovarianceOptions } from './api/correlation.js';
export type { BinaryPairUfunc, BinaryUfunc, PairOptions, UnaryPairUfunc, UnaryUfunc } from './api/define.js';
export type { DiagonalOptions, TraceOptions } from './api/diagonals.js';
export type { CopytoOptions, TrimOptions } from './api/editing.js';
export type { IndicesOptions, MeshgridOptions } from './api/grids.js';
export type { BinRange } from './api/histogram-bins.js';
export type { BinOptions, Histogram, HistogramOptions } from './api/histograms.js';
export type {
  AxisBins,
  Histogram2d,
  Histogram2dOptions,
  Histogramdd,
  HistogramddOptions,
} from './api/histograms-nd.js';
export type { AnyIndex } from './api/indexing.js';
export type { IterationOptions } from './api/iterating.js';
export type { ConcatOptions, JoinOptions } from './api/joining.js';
export type { BinaryMethod, InPlaceMethod, UnaryMethod } from './api/methods.js';
export type { PadFunction, PadMode, PadOptions, PadWidth, Sides } from './api/padding.js';
export type { Piece } from './api/piecewise.js';
export type { Array2stringOptions, ArrayTextOptions, PositionalOptions, ScientificOptions } from './api/printing.js';
export type { QuantileOptions, Quantiles } from './api/quantiles.js';
export type { Rot90Options } from './api/rearranging.js';
export type { Exact, Reduced, ReductionArgument } from './api/reduction.js';
export type { ArgArgument, ArgOptions, Reduction } from './api/reductions.js';
export type { CumulativeFunction, CumulativeOptions, ScanArgument, ScanFunction, ScanOptions } from './api/scans.js';
export type { Intersection, IntersectOptions, SetOptions, Unique, UniqueOptions } from './api/sets.js';
export type { PartitionArgument, PartitionOptions, SearchOptions, SortArgument, SortOptions } from './api/sorting.js';
export type { MedianArgument, MedianOptions, VarianceArgument, VarianceOptions } from './api/statistics.js';
export type { StridedOptions, WindowOptions } from './api/strided.js';
export type { TriangleOptions } from './api/triangles.js';
export type { Meet } from './api/ufunc.js';
export type { DTypeOf } from './array/convert.js';
export type { Canonical } from './array/dtype.js';
export type { CompleteOptions, Formatter } from './array/format.js';
export type { Trim } from './array/format-float.js';
export type { Shape } from './array/layout.js';
export type { Nested } from './array/ndarray.js';
export type { PromoteWeak } from './array/promotion.js';
export type { Savable } from './io/npy.js';
export type { RowCursor } from './records/cursor.js';
export type { InputOf, RecordLayout, ValueOf } from './records/field.js';
export type { RecordMethods } from './records/record.js';
export type { RecordArrayBase } from './records/record-array.js';
