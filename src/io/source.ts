/** Where files come from and go to: paths, URLs, Blobs, streams, bytes. */
import { type Header, readHeader } from './header.js';
import { type Bytes, checkLength, viewBytes } from './npy.js';
import { isZip } from './npz.js';

/** What `load` reads: a path (in Node; a URL in browsers), a URL, bytes, a Blob, a stream of bytes. */
export type Source = string | URL | Bytes | Blob | ReadableStream<Uint8Array>;

type FileSystem = typeof import('node:fs/promises');

function isNode(): boolean {
  return typeof process !== 'undefined' && process.versions?.node !== undefined;
}

/** Node's files. The name is no literal, so that bundlers for browsers leave it alone. */
function fileSystem(): Promise<FileSystem> {
  const name = 'node:fs/promises';
  return import(/* webpackIgnore: true */ /* @vite-ignore */ name) as Promise<FileSystem>;
}

/** A source in words, for error messages. */
function describe(source: Source): string {
  if (typeof source === 'string') return `'${source}'`;
  if (source instanceof URL) return `'${source.href}'`;
  if (typeof Blob !== 'undefined' && source instanceof Blob) {
    return 'name' in source ? `'${source.name}'` : 'the Blob';
  }
  return isStream(source) ? 'the stream' : 'the bytes';
}

function isStream(source: unknown): source is ReadableStream<Uint8Array> {
  return typeof (source as ReadableStream | null)?.getReader === 'function';
}

/** Bytes with what to call their source. */
export interface Content {
  readonly context: string;
  readonly bytes: Uint8Array;
}

/**
 * All bytes of a source.
 *
 * @throws Error, naming the source, when it cannot be read: the cause is the reason.
 */
export async function read(operation: string, source: Source, kind: 'arrays' | 'text' = 'arrays'): Promise<Content> {
  const context = `${operation}: ${describe(source)}`;
  if (isStream(source)) return { context, bytes: await readStream(context, source, kind === 'arrays') };
  if (typeof Blob !== 'undefined' && source instanceof Blob) {
    return { context, bytes: new Uint8Array(await attempt(context, 'read', () => source.arrayBuffer())) };
  }
  if (typeof source !== 'string' && !(source instanceof URL)) return { context, bytes: viewBytes(operation, source) };
  const local = isNode() && (typeof source === 'string' || source.protocol === 'file:');
  const bytes = local
    ? await attempt(context, 'read', async () => (await fileSystem()).readFile(source))
    : new Uint8Array(await attempt(context, 'read', () => download(source)));
  return { context, bytes };
}

async function download(url: string | URL): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trimEnd());
  return response.arrayBuffer();
}

async function attempt<T>(context: string, verb: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${context}: cannot be ${verb}: ${reason}`, { cause: error });
  }
}

/** A stream's bytes. Where it holds arrays, it is left as soon as they can be no archive and no .npy file of the length its header promises. */
async function readStream(context: string, stream: ReadableStream<Uint8Array>, checked: boolean): Promise<Uint8Array> {
  const reader = await attempt(context, 'read', async () => stream.getReader());
  const chunks: Uint8Array[] = [];
  let length = 0;
  let header: Header | undefined;
  let archive = !checked;
  try {
    for (;;) {
      const { done, value } = await attempt(context, 'read', () => reader.read());
      if (done) return joined(chunks, length);
      chunks.push(viewBytes(context, value));
      length += value.byteLength;
      if (header === undefined && !archive) {
        const begin = joined(chunks, length);
        chunks.splice(0, chunks.length, begin);
        archive = isZip(begin);
        // What begins with half of zip's four bytes may still become either.
        if (!archive && (length >= 4 || begin[0] !== 0x50)) header = readHeader(context, begin);
      }
      if (header !== undefined && length > header.start + header.nbytes) checkLength(context, header, length);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  } finally {
    reader.releaseLock();
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/**
 * Replaces a file by new bytes, all at once: they go to a file beside it, which then takes its name. Whatever fails, the
 * old file stays and nothing else is left.
 *
 * @throws TypeError outside Node, Error naming the file when it cannot be written.
 */
export async function write(operation: string, path: string | URL, bytes: Uint8Array): Promise<void> {
  if (!isNode()) {
    throw new TypeError(
      `${operation}: only Node writes files; formatNpy, formatNpz and formatText give what is in them.`,
    );
  }
  if (typeof path !== 'string' && !(path instanceof URL)) {
    throw new TypeError(`${operation}: the path is ${String(path)}; give a string or a file URL.`);
  }
  await attempt(`${operation}: ${describe(path)}`, 'written', () => replace(path, bytes));
}

async function replace(path: string | URL, bytes: Uint8Array): Promise<void> {
  const { open, realpath, rename, rm, stat } = await fileSystem();
  // A link stays a link: the file that it names is replaced.
  const target = await realpath(path).catch(() => (path instanceof URL ? fromFileURL(path) : path));
  const old = await stat(target).catch(() => undefined);
  if (old !== undefined && !old.isFile()) throw new Error('it is no regular file.');
  const temporary = `${target}.${Math.random().toString(36).slice(2)}.tmp`;
  const file = await open(temporary, 'wx', old?.mode);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function fromFileURL(url: URL): string {
  if (url.protocol !== 'file:') throw new Error('only file: URLs can be written.');
  return decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:)/, '');
}
