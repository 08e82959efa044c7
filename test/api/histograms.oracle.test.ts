/** Histograms and their neighbours against NumPy: to the last bit where it says so, on every layout and build. */
import { describe } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { type Call, testCalls } from '../oracle/calls.js';
import { LAYOUTS, load } from '../oracle/load.js';

const { exact, close, ulp, long } = load<Record<'exact' | 'close' | 'ulp' | 'long', Call[]>>('histograms');

describe.each(Object.entries(LAYOUTS))('%s', (title, layout) => {
  describe('exact', () => testCalls(exact, title, layout));
  describe('close', () => testCalls(close, title, layout, { rtol: 1e-13, atol: 1e-15 }));
});

onEveryBuild('builds', () => {
  describe('bins', () =>
    testCalls(
      exact.filter(({ name }) => name.startsWith('histogram')),
      'packed',
      LAYOUTS.packed,
    ));
  describe('more values than a block', () => testCalls(long, 'packed', LAYOUTS.packed));
  describe('within 2 ULP', () => testCalls(ulp, 'packed', LAYOUTS.packed, { ulp: true }));
});
