// @ts-check
// The native rival: one Python process (numpy_rival.py) that answers each row as it comes, so that both are measured at
// about the same time. Where there is no python3 with NumPy the column is left out.

import { fileURLToPath } from 'node:url';
import { Child } from './child.js';
import { dtypes } from './data.js';
import { difference } from './verify.js';

/** @typedef {import('./measure.js').Timing} Timing */
/** @typedef {import('./verify.js').Answer} Answer */
/** @typedef {{ task: string, n: number, ms: number, dtype?: string, file?: string }} Request */

const script = fileURLToPath(new URL('./numpy_rival.py', import.meta.url));

/** NumPy's names for what needs wide vectors; it warns of those that a version does not know. */
const WIDE = 'AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR X86_V3 X86_V4';

/** One thread, like everybody else here. */
export const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export class NumPy {
  #child;

  /**
   * @param {Child} child
   * @param {string} version
   */
  constructor(child, version) {
    this.#child = child;
    this.version = version;
  }

  /**
   * The rival, started; null when there is no python3 or no NumPy.
   * @param {Record<string, string>} [settings] further environment variables
   * @returns {Promise<NumPy | null>}
   */
  static async start(settings = {}) {
    const started = await Child.start('python3', [script], { ...oneThread, ...settings });
    return started && new NumPy(started.child, started.hello.numpy);
  }

  /**
   * The rival without its vectors of 256 and 512 bits, as it runs where the processor has none; null where it always does.
   * @returns {Promise<NumPy | null>}
   */
  static async startNarrow() {
    return process.arch === 'x64' ? NumPy.start({ NPY_DISABLE_CPU_FEATURES: WIDE }) : null;
  }

  /**
   * NumPy's time for one row, or null for a row it does not have. Its answer is held against `expected` at three places.
   * @param {Request} request
   * @param {Answer} expected
   * @param {import('./data.js').Dtype} result
   * @returns {Promise<Timing | null>}
   */
  async measure(request, expected, result) {
    const reply = await this.#child.ask(request);
    if (reply === null) throw new Error(`NumPy stopped at ${request.task}`);
    const { probe, ...timing } = reply;
    const places =
      typeof expected === 'number' ? expected : [0, expected.length >> 1, expected.length - 1].map((i) => expected[i]);
    // Ten times what contig is held to: NumPy's f32 dot product of 1e7 elements is 2e-5 off.
    const wrong = difference(places, probe, 10 * dtypes[result].tolerance);
    if (wrong !== null) throw new Error(`NumPy disagrees about ${request.task}: ${wrong}`);
    return timing;
  }

  stop() {
    this.#child.stop();
  }
}
