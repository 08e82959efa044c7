// @ts-check
// What differs between Node and a browser, so that the same sections are measured in both.

/** Node's own part of the world, undefined in a browser. */
const node = /** @type {NodeJS.Process | undefined} */ (globalThis.process);

/** The finest clock there is. */
export const timestampProvider = node ? 'hrtimeNow' : 'performanceNow';

/** Resolves in another turn of the event loop: in Node by setImmediate, which a browser has not, else by a message. */
export const nextLoopTurn =
  typeof setImmediate === 'function' ? () => new Promise((resolve) => setImmediate(resolve)) : messageTurn;

/** @returns {Promise<unknown>} */
function messageTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/** What a browser that does not tell gives the JavaScript heap of a page at least. */
const USUAL_HEAP = 2 ** 31;

/** The most bytes that the JavaScript heap may grow to. */
export function heapLimit() {
  // Not imported: bundlers for browsers would stumble over it.
  const v8 = node?.getBuiltinModule('node:v8');
  if (v8) return v8.getHeapStatistics().heap_size_limit;
  const { memory } = /** @type {{ memory?: { jsHeapSizeLimit: number } }} */ (/** @type {unknown} */ (performance));
  return memory?.jsHeapSizeLimit ?? USUAL_HEAP;
}
