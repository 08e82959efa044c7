/** The page: runs the tests of the file that its address names, itself or in a worker. `report` is given by whoever drives it. */
/* global report */

const task = JSON.parse(decodeURIComponent(location.search.slice(1)));

if (task.where === 'worker') {
  const worker = new Worker('./worker.js', { type: 'module' });
  worker.onmessage = ({ data }) => report(data);
  worker.onerror = ({ message }) => {
    report({ kind: 'trouble', where: 'the worker', errors: [String(message)] });
    report({ kind: 'done' });
  };
  worker.postMessage(task);
} else {
  const { begin } = await import('./begin.js');
  await begin(task, report);
}
