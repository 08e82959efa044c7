/** The worker that measures: the main section of `npm run bench`, without NumPy. */
import { kernels, threads } from 'contig';
import { plan } from '../../compute.js';
import { labels } from '../../contenders.js';
import { runPlanned } from '../../plan.js';
import type { Comparison, Row } from '../../rows.js';
import { END, type News, type Order } from './protocol.js';

const tell = (news: News) => globalThis.postMessage(news);

async function run({ effort, dtypes, threads: shared }: Order): Promise<void> {
  if (shared) await threads.start();
  tell({ news: 'ready', build: kernels.build, threads: threads.count, labels });
  const { failures } = await runPlanned<Row, object>(
    await plan(effort.sizes, dtypes).then((rows) =>
      rows.map(({ name, run }) => ({ name, run: (context) => run({ ...context, numpy: null, narrow: null }) })),
    ),
    {},
    effort,
    { budget: 0 },
    {
      started: (done, total, name) => tell({ news: 'started', done, total, name }),
      found: (rows) => tell({ news: 'found', rows: rows as Comparison[] }),
    },
  );
  tell({ news: 'over', failures });
}

globalThis.onmessage = ({ data }: MessageEvent<Order | typeof END>) => {
  if (data === END) {
    threads.stop().finally(() => tell({ news: 'ended' }));
    return;
  }
  run(data).catch((error: unknown) => {
    tell({ news: 'broken', message: error instanceof Error ? error.message : String(error) });
  });
};
