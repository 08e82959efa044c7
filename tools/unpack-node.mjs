// Takes the place of src/wasm/unpack.ts in lib/, which Node alone loads: there a build is a file beside this one, which
// is read in a tenth of the time that unpacking takes.
import { readFileSync } from 'node:fs';

const here = import.meta.url;

export function unpack(build) {
  return new Uint8Array(readFileSync(new URL(`contig-${build}.wasm`, here)));
}
