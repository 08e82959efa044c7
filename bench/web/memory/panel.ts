/** The section on memory: bytes an element in each container, by three ways to know, and what contig's memory holds now. */
import { containers } from '../../containers.js';
import { byId, html, svg } from '../dom.js';
import type { Engine } from '../engine/client.js';
import type { Status } from '../engine/protocol.js';
import { canMeasure, measure } from './measure.js';
import node from './node.json' with { type: 'json' };

type Bytes = ReadonlyMap<string, number>;

interface Columns {
  /** contig's own model of Chrome's engine. */
  readonly computed: Bytes | null;
  readonly node: Bytes;
  readonly browser: Bytes | null;
}

/** Above the columns of figures: where each is from. */
const HEADS = { computed: 'Chrome, computed', node: `Node ${node.node}, measured`, browser: 'this browser, measured' };

const show = (bytes: number) => bytes.toFixed(bytes < 9.95 ? 2 : 1);

/** A bar as long as a share of the longest. */
function bar(share: number): SVGSVGElement {
  return svg(
    'svg',
    { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: Math.max(0.5, 100 * share), height: 8 }),
  );
}

function table(kind: 'numbers' | 'records', columns: Columns): HTMLElement {
  const names = Object.keys(containers).filter((name) => (containers[name].holds ?? 'numbers') === kind);
  const shown = (['computed', 'node', 'browser'] as const).filter((column) => columns[column] !== null);
  const bytesOf = (name: string) => columns.browser?.get(name) ?? columns.node.get(name) ?? 0;
  const most = Math.max(...Object.keys(containers).map(bytesOf));
  return html(
    'table',
    { class: 'bytes' },
    html('caption', {}, kind === 'numbers' ? 'Bytes a number' : 'Bytes a record {x, y}'),
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { scope: 'col' }, 'container'),
        html('th', { class: 'bars', 'aria-hidden': 'true' }),
        ...shown.map((column) => html('th', { scope: 'col' }, HEADS[column])),
      ),
    ),
    html(
      'tbody',
      {},
      ...names.map((name) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, name),
          html('td', { class: 'bars' }, bar(bytesOf(name) / most)),
          ...shown.map((column) => {
            const bytes = columns[column]?.get(name);
            return html('td', { 'data-label': HEADS[column] }, bytes === undefined ? '–' : show(bytes));
          }),
        ),
      ),
    ),
  );
}

export class MemoryPanel {
  private columns: Columns = { computed: null, node: new Map(Object.entries(node.bytes)), browser: null };
  private readonly button = byId<HTMLButtonElement>('bytes-measure');
  private readonly state = byId('bytes-state');

  constructor(private readonly engine: Engine) {
    this.show();
    if (canMeasure()) {
      this.button.disabled = false;
      this.button.addEventListener('click', () => void this.measure());
    } else {
      this.state.textContent = globalThis.crossOriginIsolated
        ? 'This browser does not tell a page what it weighs; the figures above are computed, or measured in Node.'
        : 'Measuring needs a cross-origin isolated page; the figures above are computed, or measured in Node.';
    }
    engine.ask({ task: 'weigh' }).then((reply) => {
      if (reply?.weights == null) return;
      this.columns = { ...this.columns, computed: new Map(reply.weights) };
      this.show();
    });
    // Finalizers free memory at times of their own; nobody looks at it while the page is hidden.
    setInterval(() => {
      if (!document.hidden && engine.isIdle) void engine.ask({ task: 'status' });
    }, 2000);
  }

  stats({ memory }: Status): void {
    const names: [keyof Status['memory'], string][] = [
      ['bytesInUse', 'in use'],
      ['peakBytes', 'most so far'],
      ['blocks', 'blocks'],
      ['heapBytes', 'reserved'],
      ['hostBytes', 'outside of it'],
    ];
    byId('stats').replaceChildren(
      ...names.map(([key, name]) => {
        const unit = key === 'blocks' ? '' : ' bytes';
        return html('div', {}, html('dt', {}, name), html('dd', {}, `${memory[key].toLocaleString('en')}${unit}`));
      }),
    );
  }

  private show(): void {
    byId('bytes-table').replaceChildren(table('numbers', this.columns), table('records', this.columns));
  }

  private async measure(): Promise<void> {
    this.button.disabled = true;
    // A thread that sleeps would never answer the browser's count.
    const { hasThreads } = this.engine;
    if (hasThreads) await this.engine.ask({ task: 'threads', on: false });
    this.state.textContent =
      'Making every container in a worker of its own, and asking the browser; up to half a minute…';
    try {
      this.columns = { ...this.columns, browser: await measure() };
      this.show();
      this.state.textContent = 'Measured by performance.measureUserAgentSpecificMemory(), a million elements each.';
    } catch (error) {
      this.state.textContent = `It could not be measured: ${error instanceof Error ? error.message : error}.`;
    }
    if (hasThreads) await this.engine.ask({ task: 'threads', on: true });
    this.button.disabled = false;
  }
}
