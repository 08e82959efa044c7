/** Polynomials against NumPy, on views and host arrays as on packed ones. */
import { describe } from 'vitest';
import * as contig from '../../src/index.js';
import { type BoundedCall, testBounded } from '../oracle/bounded.js';
import { load } from '../oracle/load.js';

const { calls } = load<{ calls: BoundedCall[] }>('polynomials');

describe('polynomials', () => {
  testBounded(contig, calls, { LinAlgError: contig.linalg.LinAlgError });
});
