/** Several named arrays and the bytes of an .npz file, a zip archive of .npy files: both ways, in memory. */
import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { toArray } from '../array/convert.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { crc32 } from '../loops/crc.js';
import { scope } from '../memory/scope.js';
import { memory, Storage } from '../memory/storage.js';
import { RecordArrayBase } from '../records/record-array.js';
import { type Bytes, readNpy, type Savable, viewBytes, writeNpy } from './npy.js';

/** The arrays of an .npz file by their names. */
export type NamedArrays = Record<string, NDArray>;

/** Options of what reads .npz files. */
export interface NpzOptions {
  /** The arrays to read, all unless given; the others are not unpacked. */
  names?: readonly string[];
  /** The most bytes that deflated arrays may take together, `memory.limit` unless given. */
  maxBytes?: number;
}

/** Options of {@link formatNpz}. */
export interface FormatNpzOptions {
  /** Whether arrays are deflated instead of stored as they are. */
  compress?: boolean;
}

const STORED = 0;
const DEFLATED = 8;
/** Deflate writes at most 258 bytes for two bits. */
const LARGEST_RATIO = 1032;
const MOST_MEMBERS = 65_535;
const FOUR_GIB = 2 ** 32;
/** The earliest time that zip knows, and NumPy's: the same arrays give the same bytes. */
const TIME = new Date(1980, 0, 1);

/** Whether bytes begin as a zip archive does: with a member, or empty. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, one, two] = bytes;
  return p === 0x50 && k === 0x4b && ((one === 3 && two === 4) || (one === 5 && two === 6));
}

/**
 * The arrays in the bytes of an .npz file, stored or deflated.
 *
 * @param options `names`: the arrays to read, all unless given; `maxBytes`: the most that deflated arrays may take.
 * @returns Fresh arrays by their names, which are those of the members without `.npy`. NumPy: `np.load(BytesIO(bytes))`,
 *   read at once.
 * @throws RangeError for bytes that are no such archive, damaged members, missing names, and archives that claim to
 *   inflate to more than `maxBytes` or than deflate can do (nothing is inflated then); TypeError for types that contig
 *   does not have.
 * @example
 * const { x, y } = parseNpz(bytes);
 */
export function parseNpz(bytes: Bytes, options: NpzOptions = {}): NamedArrays {
  checkOptions('parseNpz', options, ['names', 'maxBytes']);
  return readNpz('parseNpz', viewBytes('parseNpz', bytes), options);
}

/** The arrays in an archive's bytes. `context` is what an error message begins with. */
export function readNpz(context: string, bytes: Uint8Array, options: NpzOptions = {}): NamedArrays {
  const { names, maxBytes = memory.limit } = options;
  if (names !== undefined && !Array.isArray(names)) {
    throw new TypeError(`${context}: names is ${String(names)}; it is a list of the names of arrays.`);
  }
  if (typeof maxBytes !== 'number' || !(maxBytes >= 0)) {
    throw new RangeError(`${context}: maxBytes is ${String(maxBytes)}; it is a number of bytes, 0 or more.`);
  }
  if (!isZip(bytes)) throw new RangeError(`${context}: not an .npz file: it does not begin as a zip archive does.`);
  const wanted = chosen(context, listed(context, bytes), names);
  checkSizes(context, [...wanted.values()], bytes.length, maxBytes);
  const members = new Set([...wanted.values()].map(({ name }) => name));
  const unpacked = unzip(context, bytes, ({ name }) => members.has(name));
  return Object.fromEntries(
    Array.from(wanted, ([key, { name, originalSize, crc }]) => {
      const file = unpacked[name];
      const member = `${context}: member ${quoted(name)}`;
      if (file.length !== originalSize) {
        throw new RangeError(`${member}: damaged: ${file.length} bytes where the archive promises ${originalSize}.`);
      }
      if (crc32(Storage.wrap(file.buffer, file.byteOffset, file.length)) !== crc) {
        throw new RangeError(`${member}: damaged: its checksum is not the one that the archive has.`);
      }
      return [key, readNpy(member, file)];
    }),
  );
}

