/** Prompt freeing: what a scope makes, it disposes of at its end, all but the result. */

interface Disposable {
  dispose(): void;
}

let current: Disposable[] | null = null;

/** Notes an array made while a scope runs. Called by the array's constructor. */
export function enlist(made: Disposable): void {
  if (current !== null) current.push(made);
}

/** Runs a function whose arrays no scope disposes of, because they are kept for later calls. */
export function unscoped<R>(body: () => R): R {
  const outer = current;
  current = null;
  try {
    return body();
  } finally {
    current = outer;
  }
}

/** The arrays in a value: itself, or those in an array or plain object of results. */
function keep(value: unknown, kept: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || kept.has(value)) return;
  kept.add(value);
  if (Array.isArray(value)) for (const item of value) keep(item, kept);
  else if (Object.getPrototypeOf(value) === Object.prototype) for (const item of Object.values(value)) keep(item, kept);
}

/**
 * Runs a function and disposes of every array made inside it but those in its result: an array, or arrays within a list
 * or a plain object. Scopes nest; what an inner scope returns belongs to the outer one.
 *
 * @returns What the function returns.
 * @throws TypeError when the function is asynchronous: its arrays would outlive the scope. What it throws passes through,
 *   after all it made is disposed of.
 * @example
 * const norm = scope(() => a.mul(a).sum()); // the product is freed at once
 */
export function scope<R>(body: () => R): R {
  const outer = current;
  const made: Disposable[] = [];
  current = made;
  const kept = new Set<unknown>();
  try {
    const result = body();
    if (result instanceof Promise) {
      throw new TypeError(
        'scope: the function is asynchronous; a scope ends when the function returns, so await first.',
      );
    }
    keep(result, kept);
    return result;
  } finally {
    current = outer;
    for (const array of made) {
      if (!kept.has(array)) array.dispose();
      else if (outer !== null) outer.push(array);
    }
  }
}
