/** The kernels: one export for each operation, its element type chosen by the first argument. */
export * from './elementwise/arithmetic';
export * from './elementwise/bitwise';
export { cast } from './elementwise/cast';
export * from './elementwise/comparison';
export { fill, ramp, splat } from './elementwise/fill';
export * from './elementwise/floating';
export { select } from './elementwise/select';
export * from './elementwise/transcendental';
export { gather, scatter } from './layout/strided';
export * from './reduce/extrema';
export * from './reduce/sums';
