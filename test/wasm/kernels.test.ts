/** The binaries: what they import, what state they keep, and that TypeScript and AssemblyScript mean the same types. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DTYPES } from '../../src/array/dtype.js';
import { add, arange, kernels } from '../../src/index.js';
import { accepts } from '../../src/wasm/builds.js';
import { type Build, STATIC_END } from '../../src/wasm/kernels.js';
import { unpack } from '../../src/wasm/unpack.js';

const BUILDS: Build[] = ['scalar', 'simd', 'relaxed'];
const TABLE = 4;
const MEMORY = 5;
const GLOBAL = 6;
const START = 8;

/** The sections of a WebAssembly binary by their number. */
function sectionsOf(binary: Uint8Array): Map<number, Uint8Array> {
  const sections = new Map<number, Uint8Array>();
  let at = 8;
  const read = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  while (at < binary.length) {
    const id = binary[at++];
    const length = read();
    sections.set(id, binary.subarray(at, at + length));
    at += length;
  }
  return sections;
}

describe.each(BUILDS)('the %s build', (build) => {
  const binary = unpack(build);

  test('imports a memory and nothing else', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });

  test('comes out of the package as the compiler made it', () => {
    expect(Buffer.compare(binary, readFileSync(new URL(`../../build/${build}.wasm`, import.meta.url)))).toBe(0);
  });

  test('is taken for one that runs exactly where the engine accepts it', () => {
    expect(accepts(build)).toBe(WebAssembly.validate(binary));
  });

  test('keeps no state: no globals, no tables, no memory of its own, nothing run at the start', () => {
    const sections = sectionsOf(binary);
    for (const id of [TABLE, MEMORY, GLOBAL, START]) expect(sections.has(id), `section ${id}`).toBe(false);
  });

  test('runs over the memory of the others, with constants of its own', () => {
    kernels.use(build);
    expect(add(arange(100), 1).sum()).toBe(5050);
    kernels.use('simd');
    const { options, targets } = JSON.parse(readFileSync(new URL('../../asconfig.json', import.meta.url), 'utf8'));
    const bases = BUILDS.map((name) => targets[name].memoryBase);
    expect(bases).toEqual([...bases].sort((a, b) => a - b));
    expect(STATIC_END).toBeGreaterThan(bases[2]);
    expect(options.importMemory).toBe(true);
  });
});

test('an unknown build is refused', () => {
  expect(() => kernels.use('fast' as Build)).toThrow(/kernels.use: there is no build 'fast'/);
});

test('dtype codes are those of the kernels', () => {
  const source = readFileSync(new URL('../../assembly/dtypes.ts', import.meta.url), 'utf8');
  const codes = Object.fromEntries(
    Array.from(source.matchAll(/(\w+) = (\d+),/g), ([, name, code]) => [name.toLowerCase(), Number(code)]),
  );
  expect(Object.fromEntries(Object.values(DTYPES).map(({ name, code }) => [name, code]))).toEqual(codes);
});
