/** Bytes an element in each container, by the browser's own count of what a worker weighs that holds one. */
import { containers } from '../../containers.js';
import type { Held } from './holder.js';
import holder from './holder.ts?worker&url';

interface Attribution {
  readonly url: string;
  readonly scope: string;
}

/** What browsers with performance.measureUserAgentSpecificMemory answer. */
interface Weight {
  readonly breakdown: readonly { readonly bytes: number; readonly attribution: readonly Attribution[] }[];
}

type Scales = Performance & { measureUserAgentSpecificMemory?: () => Promise<Weight> };

/** Elements of each container: enough that what else a worker holds does not show. */
const ELEMENTS = 1e6;

/** Whether this browser tells a page what it weighs. */
export const canMeasure = () =>
  globalThis.crossOriginIsolated === true && (performance as Scales).measureUserAgentSpecificMemory !== undefined;

/** Browsers wait for the next collection of garbage, about twenty seconds. */
const PATIENCE = 90_000;

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the browser did not answer')), PATIENCE);
  });
}

const EMPTY = ['nothing', 'nothing, with contig'];

/** Workers that hold a container each. */
async function hold(names: readonly string[]): Promise<{ workers: Map<string, Worker>; contig: Map<string, number> }> {
  const workers = new Map<string, Worker>();
  const contig = new Map<string, number>();
  for (const name of names) {
    // The address tells the browser's count of one from that of another.
    const worker = new Worker(`${holder}${holder.includes('?') ? '&' : '?'}holds=${encodeURIComponent(name)}`, {
      type: 'module',
      name: `holds ${name}`,
    });
    workers.set(name, worker);
    const { contig: bytes } = await new Promise<Held>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Held>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message || 'a worker failed'));
      worker.postMessage({ name, n: ELEMENTS });
    });
    contig.set(name, bytes);
  }
  return { workers, contig };
}

/**
 * Bytes an element, by container.
 *
 * @throws Error where the browser does not count workers one by one, or does not answer.
 */
export async function measure(): Promise<Map<string, number>> {
  const { workers, contig } = await hold([...EMPTY, ...Object.keys(containers)]);
  try {
    const { breakdown } = await Promise.race([(performance as Scales).measureUserAgentSpecificMemory!(), tooLong()]);
    const weights = new Map<string, number>();
    for (const { bytes, attribution } of breakdown) {
      for (const { url } of attribution) {
        const name = new URL(url, location.href).searchParams.get('holds');
        if (name !== null) weights.set(name, (weights.get(name) ?? 0) + bytes / attribution.length);
      }
    }
    const [without, withContig] = EMPTY.map((name) => weights.get(name));
    if (without === undefined || withContig === undefined) {
      throw new Error('this browser does not say what each worker weighs');
    }
    return new Map(
      Object.entries(containers).map(([name, { usesContig }]) => {
        const own = (weights.get(name) ?? 0) - (usesContig ? withContig : without);
        return [name, (Math.max(0, own) + contig.get(name)!) / ELEMENTS];
      }),
    );
  } finally {
    for (const worker of workers.values()) worker.terminate();
  }
}
