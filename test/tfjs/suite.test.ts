/** The test suite of TensorFlow.js itself, on contig's back end. */
import { expect, test } from 'vitest';
import { runSuite } from './suite.mjs';

test.each([
  { where: 'on one thread', threads: false },
  { where: 'with a helper thread, over shared memory', threads: true },
])('the specs that tfjs-core publishes, $where', { timeout: 120_000 }, async ({ threads }) => {
  const { specs, passed, skipped, failures } = await runSuite('contig', { threads });
  expect(failures).toEqual([]);
  // Two more run where there is a back end that reads its data later; five are switched off in the suite itself.
  expect({ specs, passed, skipped }).toEqual({ specs: 4230, passed: 4225, skipped: 5 });
});