function unzip(context: string, bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof Refusal) throw new RangeError(`${context}: ${error.message}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(`${context}: a damaged or truncated zip archive: ${reason}.`, { cause: error });
  }
}

/** A reason not to go on reading an archive. */
class Refusal extends Error {}

/** A member as the archive's directory has it. */
interface Member extends UnzipFileInfo {
  readonly crc: number;
}

/** The members by the names of their arrays; nothing is unpacked. */
function listed(context: string, bytes: Uint8Array): Map<string, Member> {
  const files = new Map<string, Member>();
  const checksum = checksums(bytes);
  unzip(context, bytes, (file) => {
    const { name } = file;
    const crc = checksum();
    if (name === '' || name === '__proto__') throw new Refusal(`a member is called ${quoted(name)}.`);
    const key = name.endsWith('.npy') ? name.slice(0, -4) : name;
    if (files.has(key)) throw new Refusal(`two members are called ${quoted(key)}.`);
    files.set(key, { ...file, crc });
    return false;
  });
  return files;
}

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_END_64 = 0x06064b50;

/**
 * The checksums of members one after the other, which the library leaves to its callers. Each call looks at one entry of
 * the directory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 to 4.3.16.
 */
function checksums(bytes: Uint8Array): () => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => (at >= 0 && at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  let end = bytes.length - 22;
  while (end > 0 && word(end) !== DIRECTORY_END) end--;
  let at = word(end + 16);
  if (word(end - 20) === LOCATOR_64) {
    const end64 = word(end - 12);
    if (word(end64) === DIRECTORY_END_64) at = word(end64 + 48);
  }
  return () => {
    if (word(at) !== DIRECTORY_ENTRY || at + 46 > bytes.length) {
      throw new Refusal('a damaged or truncated zip archive: its directory has fewer members than it claims.');
    }
    const crc = word(at + 16);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return crc;
  };
}

function chosen(context: string, files: Map<string, Member>, names?: readonly string[]): Map<string, Member> {
  if (names === undefined) return files;
  return new Map(
    names.map((name) => {
      const file = files.get(name);
      if (file === undefined) {
        throw new RangeError(
          `${context}: no array is called ${quoted(name)}; there are ${[...files.keys()].map(quoted).join(', ') || 'none'}.`,
        );
      }
      return [name, file];
    }),
  );
}

/** Holds what members claim against what is possible and allowed, before anything is inflated. */
function checkSizes(context: string, files: readonly UnzipFileInfo[], available: number, most: number): void {
  let packed = 0;
  let inflated = 0;
  for (const { name, size, originalSize, compression } of files) {
    const member = `${context}: member ${quoted(name)}`;
    if (compression !== STORED && compression !== DEFLATED) {
      throw new RangeError(`${member}: packed by zip method ${compression}; stored (0) and deflated (8) are read.`);
    }
    if (compression === STORED ? originalSize !== size : originalSize > size * LARGEST_RATIO) {
      throw new RangeError(`${member}: damaged: ${size} bytes cannot unpack to ${originalSize}.`);
    }
    packed += size;
    if (compression === DEFLATED) inflated += originalSize;
  }
  // Members that overlap would be inflated again and again.
  if (packed > available) {
    throw new RangeError(`${context}: damaged: members of ${packed} bytes in an archive of ${available}.`);
  }
  if (inflated > most) {
    throw new RangeError(
      `${context}: the arrays inflate to ${inflated} bytes, more than the ${most} allowed; raise maxBytes or read some by their names.`,
    );
  }
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}...` : name);
}

/** Arrays by their names: a list's are `arr_0`, `arr_1` and so on. */
export function byName(
  operation: string,
  arrays: Readonly<Record<string, Savable>> | readonly Savable[],
): Readonly<Record<string, Savable>> {
  if (Array.isArray(arrays)) return Object.fromEntries(arrays.map((array, i) => [`arr_${i}`, array]));
  if (typeof arrays !== 'object' || arrays === null || arrays instanceof NDArray || ArrayBuffer.isView(arrays)) {
    throw new TypeError(`${operation}: takes arrays by their names, { a, b }, or a list of arrays.`);
  }
  return arrays as Readonly<Record<string, Savable>>;
}

/**
 * Named arrays as the bytes of an .npz file, which NumPy reads with `np.load`.
 *
 * @param arrays The arrays by their names, or a list, whose names are `arr_0`, `arr_1` and so on.
 * @param options `compress`: deflate the arrays instead of storing them.
 * @returns Fresh bytes, the same for the same arrays. NumPy: `np.savez`, `np.savez_compressed`.
 * @throws TypeError for what is no array, RangeError beyond the 4 GiB or 65,535 arrays of a plain zip archive.
 * @example
 * formatNpz({ x, y }, { compress: true });
 */
export function formatNpz(
  arrays: Readonly<Record<string, Savable>> | readonly Savable[],
  options: FormatNpzOptions = {},
): Uint8Array {
  checkOptions('formatNpz', options, ['compress']);
  return writeNpz('formatNpz', byName('formatNpz', arrays), options);
}

export function writeNpz(
  operation: string,
  arrays: Readonly<Record<string, Savable>>,
  { compress = false }: FormatNpzOptions,
): Uint8Array {
  const entries = Object.entries(arrays);
  if (entries.length > MOST_MEMBERS) {
    throw new RangeError(
      `${operation}: ${entries.length} arrays; a zip archive holds ${MOST_MEMBERS}: write several files.`,
    );
  }
  let total = 0;
  const files: Record<string, Uint8Array> = {};
  for (const [name, value] of entries) {
    const path = `${name}.npy`;
    files[path] = scope(() => {
      const array = value instanceof RecordArrayBase ? value : toArray(operation, value);
      // Its header, and the two records that the archive keeps of it, have at most this many bytes besides.
      total += array.nbytes + 4096 + 8 * path.length;
      if (total > FOUR_GIB) {
        throw new RangeError(`${operation}: more than the 4 GiB that a zip archive holds; write several files.`);
      }
      return writeNpy(operation, array);
    });
  }
  return zipSync(files, { level: compress ? 6 : 0, mtime: TIME });
}
