/** Files as NumPy has them: `load`, `save`, `savez`, `savezCompressed`. */

import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { type NpyOptions, readNpy, type Savable, writeNpy } from './npy.js';
import { byName, isZip, type NamedArrays, type NpzOptions, readNpz, writeNpz } from './npz.js';
import { read, type Source, write } from './source.js';

/** Options of {@link load}: `copy` for .npy files, `names` and `maxBytes` for .npz files. */
export type LoadOptions = NpyOptions & NpzOptions;

/**
 * Reads a .npy or .npz file; which one, its content says.
 *
 * @param source A path or file URL (Node), a URL to fetch (in browsers a string too), bytes, a Blob or File, a stream.
 * @param options `copy: false` uses the bytes read in place of a copy where it can; `names`: the arrays to read of an
 *   .npz file; `maxBytes`: the most that its deflated arrays may take.
 * @returns The array of a .npy file, the arrays of an .npz file by their names; all fresh. NumPy: `load`.
 * @throws RangeError for content that is damaged, truncated, oversized or no such file, TypeError for element types that
 *   contig does not have, Error when the source cannot be read; a path ending in .npy or .npz must hold what it says.
 * @example
 * const a = await load('a.npy');
 * const { x, y } = await load('both.npz');
 */
export function load(source: `${string}.npy`, options?: LoadOptions): Promise<NDArray>;
export function load(source: `${string}.npz`, options?: LoadOptions): Promise<NamedArrays>;
export function load(source: Source, options?: LoadOptions): Promise<NDArray | NamedArrays>;
export async function load(source: Source, options: LoadOptions = {}): Promise<NDArray | NamedArrays> {
  checkOptions('load', options, ['copy', 'names', 'maxBytes']);
  const { context, bytes } = await read('load', source);
  const named = typeof source === 'string' ? /\.np[yz]$/.exec(source)?.[0] : undefined;
  if (named === '.npz' || (named === undefined && isZip(bytes))) return readNpz(context, bytes, options);
  return readNpy(context, bytes, options);
}

function withEnding(path: string | URL, ending: string): string | URL {
  return typeof path !== 'string' || path.endsWith(ending) ? path : path + ending;
}

/**
 * Writes an array, or records, to a .npy file (Node). A file there is replaced all at once: it is never seen half-written.
 *
 * @param path A path, `.npy` appended where it lacks; or a file URL, taken as it is.
 * @returns When the file is on disk. NumPy: `save`, with the same bytes.
 * @throws TypeError for what is no array, and outside Node (there, {@link formatNpy}); Error when it cannot be written.
 * @example
 * await save('a.npy', a);
 */
export async function save<A extends Savable>(path: string | URL, array: A): Promise<void> {
  await write('save', withEnding(path, '.npy'), writeNpy('save', array));
}

/**
 * Writes arrays to an .npz file (Node), stored as they are. A file there is replaced all at once.
 *
 * @param path A path, `.npz` appended where it lacks; or a file URL.
 * @param arrays The arrays by their names, or a list, whose names are `arr_0`, `arr_1` and so on.
 * @returns When the file is on disk. NumPy: `savez`.
 * @throws TypeError for what is no array, and outside Node (there, {@link formatNpz}); RangeError beyond 4 GiB; Error
 *   when it cannot be written.
 * @example
 * await savez('both.npz', { x, y });
 */
export async function savez(
  path: string | URL,
  arrays: Readonly<Record<string, Savable>> | readonly Savable[],
): Promise<void> {
  await write('savez', withEnding(path, '.npz'), writeNpz('savez', byName('savez', arrays), { compress: false }));
}

/**
 * Writes arrays to an .npz file (Node), deflated; otherwise as {@link savez}. NumPy: `savez_compressed`.
 *
 * @example
 * await savezCompressed('both.npz', { x, y });
 */
export async function savezCompressed(
  path: string | URL,
  arrays: Readonly<Record<string, Savable>> | readonly Savable[],
): Promise<void> {
  const named = byName('savezCompressed', arrays);
  await write('savezCompressed', withEnding(path, '.npz'), writeNpz('savezCompressed', named, { compress: true }));
}
