// node tools/page-shots.mjs FOLDER: builds the page, serves it from a subfolder, walks through it in Chromium as a visitor
// does, checks what must be seen, and saves pictures: light, dark, narrow, and without cross-origin isolation.
// `--no-build` takes the site as it was built last; `--only NAME`
// takes one walk: light, dark, narrow or plain.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium, launch } from './chromium.mjs';
import { ISOLATED, serve } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = join(root, 'build/web');
/** The folder in which it is served: no path that it was built for. */
const FOLDER = 'somewhere';

/** Milliseconds that anything may take: busy machines are slow. */
const PATIENCE = 180_000;

/** Serves the built site alone, with or without the headers that isolate a page. */
async function served(headers) {
  const { origin, close } = await serve(join(root, 'build/nothing'), headers, { [FOLDER]: site });
  return { url: `${origin}/${FOLDER}/`, close };
}

/** A page that must not log an error or ask for anything else than its own site. */
async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:'))
      complaints.push(request.url());
  });
  await page.goto(url);
  await page.waitForSelector('#result pre');
  return { page, complaints, close: () => context.close() };
}

/** Waits for the answer to what was asked, and for its drawing. */
const settled = (page) => page.waitForSelector('#result:not([aria-busy])');

async function evaluate(page, source) {
  await page.fill('#expression', source);
  await page.press('#expression', 'Enter');
  await page.waitForFunction((text) => decodeURIComponent(location.hash).endsWith(text), source);
  await settled(page);
}

const text = (page, selector) => page.locator(selector).innerText();

/** Nothing sticks out to the right. */
async function fits(page) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `the page is ${scroll} pixels wide in a window of ${client}`);
}

async function expressions({ page, shot }) {
  assert.match(await text(page, '#result'), /\[ 3\.,\s+7\., 11\.\]/);
  assert.match(await text(page, '#layouts'), /a view of arange\(12\)/);
  assert.match(await text(page, '#status'), /Kernels: (relaxed SIMD|SIMD)/);
  await shot('first');

  await evaluate(page, "const a = arange(24, 'f32').reshape(4, 6)\na.get('::2', '1::2')");
  assert.match(await text(page, '#layouts'), /\(48, 8\) bytes = \(12, 2\) elements/);
  await shot('stepped', '#try');
  await evaluate(page, 'zeros(3).foo');
  assert.match(await text(page, '#result'), /Line 1, column 10: an array has no 'foo'/);
  await shot('mistake', '#try');
  await evaluate(page, 'arange(3).constructor');
  assert.match(await text(page, '#result'), /'constructor' cannot be used here/);
  await page.press('#expression', 'ArrowUp');
  assert.equal(await page.inputValue('#expression'), 'zeros(3).foo');
  await page.press('#expression', 'ArrowDown');
  assert.equal(await page.inputValue('#expression'), 'arange(3).constructor');
  for (const example of await page.locator('#examples button').all()) {
    const label = await example.innerText();
    await example.click();
    await settled(page);
    assert.equal(
      await page.locator('#result .failure').count(),
      0,
      `example "${label}": ${await text(page, '#result')}`,
    );
    await fits(page);
    await shot(`example ${label}`, '#try');
  }
  const shared = page.url();
  await page.goto('about:blank');
  await page.goto(shared);
  await page.waitForSelector('#result pre');
  assert.match(await page.inputValue('#expression'), /^Array\.from/);
}

/** What never ends is stopped, and the page goes on. */
async function endless({ page }) {
  const threads = await text(page, '#status');
  await page.fill('#expression', 'const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2))\nf(60)');
  await page.press('#expression', 'Enter');
  await page.waitForSelector('#working:not([hidden])');
  await page.click('#stop');
  await page.waitForFunction(() => document.querySelector('#result').textContent === 'Stopped.');
  await evaluate(page, 'ones(2)');
  assert.match(await text(page, '#result'), /array\(\[1\., 1\.\]\)/);
  assert.equal(await text(page, '#status'), threads);
}

async function threads({ page, shot }) {
  await page.click('#threads');
  await page.waitForFunction(() => document.querySelector('#threads').textContent === 'Stop threads');
  assert.match(await text(page, '#status'), /Threads: [2-9]\d* of/);
  await evaluate(page, "ones([1000, 1000], 'f32').sum()");
  assert.match(await text(page, '#result'), /1000000/);
  await shot('threads', 'header');
}

async function threadsOff({ page }) {
  await page.click('#threads');
  await page.waitForFunction(() => document.querySelector('#threads').textContent === 'Start threads');
  assert.match(await text(page, '#status'), /Threads: 1 of/);
}

