/** Runs the tests of a file here. No bundler sees this: it imports what it is told to. */

export async function begin(task, report) {
  try {
    const { run } = await import('./run.js');
    await run(task, (file) => import(`./${file}.js`), report);
  } catch (error) {
    report({ kind: 'trouble', where: 'the page', errors: [`${error.message}\n${error.stack}`] });
    report({ kind: 'done' });
  }
}
