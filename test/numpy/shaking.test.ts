/** A bundler keeps of the package what a program uses: a function brings neither others nor their modules along. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const entry = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** The modules of which something is left in the bundle of a program, and its code. */
async function bundle(code: string): Promise<{ modules: string[]; code: string }> {
  const build = await rolldown({
    input: 'program',
    platform: 'neutral',
    external: /^node:/,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? '\0program' : undefined),
        load: (id) => (id === '\0program' ? code : undefined),
      },
    ],
    resolve: { mainFields: ['module', 'main'], extensionAlias: { '.js': ['.ts', '.js'] } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  const kept = Object.entries(output[0].modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return { modules: kept.map(([id]) => id.slice(entry('').length)), code: output[0].code };
}

const core = await bundle(`import { add, zeros } from '${entry('index.ts')}'; add(zeros(3), 1);`);

test('contig: zeros and add bring no files, random numbers or joining along', () => {
  expect(core.modules).toContain('api/creation.ts');
  expect(core.modules.filter((id) => /^io\/|random|joining|padding|einsum|quantiles|windows/.test(id))).toEqual([]);
});

test('contig/numpy brings nothing along but its own small modules', async () => {
  const { modules, code } = await bundle(`import * as np from '${entry('numpy/index.ts')}'; np.add(np.zeros(3), 1);`);
  const more = modules.filter((id) => !core.modules.includes(id));
  expect(more.sort()).toEqual(['numpy/index.ts', 'numpy/methods.ts', 'numpy/spelling.ts']);
  // Of the names, zeros alone is spelled; the class of generators is not made.
  expect(code.match(/\bspelled\(/g)).toHaveLength(2);
});

test('contig/numpy: a namespace is taken apart too', async () => {
  const { modules } = await bundle(`import * as np from '${entry('numpy/index.ts')}'; np.linalg.matmul([[1]], [[2]]);`);
  expect(modules.filter((id) => /random|io\//.test(id))).toEqual([]);
});