/** All that can be done is reached by Tab, in the order of the page, and it shows where one is. */
async function keyboard({ page, shot }) {
  await page.reload();
  await page.waitForSelector('#result pre');
  const seen = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.id || element.name || element.textContent.trim().slice(0, 40);
      return { name, body: element === document.body, outlined: outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    if (focused.body || seen.length > 60) break;
    assert.ok(focused.outlined, `the focus does not show on ${focused.name}`);
    seen.push(focused.name);
    if (focused.name === 'threads') await shot('focus', 'header');
  }
  const order = [
    'To the expression',
    'Expression',
    'threads',
    'expression',
    'Evaluate',
    'Transposed view',
    'dtype',
    'size',
  ];
  const places = [...order, 'effort', 'bench-start', 'bytes-measure'].map((name) => seen.indexOf(name));
  const isOrder = places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]));
  assert.ok(isOrder, `Tab goes through ${seen.join(', ')}`);
}

async function benchmark({ page, shot }, { stop = false } = {}) {
  for (const dtype of ['u8', 'f64']) await page.uncheck(`input[value=${dtype}]`);
  await page.check('input[value="1000"]');
  await page.uncheck('input[value="1000000"]');
  await page.click('#bench-start');
  await page.waitForSelector('#bench-tables tr');
  await shot('benchmark running', '#speed');
  if (stop) {
    await page.click('#bench-stop');
    assert.match(await text(page, '#bench-summary'), /^Stopped\./);
    return;
  }
  await page.waitForFunction(() => document.querySelector('#bench-summary').textContent.startsWith('Done.'));
  await page.waitForSelector('#bench-chart svg');
  const hasThreads = (await text(page, '#threads')) === 'Stop threads';
  assert.match(await page.textContent('#bench-chart'), hasThreads ? /[2-9] threads\./ : /one thread\./);
  assert.equal(await page.locator('#bench-tables tbody tr').count(), 11);
  assert.match(await text(page, '#bench-summary'), /11 rows: contig is [\d.]+× as fast as its scalar build/);
  await fits(page);
  await shot('benchmark', '#speed');
}

async function weigh({ page, shot }) {
  await page.waitForFunction(() => document.querySelector('#bytes-table').textContent.includes('computed'));
  await page.click('#bytes-measure');
  await page.waitForFunction(() => document.querySelector('#bytes-state').textContent.startsWith('Measured'));
  const row = await text(page, '#bytes-table tr:has-text("Float64Array")');
  const bytes = Number(row.trim().split(/\s+/).at(-1));
  assert.ok(Math.abs(bytes - 8) < 0.5, `a Float64Array was weighed at ${bytes} bytes an element: ${row}`);
  await fits(page);
  await shot('memory', '#bytes');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-build': { type: 'boolean' }, only: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined)
  throw new Error('usage: node tools/page-shots.mjs FOLDER [--no-build] [--only light|dark|narrow|plain]');
mkdirSync(folder, { recursive: true });
if (!values['no-build']) execFileSync('npm', ['run', 'web:build'], { cwd: root, stdio: 'inherit' });

const isolated = await served(ISOLATED);
const plain = await served({});
const { browser, kill } = await launch(findChromium());

/** Walks through some flows with a visitor's settings, and looks at the console at the end. */
async function walk(name, url, options, flows) {
  if (values.only !== undefined && values.only !== name) return;
  const { page, complaints, close } = await open(browser, url, options);
  /** A picture of a part of the page, or of all of it. */
  const shot = (what, part) => {
    const path = join(folder, `${name} ${what}.png`);
    return part === undefined ? page.screenshot({ path, fullPage: true }) : page.locator(part).screenshot({ path });
  };
  for (const flow of flows) {
    const start = performance.now();
    await flow({ page, shot });
    console.log(`${name}: ${flow.name}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  assert.deepEqual(complaints, [], `${name}: the console has complaints`);
  await close();
}

const narrow = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
try {
  await walk('light', isolated.url, {}, [expressions, threads, endless, benchmark, weigh, threadsOff, keyboard]);
  await walk('dark', isolated.url, { colorScheme: 'dark' }, [expressions, benchmark, weigh]);
  await walk('narrow', isolated.url, narrow, [expressions, benchmark, weigh]);
  await walk('plain', plain.url, {}, [
    async function off({ page, shot }) {
      assert.match(await text(page, '#off'), /not cross-origin isolated/);
      assert.equal(await page.isDisabled('#threads'), true);
      assert.equal(await page.isDisabled('#bytes-measure'), true);
      await shot('off', 'header');
    },
    expressions,
    (walker) => benchmark(walker, { stop: true }),
  ]);
  console.log(`pictures are in ${folder}`);
} finally {
  await browser.close();
  kill();
  isolated.close();
  plain.close();
}
