/** `contig layout`: what the data of a file takes in memory, and what to hold it in. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { layout, NDArray, parseNpy, type RecordArray } from '../index.js';
import { columnsOf } from './arrow.js';
import { Failure, firstLine, type Output, parsedBy } from './output.js';

const HELP = `contig layout FILE [options]

Prints what the data of a .json, .npy or .arrow file takes in memory, and a container for it with the smallest element
types that keep every value. Bytes of JS values follow a model of V8; estimates say what they assume.

  --tolerance E   let floats have a relative error of E, such as 1e-6 (0)
  --word N        bytes of a pointer: 8 as in Node, 4 as in Chrome (that of this Node)
  --json          print the reports as JSON
  -h, --help      this text`;

interface Options {
  readonly tolerance: number;
  readonly word: 4 | 8 | undefined;
}

/** A part of a file that is advised on by itself. */
interface Subject {
  readonly name: string;
  readonly data: unknown;
}

interface Content {
  readonly title: string;
  /** What is measured as a whole; undefined where that says nothing. */
  readonly whole: unknown;
  readonly subjects: readonly Subject[];
}

type Reader = (file: string, bytes: Buffer) => Content | Promise<Content>;

const READERS: Readonly<Record<string, Reader>> = {
  '.json': readJson,
  '.npy': readNpy,
  '.arrow': readArrow,
};

export async function runLayout(args: string[], output: Output): Promise<void> {
  const { values, positionals } = parsed(args);
  if (values.help) {
    output(HELP);
    return;
  }
  const options = { tolerance: numberOf(values.tolerance, 'tolerance', 0), word: wordOf(values.word) };
  if (positionals.length !== 1) {
    throw new Failure(`contig layout: takes one file, not ${positionals.length}; --help tells more`);
  }
  const [file] = positionals;
  const reader = READERS[extname(file).toLowerCase()];
  if (reader === undefined) {
    throw new Failure(`contig layout: '${file}' is none of ${Object.keys(READERS).join(', ')}`);
  }
  const bytes = await attempt(file, 'read', () => readFile(file));
  const content = await attempt(file, 'understood', () => reader(file, bytes));
  if (values.json) output(JSON.stringify(reports(content, options), plain, 2));
  else print(content, options, output);
}

function parsed(args: string[]) {
  return parsedBy('contig layout', {
    args,
    allowPositionals: true,
    options: {
      tolerance: { type: 'string' },
      word: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function numberOf(text: string | undefined, name: string, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text || Number.NaN);
  if (!(number >= 0)) throw new Failure(`contig layout: --${name} takes a number from 0, not '${text}'`);
  return number;
}

function wordOf(text: string | undefined): 4 | 8 | undefined {
  if (text === undefined || text === '4' || text === '8') return text === undefined ? undefined : text === '4' ? 4 : 8;
  throw new Failure(`contig layout: --word takes 4 or 8, not '${text}'`);
}

async function attempt<T>(file: string, verb: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`contig layout: '${file}' cannot be ${verb}: ${firstLine(error)}`);
  }
}

function readJson(file: string, bytes: Buffer): Content {
  const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  const title = `${file}: ${bytes.length} bytes of JSON`;
  if (Array.isArray(value)) return { title, whole: value, subjects: [{ name: '', data: value }] };
  const lists = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
    ([, item]) => Array.isArray(item) && item.length > 0,
  );
  return { title, whole: value, subjects: lists.map(([name, data]) => ({ name, data })) };
}

function readNpy(file: string, bytes: Buffer): Content {
  const array = parseNpy<NDArray | RecordArray>(bytes);
  const type = array instanceof NDArray ? array.dtype : `records of ${array.type.itemsize} bytes`;
  const title = `${file}: ${type} of shape (${array.shape.join(', ')})`;
  return { title, whole: array, subjects: [{ name: '', data: array }] };
}

async function readArrow(file: string, bytes: Buffer): Promise<Content> {
  const { rows, columns } = await columnsOf(bytes);
  const lines = columns.map(({ name, type, nulls, size }) => `  ${name}: ${type}, ${nulls} null, ${size} bytes`);
  return {
    title: [`${file}: ${rows} rows in columns`, ...lines].join('\n'),
    whole: undefined,
    subjects: columns.map(({ name, values }) => ({ name, data: values })),
  };
}

function print({ title, whole, subjects }: Content, { tolerance, word }: Options, output: Output): void {
  output(title);
  if (whole !== undefined) output(`\n${layout.sizeof(whole, { word })}`);
  for (const { name, data } of subjects) {
    const advice = String(layout.advise(data, { tolerance, word }));
    output(`\n${name === '' ? advice : `${name}: ${advice}`}`);
  }
}

function reports({ title, whole, subjects }: Content, { tolerance, word }: Options): object {
  return {
    title,
    size: whole === undefined ? null : layout.sizeof(whole, { word }),
    advice: subjects.map(({ name, data }) => ({ name, ...layout.advise(data, { tolerance, word }) })),
  };
}

/** Reports hold a function that prints them, which JSON leaves out, and may hold bigints. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
