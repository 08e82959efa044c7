/** Runs the tests of one file in this page or worker. */
import { type File, type Task as Node, type Suite, startTests, type Test, type VitestRunner } from '@vitest/runner';
import { configureGlobal } from 'fast-check';
import { Buffer } from './buffer.js';

import type { Report, Task } from './events.js';
import { setTask, violations } from './task.js';

const SETUP = 'test/setup.ts';

/** The names of suites and of the test. */
function fullName(node: Node): string {
  const outer = node.suite ? `${fullName(node.suite)} > ` : '';
  return node.type === 'suite' && 'filepath' in node ? '' : (outer + node.name).replace(/^ > /, '');
}

interface Failure {
  readonly message?: string;
  readonly stack?: string;
  readonly diff?: string;
  readonly cause?: Failure;
}

function textOf({ message = '', stack = '', diff = '', cause }: Failure): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const why = cause ? [`because: ${textOf(cause)}`] : [];
  return [message, diff, ...places.slice(0, 6), ...why].filter(Boolean).join('\n');
}

function testsOf(node: Suite): Test[] {
  return node.tasks.flatMap((child) => (child.type === 'suite' ? testsOf(child) : [child]));
}

/** Errors of hooks, of suites without tests and of files that cannot be imported. */
function troubles(node: Suite): Report[] {
  const errors = (node.result?.errors ?? []).map((error) => textOf(error as Failure));
  const own: Report[] = errors.length > 0 ? [{ kind: 'trouble', where: fullName(node), errors }] : [];
  return [...own, ...node.tasks.flatMap((child) => (child.type === 'suite' ? troubles(child) : []))];
}

/** Lets events and finalizers have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Runs the tests of a file.
 *
 * @param task What to run.
 * @param importFile Imports a test file of the bundle.
 * @param report Is told of every step.
 */
export async function run(
  task: Task,
  importFile: (file: string) => Promise<unknown>,
  report: (event: Report) => void,
): Promise<void> {
  globalThis.Buffer = Buffer as never;
  setTask(task);
  configureGlobal({ seed: task.seed });
  const failed = (where: string) => (event: Event) => {
    const { reason, error, message } = event as PromiseRejectionEvent & ErrorEvent;
    const cause = reason ?? error;
    const text = cause instanceof Error ? `${cause.message}\n${cause.stack}` : String(cause ?? message);
    report({ kind: 'trouble', where, errors: [text] });
  };
  globalThis.addEventListener('error', failed('an error that nobody caught'));
  globalThis.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    if (++violations.told <= violations.expected) return;
    const error = `the content security policy forbids ${violatedDirective}: ${blockedURI}`;
    report({ kind: 'trouble', where: 'the policy', errors: [error] });
  });
  globalThis.addEventListener('unhandledrejection', failed('a rejection that nobody handled'));

  const runner: VitestRunner = {
    importFile,
    onCollected(files: File[]) {
      const tests = files.flatMap(testsOf);
      for (const test of tests) {
        const name = fullName(test);
        if (task.without.some((start) => name.startsWith(start)) || !name.includes(task.only)) test.mode = 'skip';
      }
      report({ kind: 'collected', tests: tests.map(fullName) });
    },
    onBeforeRunTask: (test: Test) => {
      if (test.mode === 'run') report({ kind: 'start', test: fullName(test) });
    },
    config: {
      root: '/',
      setupFiles: [SETUP],
      name: undefined,
      passWithNoTests: false,
      testNamePattern: undefined,
      allowOnly: false,
      sequence: { seed: task.seed, hooks: 'stack', setupFiles: 'list' },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: 30_000,
      hookTimeout: 30_000,
      retry: 0,
      includeTaskLocation: false,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
  };
  const ended = new Set<Test>();
  const end = (test: Test) => {
    if (ended.has(test)) return;
    ended.add(test);
    const { state, errors = [] } = test.result ?? {};
    const outcome = state === 'pass' ? 'passed' : state === 'fail' ? 'failed' : 'skipped';
    report({
      kind: 'end',
      test: fullName(test),
      state: outcome,
      errors: errors.map((error) => textOf(error as Failure)),
    });
  };
  runner.onAfterRunTask = (test: Test) => {
    end(test);
    return turn();
  };
  for (const file of await startTests([task.file], runner)) {
    for (const test of testsOf(file)) end(test);
    for (const trouble of troubles(file)) report(trouble);
  }
  report({ kind: 'done' });
}
