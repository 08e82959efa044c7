/** Options that are rarely met together, and types that meet through outputs, weights and defaults, against NumPy. */
import { describe } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { type Call, testCalls } from '../oracle/calls.js';
import { build, type Encoded, LAYOUTS, load } from '../oracle/load.js';

const { calls } = load<{ calls: Call[] }>('corners');

onEveryBuild('corners', () => {
  describe.each(Object.entries(LAYOUTS))('%s', (title, laid) => {
    // One element, or none, lies as it lies.
    const layout = (encoded: Encoded) =>
      encoded.shape.length === 0 || encoded.data === '' ? build(encoded) : laid(encoded);
    testCalls(calls, title, layout, { rtol: 1e-6 });
  });
});
