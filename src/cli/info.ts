/** `contig info`: what this machine and this engine let contig do. */
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { kernels, memory } from '../index.js';
import { cores, obstacle } from '../threads/helper.js';
import { type Output, parsedBy } from './output.js';

const HELP = `contig info [--json]

Prints the version, the kernels' build that runs here and the ones that could, threads, and the heap.

  --json       print it as JSON
  -h, --help   this text`;

const REMEDY = {
  relaxed: 'Node 22 and later have relaxed SIMD; Node 20 with --experimental-wasm-relaxed-simd',
  simd: 'this engine has no WebAssembly SIMD',
  scalar: '',
} as const;

/** Facts by name. */
export function info() {
  const { version } = createRequire(import.meta.url)('contig/package.json') as { version: string };
  const { available, build } = kernels;
  const missing = (['relaxed', 'simd'] as const).filter((name) => !available.includes(name));
  return {
    version,
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cores(),
    build,
    available,
    missing: Object.fromEntries(missing.map((name) => [name, REMEDY[name]])),
    threads: obstacle() ?? 'available',
    heapBytes: memory.stats().heapBytes,
    heapLimit: memory.limit,
  };
}

export async function runInfo(args: string[], output: Output): Promise<void> {
  const { values } = parsedBy('contig info', {
    args,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void output(HELP);
  const facts = info();
  if (values.json) return void output(JSON.stringify(facts, null, 2));
  const GiB = (bytes: number) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
  const lines = {
    contig: facts.version,
    engine: `Node ${facts.node}, V8 ${facts.v8}, ${facts.platform}`,
    processor: `${facts.cpu}, ${facts.cores} cores`,
    kernels: `${facts.build} (runs here: ${facts.available.join(', ')})`,
    ...facts.missing,
    threads:
      facts.threads === 'available' ? `available: await threads.start(${Math.max(1, facts.cores - 1)})` : facts.threads,
    heap: `${GiB(facts.heapBytes)} reserved, grows to ${GiB(facts.heapLimit)}`,
  };
  for (const [name, text] of Object.entries(lines)) output(`${name.padEnd(11)}${text}`);
}
