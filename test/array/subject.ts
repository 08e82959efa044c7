/** The public package, and whether its namespace is complete. */
import * as contig from '../../src/index.js';
import * as records from '../../src/records/index.js';

export * from '../../src/index.js';

const NOT_FUNCTIONS_ON_ARRAYS = [
  'NDArray',
  'ndarray',
  'dtype',
  'kernels',
  'memory',
  'promoteTypes',
  'scope',
  'threads',
];

/** Exported functions on arrays that `ndarray` lacks. */
export function contigNames(): { missing: string[] } {
  const others = [...NOT_FUNCTIONS_ON_ARRAYS, ...Object.keys(records)];
  const names = Object.keys(contig).filter((name) => !others.includes(name));
  return { missing: names.filter((name) => !(name in contig.ndarray)) };
}
