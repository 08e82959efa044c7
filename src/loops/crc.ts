/** The checksum of zip archives. */
import { copyIn } from '../memory/host.js';
import { castTile, kernelArguments, memoryView, TILE, tile } from '../memory/scratch.js';
import type { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';

const TABLES = kernelNumber('crcTables');
const CRC = kernelNumber('crc32');
const PIECE = TILE * 8;

/** The CRC-32 of a host storage's bytes, as an unsigned number. */
export function crc32(storage: Storage): number {
  const tables = castTile(0);
  const bytes = tile(0);
  table[TABLES](tables);
  memoryView().setUint32(kernelArguments, 0xffffffff, true);
  for (let at = 0; at < storage.byteLength; at += PIECE) {
    const length = Math.min(PIECE, storage.byteLength - at);
    copyIn(storage, at, bytes, length);
    table[CRC](tables, kernelArguments, bytes, length);
  }
  return ~memoryView().getUint32(kernelArguments, true) >>> 0;
}
