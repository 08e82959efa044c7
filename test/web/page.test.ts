/** The parts of the page that need no browser: history, links, results as text, what is off. */
import { describe, expect, test } from 'vitest';
import { containers } from '../../bench/containers.js';
import type { Comparison } from '../../bench/rows.js';
import { comparison } from '../../bench/rows.js';
import { browserName, placeOf } from '../../bench/web/benchmark/place.js';
import { cellOf, groupsOf, type Results, toJSON, toMarkdown, typicalRatio } from '../../bench/web/benchmark/results.js';
import { History } from '../../bench/web/expression/history.js';
import { fromHash, toHash } from '../../bench/web/expression/share.js';
import node from '../../bench/web/memory/node.json' with { type: 'json' };
import { missing } from '../../bench/web/status.js';

class Store {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
}

describe('history', () => {
  test('goes back and forth, and keeps what was being typed', () => {
    const past = new History(undefined);
    past.add('a');
    past.add('b');
    expect(past.step(-1, 'draft')).toBe('b');
    expect(past.step(-1, 'b')).toBe('a');
    expect(past.step(-1, 'a')).toBeUndefined();
    expect(past.step(1, 'a')).toBe('b');
    expect(past.step(1, 'b')).toBe('draft');
    expect(past.step(1, 'draft')).toBeUndefined();
  });

  test('what was just evaluated stands in the field: one step back is the one before', () => {
    const past = new History(undefined);
    past.add('a');
    past.add('b');
    past.add('a');
    expect(past.step(-1, 'a')).toBe('b');
    expect(past.step(-1, 'b')).toBeUndefined();
  });

  test('lasts as long as its store, whatever is in there', () => {
    const store = new Store();
    new History(store as never).add('a');
    expect(new History(store as never).step(-1, '')).toBe('a');
    for (const [key] of store.kept) store.setItem(key, '{"no list"');
    expect(new History(store as never).step(-1, '')).toBeUndefined();
  });
});

test.each(["a.get('1:', null)", 'π + "#%20"\nsecond (line)', ''])('a link to %j leads back to it', (source) => {
  const hash = toHash(source);
  expect(fromHash(hash)).toBe(source);
  expect(hash).toMatch(/^#expr=[\w.%-]*$/);
});

test('other parts of addresses hold no expression', () => {
  expect(fromHash('')).toBeUndefined();
  expect(fromHash('#speed')).toBeUndefined();
  expect(fromHash('#expr=%E0%A4')).toBeUndefined();
});

describe('results', () => {
  const timing = (median: number) => ({ median, p25: median, p75: median, samples: 3, calls: 1 });
  const row = (task: string, n: number, contig: number, loop: number): Comparison =>
    comparison({ section: 'compute', task, dtype: 'f32', n, bytes: 0 }, { contig: timing(contig), loop: timing(loop) });
  const results: Results = {
    date: '2026-01-02T03:04:05.000Z',
    build: 'simd',
    place: 'Chrome 1, 2 cores, one thread.',
    quick: true,
    complete: false,
    labels: { contig: 'contig (simd)', scalar: 'contig (scalar)', loop: 'typed-array loop' },
    rows: [row('add', 1000, 100, 1000), row('sum', 1000, 200, 500), row('add', 1e6, 1e6, 3e6)],
    failures: [{ name: 'compute exp f32 1e3', message: 'loop gives a wrong answer' }],
  };

  test('as Markdown', () => {
    expect(toMarkdown(results)).toBe(
      [
        'contig simd build. Chrome 1, 2 cores, one thread. 2026-01-02, stopped before its end.',
        '',
        "Median time of a call, and how many times contig's that is.",
        '',
        '| task | dtype | n | contig (simd) | typed-array loop |',
        '| --- | --- | --: | --: | --: |',
        '| add | f32 | 1e3 | 100 ns | 1.00 µs 10.0× |',
        '| sum | f32 | 1e3 | 200 ns | 500 ns 2.50× |',
        '| add | f32 | 1e6 | 1.00 ms | 3.00 ms 3.00× |',
        '\ncompute exp f32 1e3: loop gives a wrong answer',
      ].join('\n'),
    );
  });

  test('as JSON', () => {
    expect(JSON.parse(toJSON(results))).toEqual(results);
  });

  test('groups and what is typical', () => {
    expect(groupsOf(results.rows).map(({ dtype, n, rows }) => [dtype, n, rows.length])).toEqual([
      ['f32', 1000, 2],
      ['f32', 1e6, 1],
    ]);
    expect(typicalRatio(results.rows, 'loop')).toBe(3);
    expect(typicalRatio(results.rows.slice(0, 2), 'loop')).toBe(6.25);
    expect(typicalRatio(results.rows, 'numbers')).toBeNull();
    expect(typicalRatio([row('add', 1000, 0, 1000), row('add', 1000, 100, 0), row('sum', 1000, 1, 4)], 'loop')).toBe(4);
    expect(cellOf(row('add', 1000, 0, 1000), 'loop')).toEqual({ time: '1.00 µs', ratio: null });
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', [], 'Firefox 140'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15', [], 'Safari 18'],
  ['Mozilla/5.0 Chrome/138.0.0.0 Safari/537.36', [], 'Chrome 138'],
  ['Mozilla/5.0 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0', [], 'Edge 138'],
  [
    '',
    [
      { brand: 'Not)A;Brand', version: '8' },
      { brand: 'Chromium', version: '138' },
      { brand: 'Google Chrome', version: '138' },
    ],
    'Google Chrome 138',
  ],
  ['', [{ brand: 'Chromium', version: '138' }], 'Chromium 138'],
  ['', [], 'unknown browser'],
])('the browser of %j %j', (userAgent, brands, expected) => {
  expect(browserName(userAgent, brands)).toBe(expected);
});

test('a place in words', () => {
  expect(placeOf({ userAgent: 'Firefox/140.0', hardwareConcurrency: 8 }, 1)).toBe('Firefox 140, 8 cores, one thread.');
  expect(placeOf({ userAgent: 'Firefox/140.0', hardwareConcurrency: 8 }, 4)).toBe('Firefox 140, 8 cores, 4 threads.');
});

test('what is off is said, and nothing else', () => {
  expect(missing({ available: ['relaxed', 'simd', 'scalar'], isolated: true })).toEqual([]);
  expect(missing({ available: ['simd', 'scalar'], isolated: true }).join()).toMatch(
    /^This browser has no relaxed SIMD/,
  );
  expect(missing({ available: ['scalar'], isolated: true }).join()).toMatch(/^This browser runs no SIMD/);
  expect(missing({ available: ['relaxed', 'simd', 'scalar'], isolated: false }).join()).toMatch(/threads.*are off/);
});

test('every container has a figure measured in Node', () => {
  expect(Object.keys(node.bytes).sort()).toEqual(Object.keys(containers).sort());
});
