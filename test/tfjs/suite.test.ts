/** The test suite of TensorFlow.js itself, on contig's back end. */
import { expect, test } from 'vitest';
import { runSuite } from './suite.mjs';

test('the specs that tfjs-core publishes', { timeout: 120_000 }, async () => {
  const { specs, passed, skipped, failures } = await runSuite('contig');
  expect(failures).toEqual([]);
  // Two more run where there is a back end that reads its data later; five are switched off in the suite itself.
  expect({ specs, passed, skipped }).toEqual({ specs: 4230, passed: 4225, skipped: 5 });
});
