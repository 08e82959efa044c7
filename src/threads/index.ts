/** What users see of threads. */
import { cores, obstacle } from './helper.js';
import { startPool, stopPool, threadCount } from './pool.js';

const MOST = 63;

/** Starts and stops follow each other. */
let last: Promise<void> = Promise.resolve();

function next(action: () => Promise<void>): Promise<void> {
  const done = last.then(action);
  last = done.catch(() => {});
  return done;
}

/**
 * The threads that share large calls. There is one until {@link threads.start}; results are the same with any number.
 *
 * @example
 * await threads.start();
 * const c = a.matmul(b); // as ever, on all cores
 * threads.count;         // 8
 */
export const threads = {
  /** How many threads work: the one that calls, and its helpers. */
  get count(): number {
    return threadCount;
  },

  /**
   * Starts helper threads: workers over one shared memory. They take part in large elementwise work, reductions, matrix
   * products, sorts, random numbers and fused expressions; small calls stay on the calling thread. The API stays
   * synchronous. Idle helpers sleep and do not keep the process alive; one that is lost is replaced.
   *
   * The first start moves all arrays to a memory that threads can share: typed arrays taken from `data` before are empty
   * afterwards, as when the memory grows, and those taken later are over a SharedArrayBuffer.
   *
   * @param helpers How many, besides the calling thread; by default one less than the machine has cores, at least one.
   * @throws RangeError when it is not an integer from 1 to 63, or when the heap has no room for their scratch memory.
   * @throws Error where memory cannot be shared: a page must be cross-origin isolated.
   */
  start(helpers: number = Math.max(1, Math.min(MOST, cores() - 1))): Promise<void> {
    return next(async () => {
      if (!Number.isInteger(helpers) || helpers < 1 || helpers > MOST) {
        throw new RangeError(`threads.start: ${helpers} helpers; it takes an integer from 1 to ${MOST}.`);
      }
      const reason = obstacle();
      if (reason !== undefined) throw new Error(`threads.start: ${reason}.`);
      stopPool();
      await startPool(helpers);
    });
  },

  /** Ends all helpers; calls go on with one thread. */
  stop(): Promise<void> {
    return next(async () => stopPool());
  },
};
