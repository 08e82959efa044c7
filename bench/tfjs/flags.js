// Imported first: Node 20 knows relaxed SIMD by a flag only, and contig looks for it when it is loaded.
import { setFlagsFromString } from 'node:v8';

if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
