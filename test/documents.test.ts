/**
 * Every js block of README.md and docs/*.md runs, and gives what it says. Behind a statement a comment that begins like
 * a value, `// array([1., 2.])` or `// 5, the new length`, is its value as Node shows it, white space aside; other
 * comments are prose. What a block prints is the text block that follows it, if there is one.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const guides = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'contig-documents-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Block {
  readonly line: number;
  readonly code: string;
  readonly printed: string | undefined;
}

function blocksOf(path: string): Block[] {
  const text = readFileSync(new URL(path, root), 'utf8');
  return Array.from(text.matchAll(/^```js\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```\n)?/gm), (match) => ({
    line: text.slice(0, match.index).split('\n').length,
    code: match[1],
    printed: match[2],
  }));
}

/** What an import in a document stands for: the sources, or another package. */
function sourceOf(specifier: string): string {
  if (specifier === 'contig') return '../src/index.js';
  return specifier.startsWith('contig/') ? `../src/${specifier.slice('contig/'.length)}/index.js` : specifier;
}

const IMPORT = /^import (?:(?:(\{[^}]*\})|\* as (\w+)|(\w+)) from )?'([^']+)';.*$/gm;
const STATEMENT =
  /^(?!\s|(?:let|using|for|if|while|do|try|throw|class|function|async|return|import|export)\b|[}\])/])(.*?);\s*\/\/ (.*)$/gm;
const DECLARATION = /^(?:const) (\w+) = .*?;\s*\/\/ (.*)$/;

/** The block as the body of an async function: imports looked up, values noted with their comments. */
function bodyOf(code: string): string {
  return code
    .replace(IMPORT, (_, names, space, single, specifier) => {
      const loaded = `await $import(${JSON.stringify(specifier)});`;
      const target = names?.replaceAll(' as ', ': ') ?? space ?? (single && `{ default: ${single} }`);
      return target === undefined ? loaded : `const ${target} = ${loaded}`;
    })
    .replace(/'([\w-]+\.(?:npy|npz|txt|csv))'/g, (_, name) => JSON.stringify(join(directory, name)))
    .replace(STATEMENT, (line, statement, comment) => {
      const declared = DECLARATION.exec(line);
      if (declared !== null) return `${line}\n$note(${JSON.stringify(comment)}, ${declared[1]});`;
      return statement.startsWith('const ') ? line : `$note(${JSON.stringify(comment)}, ${statement});`;
    });
}

const VALUE = /^(?:[-[{'"\d]|(?:array|true|false|null|undefined|NaN|Infinity)\b|\w+\()/;
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([[(]) /g, '$1')
    .replace(/ ([\])])/g, '$1')
    .trim();

/** Checks a comment beside a value: the value, and then nothing or words. */
function check(comment: string, value: unknown): void {
  if (!VALUE.test(comment)) return;
  const shown = plain(inspect(value, { breakLength: Infinity, depth: 4 }));
  const said = plain(comment);
  expect(said.slice(0, shown.length), `${comment} is ${shown}`).toBe(shown);
  expect(said.slice(shown.length)).toMatch(/^$|^[,:;]? [a-z(]/i);
}

async function run({ code, printed }: Block): Promise<void> {
  const { code: body } = await transform(`async () => {${bodyOf(code)}}`, {
    target: 'node20',
    supported: { using: false },
  });
  const output: string[] = [];
  const log = (...values: unknown[]) => {
    output.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
    return values[0];
  };
  const load = (specifier: string) => import(sourceOf(specifier));
  const start = new Function('$import', '$note', 'console', `return (${body.trim().replace(/;$/, '')})();`);
  await start(load, check, { ...console, log });
  if (printed !== undefined) expect(`${output.join('\n')}\n`).toBe(printed);
}

describe.each(['README.md', ...guides.map((name) => `docs/${name}`)])('%s', (path) => {
  const blocks = blocksOf(path);
  test.each(blocks.map((block) => [block.line, block] as const))('the example in line %i', (_, block) => run(block));
  test('every link to a file of the repository leads somewhere', () => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const links = Array.from(text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), ([, link]) => link);
    for (const link of links) expect(() => readFileSync(new URL(link, new URL(path, root))), link).not.toThrow();
  });
});

test('a comment that is not the value is found', () => {
  expect(() => check('array([1., 2.])', [1, 2])).toThrow();
  expect(() => check('12', 1)).toThrow();
  expect(() => check('1, 2', 1)).toThrow();
  expect(() => check('4, the new length', 4)).not.toThrow();
});

describe('docs/numpy.md', () => {
  const [, names] = blocksOf('docs/numpy.md');
  const text = readFileSync(new URL('docs/numpy.md', root), 'utf8');
  const tables = text.slice(text.indexOf('### Creation'), text.indexOf('## Differences'));
  const cells = Array.from(tables.matchAll(/^\| .*? \| (.*) \|$/gm), ([, cell]) => cell).filter(
    (cell) => cell !== 'contig',
  );
  const calls = cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, call]) => call));
  test.each(calls.filter((call) => !call.startsWith('{')))('%s runs', async (call) => {
    const check = call.endsWith(')') ? `${call};` : `if (${call} === undefined) throw new Error('undefined');`;
    await run({ ...names, code: `${names.code}\n${check}\n` });
  });
});
