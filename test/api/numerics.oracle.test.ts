/** Differences, closeness and windows against NumPy, on views and host arrays as on packed ones. */
import { describe } from 'vitest';
import { type Call, testCalls } from '../oracle/calls.js';
import { LAYOUTS, load } from '../oracle/load.js';

const { calls } = load<{ calls: Call[] }>('numerics');

describe.each(Object.entries(LAYOUTS))('%s', (title, layout) => {
  testCalls(calls, title, layout, { rtol: 1e-13, atol: 1e-14 });
});
