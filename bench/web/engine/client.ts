/** The page's side of the worker that computes. */
import type { Reply, Request, Status } from './protocol.js';

export class Engine {
  private worker = this.start();
  private readonly waiting = new Map<number, (reply: Reply | null) => void>();
  private last = 0;
  private threaded = false;

  /** @param changed Told of the status at every answer. */
  constructor(
    private readonly changed: (status: Status) => void,
    private readonly failed: (message: string) => void,
  ) {}

  /** The answer; null when the worker was stopped before it had one. */
  ask(request: Request): Promise<Reply | null> {
    const id = ++this.last;
    if (request.task === 'threads') this.threaded = request.on;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ ...request, id });
    });
  }

  /** Whether all questions were answered. */
  get isIdle(): boolean {
    return this.waiting.size === 0;
  }

  /** Whether threads were asked for. */
  get hasThreads(): boolean {
    return this.threaded;
  }

  /** Ends what is being computed, and all arrays with it; a new worker takes over, with threads if the old one had them. */
  async stop(): Promise<void> {
    this.worker.terminate();
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
    this.worker = this.start();
    await this.ask(this.threaded ? { task: 'threads', on: true } : { task: 'status' });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.changed(data.status);
      this.waiting.get(data.id)?.(data);
      this.waiting.delete(data.id);
    };
    worker.onerror = ({ message }) => this.failed(message || 'the worker that computes could not be loaded');
    return worker;
  }
}
