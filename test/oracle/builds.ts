import { afterAll, beforeAll, describe, expect } from 'vitest';
import { kernels, type NDArray } from '../../src/index.js';
import { same } from '../support.js';

/** Runs a suite once with each of the kernel builds that this engine has. */
export function onEveryBuild(title: string, suite: () => void): void {
  const before = kernels.build;
  describe.each(kernels.available)(`${title} (%s kernels)`, (build) => {
    beforeAll(() => kernels.use(build));
    afterAll(() => kernels.use(before));
    suite();
  });
}

/** Expects the same bits of the scalar and of the SIMD kernels. */
export function expectSameBits(results: () => readonly NDArray[]): void {
  const before = kernels.build;
  try {
    kernels.use('scalar');
    const scalar = results();
    kernels.use('simd');
    for (const [i, result] of results().entries()) expect(same(result, scalar[i]), `${i}: ${result.shape}`).toBe(true);
  } finally {
    kernels.use(before);
  }
}
