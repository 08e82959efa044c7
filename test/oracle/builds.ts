import { afterAll, beforeAll, describe } from 'vitest';
import { kernels } from '../../src/index.js';

/** Runs a suite once with each of the kernel builds that this engine has. */
export function onEveryBuild(title: string, suite: () => void): void {
  const before = kernels.build;
  describe.each(kernels.available)(`${title} (%s kernels)`, (build) => {
    beforeAll(() => kernels.use(build));
    afterAll(() => kernels.use(before));
    suite();
  });
}
