/** The page: three sections and a line on what runs. contig itself is in the workers. */
import { Benchmark } from './benchmark/panel.js';
import { Engine } from './engine/client.js';
import { startExpressions } from './expression/panel.js';
import { MemoryPanel } from './memory/panel.js';
import { StatusLine } from './status.js';

const line = new StatusLine();
let memory: MemoryPanel | null = null;
const engine = new Engine(
  (status) => {
    line.show(status);
    memory?.stats(status);
  },
  (message) => line.failed(message),
);
line.connect(engine);
startExpressions(engine);
memory = new MemoryPanel(engine);
new Benchmark(() => line.hasThreads);
