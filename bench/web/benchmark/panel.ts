/** The section that measures: what to measure, progress, stop, chart, tables, copies. */
import type { Dtype } from '../../data.js';
import type { Effort } from '../../options.js';
import { digits } from '../../report.js';
import { byId, copyButton } from '../dom.js';
import { placeOf } from './place.js';
import { END, type News, type Order } from './protocol.js';
import { type Results, toJSON, toMarkdown, typicalRatio } from './results.js';
import { resultTables } from './table.js';

/** Milliseconds between drawings while results come in. */
const PACE = 1500;

/** Without isolation a browser's clock ticks every 0.1 ms: turns are longer, so that a tick is a hundredth. */
const COARSE_BATCH = 10;

function effortOf(sizes: number[], rows: number, quick: boolean): Effort {
  const batch = globalThis.crossOriginIsolated ? (quick ? 0.5 : 2) : COARSE_BATCH;
  const row = quick ? 120 : 1000;
  // A row takes about three times its budget, with warming up.
  const times = { batch, warmup: quick ? 8 : 50, budget: row, total: 3 * row * rows };
  return { sizes, rounds: quick ? 11 : 15, ...times };
}

/** Milliseconds that a worker has to end its threads. */
const FAREWELL = 3000;

function release(worker: Worker): void {
  const timer = setTimeout(() => worker.terminate(), FAREWELL);
  worker.onerror = null;
  worker.onmessage = ({ data }: MessageEvent<News>) => {
    if (data.news !== 'ended') return;
    clearTimeout(timer);
    worker.terminate();
  };
  worker.postMessage(END);
}

export class Benchmark {
  private worker: Worker | null = null;
  private results: Results | null = null;
  private drawn = 0;
  private isDrawing = false;
  private readonly startButton = byId<HTMLButtonElement>('bench-start');
  private readonly stopButton = byId('bench-stop');
  private readonly chart = byId('bench-chart');

  /** @param hasThreads Whether contig is to be measured with threads. */
  constructor(private readonly hasThreads: () => boolean) {
    byId('bench-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.start();
    });
    this.stopButton.addEventListener('click', () => this.end('Stopped.'));
    byId('bench-copy').append(
      copyButton('Copy as Markdown', () => (this.results ? toMarkdown(this.results) : '')),
      copyButton('Copy as JSON', () => (this.results ? toJSON(this.results) : '')),
    );
    let { clientWidth } = document.body;
    addEventListener('resize', () => {
      if (document.body.clientWidth === clientWidth) return;
      ({ clientWidth } = document.body);
      void this.draw();
    });
  }

  private start(): void {
    const form = new FormData(byId<HTMLFormElement>('bench-form'));
    const dtypes = form.getAll('dtype') as Dtype[];
    const sizes = form.getAll('size').map(Number);
    if (dtypes.length === 0 || sizes.length === 0) {
      byId('bench-summary').textContent = 'Choose at least one element type and one number of elements.';
      return;
    }
    const quick = form.get('effort') === 'quick';
    const order: Order = {
      effort: effortOf(sizes, 11 * dtypes.length * sizes.length, quick),
      dtypes,
      threads: this.hasThreads(),
    };
    this.results = null;
    this.chart.hidden = true;
    byId('bench-tables').replaceChildren();
    byId('bench-copy').hidden = true;
    byId('bench-summary').textContent = 'Measuring…';
    byId('bench-row').textContent = '';
    byId('bench-progress').hidden = false;
    this.startButton.disabled = true;
    this.stopButton.hidden = false;
    // The button that had it takes no focus now.
    this.stopButton.focus();
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'benchmark' });
    this.worker.onmessage = ({ data }: MessageEvent<News>) => this.hear(data, quick);
    this.worker.onerror = ({ message }) => this.end(`The benchmark broke off: ${message || 'its worker failed'}`);
    this.worker.postMessage(order);
  }

  private hear(news: News, quick: boolean): void {
    switch (news.news) {
      case 'ready':
        this.results = {
          date: new Date().toISOString(),
          build: news.build,
          place: placeOf(navigator, news.threads),
          quick,
          complete: false,
          labels: news.labels,
          rows: [],
          failures: [],
        };
        return;
      case 'started': {
        const bar = byId<HTMLProgressElement>('bench-bar');
        bar.max = news.total;
        bar.value = news.done - 1;
        byId('bench-row').textContent = `${news.done} of ${news.total}: ${news.name.replace('compute ', '')}`;
        return;
      }
      case 'found':
        this.results?.rows.push(...news.rows);
        byId('bench-copy').hidden = false;
        if (performance.now() - this.drawn > PACE) void this.draw();
        return;
      case 'over':
        if (this.results !== null) {
          this.results.complete = true;
          this.results.failures.push(...news.failures);
        }
        this.end('Done.');
        return;
      case 'broken':
        this.end(`The benchmark broke off: ${news.message}`);
    }
  }

  private end(message: string): void {
    if (this.worker !== null) release(this.worker);
    this.worker = null;
    this.startButton.disabled = false;
    if (document.activeElement === this.stopButton) this.startButton.focus();
    this.stopButton.hidden = true;
    byId('bench-progress').hidden = true;
    byId('bench-summary').textContent = [message, this.summary()].filter(Boolean).join(' ');
    void this.draw();
  }

  /** What the rows say in a sentence. */
  private summary(): string {
    if (this.results === null || this.results.rows.length === 0) return '';
    const { rows, failures } = this.results;
    const others = [
      ['scalar', 'its scalar build'],
      ['loop', 'a typed-array loop'],
      ['numbers', 'a number array'],
      ['objects', 'an array of objects'],
    ].flatMap(([id, name]) => {
      const ratio = typicalRatio(rows, id);
      return ratio === null ? [] : [`${digits(ratio)}× as fast as ${name}`];
    });
    const wrong = failures.map(({ name, message }) => ` ${name} failed: ${message}.`).join('');
    return `Median over ${rows.length} rows: contig is ${others.join(', ')}.${wrong}`;
  }

  /** Shows the results so far. Vega is loaded at the first call. */
  private async draw(): Promise<void> {
    const { results } = this;
    if (results === null || results.rows.length === 0 || this.isDrawing) return;
    this.isDrawing = true;
    this.drawn = performance.now();
    const rows = results.rows.length;
    try {
      byId('bench-tables').replaceChildren(...resultTables(results));
      this.chart.hidden = false;
      const { resultChart } = await import('./chart.js');
      const chart = await resultChart(results, this.chart.clientWidth);
      if (chart !== null && this.results === results) this.chart.replaceChildren(chart);
    } catch (error) {
      this.chart.textContent = `The chart could not be drawn: ${error instanceof Error ? error.message : error}`;
    } finally {
      this.isDrawing = false;
    }
    // What came in meanwhile, at the end of the run.
    if (this.worker === null && this.results !== null && (this.results !== results || results.rows.length !== rows)) {
      await this.draw();
    }
  }
}
