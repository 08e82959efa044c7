/** The modules of contig/numpy are what the table of names and the package make of them; `npm run numpy` writes them. */
import { expect, test } from 'vitest';
import { numpyModules } from '../../tools/numpy.js';

const modules = numpyModules();

test.each(Object.keys(modules))('%s is up to date', async (path) => {
  await expect(modules[path]).toMatchFileSnapshot(`../../${path}`);
});
