/** Writes FEATURES.md: every public name of NumPy, and where it is in contig or what becomes of it. */
import type { DType } from '../src/index.js';
import { exportedFunctions, functionAt } from '../test/calling.js';
import { SPACES, type Space } from './names.js';
import { type Finding, probe } from './probe.js';
import { type Entry, everything, numpyVersion } from './surface.js';

const TITLES: Readonly<Record<Space, string>> = {
  main: 'numpy',
  linalg: 'numpy.linalg',
  random: 'numpy.random',
  Generator: 'numpy.random.Generator',
  fft: 'numpy.fft',
  ndarray: 'numpy.ndarray',
};

const GROUPS: readonly (readonly [string, string])[] = [
  ['all', 'bool u8 i8 u16 i16 u32 i32 u64 i64 f32 f64'],
  ['numbers', 'u8 i8 u16 i16 u32 i32 u64 i64 f32 f64'],
  ['integers, bool', 'bool u8 i8 u16 i16 u32 i32 u64 i64'],
  ['integers', 'u8 i8 u16 i16 u32 i32 u64 i64'],
  ['floats', 'f32 f64'],
];

function typesText(types: readonly DType[] | undefined): string {
  if (types === undefined) return '';
  const text = types.join(' ');
  return GROUPS.find(([, group]) => group === text)?.[0] ?? text;
}

const WORK = { kernel: 'kernel', view: 'view', none: '' } as const;

function row(name: string, path: string, finding: Finding | undefined): string {
  const found = finding ? ` ${typesText(finding.types)} | ${WORK[finding.work]}` : '  | ';
  return `| \`${name}\` | \`${path}\` |${found} |`.replace(/ {2,}/g, ' ');
}

/** Names under their reasons, in the order in which the reasons first come up. */
function reasons(entries: readonly Entry[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, reason } of entries) byReason.set(reason!, [...(byReason.get(reason!) ?? []), `\`${name}\``]);
  return [...byReason].map(([reason, names]) => `- ${reason}: ${names.join(', ')}`);
}

async function section(space: Space): Promise<string[]> {
  const entries = everything[space];
  const having = (status: string) => entries.filter((entry) => entry.status === status);
  const lines = [`## ${TITLES[space]}`, ''];
  const present = having('present');
  if (present.length > 0) {
    const types = space === 'ndarray' ? '' : ' types | runs in |';
    lines.push(`| NumPy | contig |${types}`, `| --- | --- |${types && ' --- | --- |'}`);
    for (const { name, path, value } of present) {
      const where = path ?? value!;
      if (space === 'ndarray') lines.push(`| \`${name}\` | ${path ? `\`${path}\`` : value} |`);
      else lines.push(row(name, where, path === undefined ? undefined : await probe(path)));
    }
    lines.push('');
  }
  for (const status of ['planned', 'out of scope']) {
    const absent = having(status);
    if (absent.length > 0) lines.push(`${status[0].toUpperCase()}${status.slice(1)}:`, '', ...reasons(absent), '');
  }
  return lines;
}

async function beyond(): Promise<string[]> {
  const known = new Set(SPACES.flatMap((space) => everything[space].map(({ path }) => path && functionAt(path))));
  const lines = ['## Beyond NumPy', '', '| contig | types | runs in |', '| --- | --- | --- |'];
  for (const path of exportedFunctions()) {
    if (known.has(functionAt(path))) continue;
    const finding = await probe(path);
    lines.push(
      `| \`${path}\` | ${typesText(finding?.types)} | ${WORK[finding?.work ?? 'none']} |`.replace(/ {2,}/g, ' '),
    );
  }
  return [...lines, ''];
}

export async function features(): Promise<string> {
  const count = (space: Space, status: string) => everything[space].filter((entry) => entry.status === status).length;
  const head = [
    '# Features',
    '',
    `NumPy ${numpyVersion}'s public names and what contig has of them. Written by \`npm run features\`, which calls every function`,
    'on arrays of every type and counts the calls of kernels; `npm test` fails when this page is stale.',
    '',
    '| | present | planned | out of scope | names |',
    '| --- | --: | --: | --: | --: |',
    ...SPACES.map((space) => {
      const counts = ['present', 'planned', 'out of scope'].map((status) => count(space, status));
      return `| ${TITLES[space]} | ${counts.join(' | ')} | ${everything[space].length} |`;
    }),
    '',
    'Types: those that the function takes as its main argument, or makes; *numbers* are all but bool. Runs in: *kernel*',
    'where a kernel computes or moves the elements, *view* where the result is a view of the argument; empty where there is',
    'nothing to compute: constants, types, shapes, bytes, memory filled with zeros. `contig/numpy` has every name that is',
    'present, spelled as in NumPy, and takes the parameters by their names in NumPy.',
    '',
  ];
  const sections: string[] = [];
  for (const space of SPACES) sections.push(...(await section(space)));
  return `${[...head, ...sections, ...(await beyond())].join('\n').trimEnd()}\n`;
}
