/** The kernels: one export for each operation, its element type chosen by the first argument. */
export * from './elementwise/arithmetic';
export * from './elementwise/bitwise';
export { cast } from './elementwise/cast';
export * from './elementwise/circular';
export { clip } from './elementwise/clip';
export * from './elementwise/comparison';
export * from './elementwise/exponential';
export { fill, ramp, splat } from './elementwise/fill';
export * from './elementwise/floating';
export { readHalves, writeHalves } from './elementwise/half';
export { select } from './elementwise/select';
export * from './elementwise/transcendental';
export { packBits, unpackBits } from './layout/bits';
export { crc32, crcTables } from './layout/crc';
export { interleave, moveItems } from './layout/interleave';
export { resample } from './layout/resample';
export { gather, scatter } from './layout/strided';
export { swapBytes } from './layout/swap';
export { compressItems, indexOffsets, positions, putRuns, takeRuns } from './layout/take';
export { biasClamp } from './linalg/bias';
export { bidiagonalColumns } from './linalg/bidiagonal';
export { deflate, gatherColumns, orderRoots } from './linalg/deflate';
export { gemmBlock } from './linalg/gemm';
export { gemvColumns, gemvRows } from './linalg/gemv';
export { bidiagonalSteps, dropColumn, orderValues } from './linalg/implicit';
export { mirrorColumns } from './linalg/mirror';
export { packPanels, packVectors } from './linalg/pack';
export { packPatches } from './linalg/patches';
export { applyReflections, reflectColumns, reflectionTriangle, reflectionVectors } from './linalg/reflect';
export { secularRoots, secularVectors, secularWeights } from './linalg/secular';
export { gemmSmall } from './linalg/small';
export { choleskyColumns, exchangeRows, luColumns, solveLower, solveUpper } from './linalg/triangular';
export { determinants, loadColumns, storeColumns, unitColumns } from './linalg/whole';
export { windowMaxima, windowMeans, windowProducts } from './linalg/windows';
export { randomContinuous } from './random/continuous';
export { randomDiscrete } from './random/discrete';
export { randomBeta, randomBinomial, randomGamma, randomPoisson } from './random/distributions';
export { randomIntegers, randomIntegersEach } from './random/integers';
export { randomChoice, randomDistinct, randomPick, randomSample, randomShuffle } from './random/permute';
export { randomUniform } from './random/uniform';
export { randomDirichlet, randomMultinomial } from './random/vectors';
export { randomExponential, randomNormal } from './random/ziggurat';
export { argmaxRows, argminRows, nanargmaxRows, nanargminRows } from './reduce/arg';
export { binSorted, binUniform, joinBins } from './reduce/bins';
export { countNonzeroColumns, countNonzeroRows } from './reduce/counts';
export {
  fmaxColumns,
  fmaxRows,
  fminColumns,
  fminRows,
  maximumColumns,
  maximumRows,
  minimumColumns,
  minimumRows,
} from './reduce/extrema';
export { allColumns, allRows, anyColumns, anyRows } from './reduce/logical';
export { nanprodColumns, nanprodRows, prodColumns, prodRows, vecdotRows } from './reduce/products';
export {
  cumprodColumns,
  cumprodRows,
  cumsumColumns,
  cumsumRows,
  nancumprodColumns,
  nancumprodRows,
  nancumsumColumns,
  nancumsumRows,
} from './reduce/scan';
export { softmaxRows } from './reduce/softmax';
export {
  nansumColumns,
  nansumRows,
  squaredDeviationsColumns,
  squaredDeviationsRows,
  sumColumns,
  sumRows,
} from './reduce/sums';
export { tally, tallyWeights, tallyWhole } from './reduce/tally';
export { argsortRows } from './sort/argsort';
export { nthElement } from './sort/nth';
export { arrangeItems, compactItems, firstOfRuns, markRuns, runLengths, runNumbers } from './sort/runs';
export { matchMerged, matchSorted, searchSorted } from './sort/search';
export { sortRows } from './sort/sort';
