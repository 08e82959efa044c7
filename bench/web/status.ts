/** The line that says what runs here, what is off, and why. */
import { byId, html } from './dom.js';
import type { Engine } from './engine/client.js';
import type { Status } from './engine/protocol.js';

const BUILDS = { relaxed: 'relaxed SIMD', simd: 'SIMD', scalar: 'scalar' } as const;

/** What the browser does not offer, and what that means, in sentences. */
export function missing({ available, isolated }: Pick<Status, 'available' | 'isolated'>): string[] {
  const off: string[] = [];
  if (!available.includes('simd')) {
    off.push('This browser runs no SIMD: the scalar kernels do the work, with the same results, several times slower.');
  } else if (!available.includes('relaxed')) {
    off.push('This browser has no relaxed SIMD: the SIMD kernels do the work, without fused multiply-add.');
  }
  if (!isolated) {
    off.push(
      'This page is not cross-origin isolated: threads, fine timers and measuring memory are off. All else works. ' +
        'A server turns them on by the headers Cross-Origin-Opener-Policy: same-origin and ' +
        'Cross-Origin-Embedder-Policy: require-corp.',
    );
  }
  return off;
}

/** Shows the status, and lets the switch start and stop threads. */
export class StatusLine {
  private readonly switch = byId<HTMLButtonElement>('threads');
  private current: Status | null = null;

  show(status: Status): void {
    const { build, isolated, threads, cores } = status;
    const before = this.current;
    this.current = status;
    if (before !== null && before.build === build && before.threads === threads) return;
    byId('status').replaceChildren(
      ...[
        ['Kernels', BUILDS[build]],
        ['Isolated', isolated ? 'yes' : 'no'],
        ['Threads', isolated ? `${threads} of ${cores}` : '1, others off'],
      ].map(([name, value]) => html('li', {}, `${name}: `, html('strong', {}, value))),
    );
    const off = missing(status);
    const list = byId('off');
    list.replaceChildren(...off.map((sentence) => html('li', {}, sentence)));
    list.hidden = off.length === 0;
    this.switch.disabled = !isolated;
    this.switch.textContent = threads > 1 ? 'Stop threads' : 'Start threads';
  }

  /** Whether threads are on. */
  get hasThreads(): boolean {
    return (this.current?.threads ?? 1) > 1;
  }

  failed(message: string): void {
    byId('status').replaceChildren(html('li', { class: 'failure' }, `contig does not run here: ${message}`));
  }

  connect(engine: Engine): void {
    this.switch.addEventListener('click', async () => {
      this.switch.disabled = true;
      const reply = await engine.ask({ task: 'threads', on: !this.hasThreads });
      this.switch.disabled = false;
      if (reply?.failure) this.failed(reply.failure.message);
    });
  }
}
