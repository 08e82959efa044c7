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
  ...Object.keys(records),
];

/** Exported functions on arrays that `ndarray` lacks. */
export function contigNames(): { missing: string[] } {
  const names = Object.keys(contig).filter((name) => !NOT_FUNCTIONS_ON_ARRAYS.includes(name));
  return { missing: names.filter((name) => !(name in contig.ndarray)) };
}
