/** What this page was asked to run, for tests that depend on it. */
import type { Task } from './events.js';

export let task: Task;

export function setTask(given: Task): void {
  task = given;
}

/** What the content security policy forbade, and how often a test lets it. */
export const violations = { told: 0, expected: 0 };
