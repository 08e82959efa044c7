/** NumPy's surface beside contig's: for each public name of NumPy, where it is in the package or what becomes of it. */
import { readFileSync } from 'node:fs';
import * as contig from '../src/index.js';
import * as records from '../src/records/index.js';
import {
  CONSTANTS,
  camelCase,
  INTERNAL,
  METHODS,
  OTHERWISE,
  OUT_OF_SCOPE,
  PLANNED,
  SPACES,
  type Space,
  TYPE_NAMES,
} from './names.js';

export type Status = 'present' | 'planned' | 'out of scope';

export interface Entry {
  /** NumPy's name. */
  readonly name: string;
  /** The parameters of NumPy's function; a star parts those by position from those by name. */
  readonly parameters: readonly string[] | null;
  readonly status: Status | undefined;
  /** Where the package has it: 'zerosLike', 'linalg.norm', 'Generator.normal', 'NDArray.sum'. */
  readonly path?: string;
  /** An expression for what is a value of `contig/numpy` alone. */
  readonly value?: string;
  /** Why it is planned or out of scope. */
  readonly reason?: string;
}

type Surface = Record<Space, Record<string, string | null>> & { numpy: string };
const surface: Surface = JSON.parse(
  readFileSync(new URL('../test/oracle/surface.json', import.meta.url), 'utf8'),
) as Surface;
export const numpyVersion = surface.numpy;

/** What is on arrays; records are no part of NumPy's surface. */
const main = Object.fromEntries(Object.entries(contig).filter(([name]) => !(name in records))) as Record<
  string,
  unknown
>;
const namespace = (name: string) => (main[name] ?? {}) as Record<string, unknown>;

/** The objects in which names are looked up; a namespace that the package has not yet is empty. */
const OWNERS: Readonly<Record<Space, readonly [prefix: string, owner: Record<string, unknown>]>> = {
  main: ['', main],
  linalg: ['linalg.', namespace('linalg')],
  random: ['random.', namespace('random')],
  Generator: ['Generator.', contig.random.Generator.prototype as unknown as Record<string, unknown>],
  fft: ['fft.', namespace('fft')],
  ndarray: ['NDArray.', contig.zeros([1, 1]) as unknown as Record<string, unknown>],
};

function find(space: Space, name: string): string | undefined {
  const listed = OTHERWISE[space]?.[name] ?? [];
  for (const candidate of [camelCase(name), ...listed].slice(listed.includes(camelCase(name)) ? 1 : 0)) {
    const outside = candidate.startsWith('/');
    const [prefix, owner] = OWNERS[outside ? 'main' : space];
    const key = outside ? candidate.slice(1) : candidate;
    if (key in owner && !(key in Object.prototype)) return `${prefix}${key}`;
  }
  return undefined;
}

function entryOf(space: Space, name: string): Entry {
  const parameters = surface[space][name]?.split(' ').filter(Boolean) ?? null;
  const found = find(space, name);
  const path = found !== undefined && INTERNAL.includes(found) ? undefined : found;
  // What types are called in NumPy is not what contig's functions of the same name are.
  if (space === 'main' && name in TYPE_NAMES) {
    return { name, parameters, status: 'present', value: `'${TYPE_NAMES[name]}'` };
  }
  if (path !== undefined) return { name, parameters, status: 'present', path };
  if (space === 'main' && name in CONSTANTS) return { name, parameters, status: 'present', value: CONSTANTS[name] };
  if (space === 'ndarray' && (METHODS as readonly string[]).includes(name)) {
    return { name, parameters, status: 'present', value: `in contig/numpy` };
  }
  const planned = PLANNED[space]?.[name];
  if (planned !== undefined) return { name, parameters, status: 'planned', reason: planned };
  const reason = OUT_OF_SCOPE[space]?.[name];
  return { name, parameters, status: reason === undefined ? undefined : 'out of scope', reason };
}

/** All of NumPy's names in a namespace, in the order of the alphabet. */
export function entries(space: Space): Entry[] {
  return Object.keys(surface[space]).map((name) => entryOf(space, name));
}

export const everything: Readonly<Record<Space, readonly Entry[]>> = Object.fromEntries(
  SPACES.map((space) => [space, entries(space)]),
) as Record<Space, Entry[]>;
