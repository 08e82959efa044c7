import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    typecheck: { include: ['test/types/*.test-d.ts'], tsconfig: './test/types/tsconfig.json' },
    // Node 20 runs relaxed SIMD only behind a flag; later versions have it and know the flag no more.
    execArgv:
      Number.parseInt(process.versions.node, 10) < 22
        ? ['--experimental-wasm-relaxed-simd', '--expose-gc']
        : ['--expose-gc'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
  },
});
