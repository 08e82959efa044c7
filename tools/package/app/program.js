// What every test of the package runs, wherever it ends up: each entry point does something, and threads start where
// they may.
import { kernels, ndarray, threads } from 'contig';
import { fromScijs, toScijs } from 'contig/interop';
import { mulseq } from 'contig/ndarray-ops';
import * as np from 'contig/numpy';
import { calcsize } from 'contig/records';

/** What was seen, to be compared with {@link expected} in tools/package. */
export async function program() {
  const scijs = toScijs(np.linspace(0, 1, 5));
  mulseq(scijs, 2);
  const seen = {
    build: kernels.build,
    sum: ndarray.arange(1e6, 'f32').mul(0.5).max(),
    product: np.matmul(np.ones([300, 300]), np.full([300, 300], 2)).max(),
    size: calcsize('<hf'),
    last: fromScijs(scijs).get(4),
    threads: 1,
    refused: '',
  };
  try {
    await threads.start(1);
    seen.threads = threads.count;
    seen.shared = np.exp(np.zeros([1_000_000])).sum();
    await threads.stop();
  } catch (error) {
    seen.refused = error.message;
  }
  return seen;
}
