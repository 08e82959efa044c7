/**
 * A sample call of every public function: what FEATURES.md learns from (the types a function takes, whether it runs in a
 * kernel) and what the sweep over layouts repeats. Arrays come from a factory, so that the caller decides on their type
 * and layout.
 */

import { functionAt } from './calling.js';
import type { Call, Calls } from './calls/common.js';
import { FILES } from './calls/files.js';
import { MAKING } from './calls/making.js';
import { NUMERIC } from './calls/numeric.js';
import { RANDOM } from './calls/random.js';

export type { Call };

const ALL: Calls = { ...NUMERIC, ...MAKING, ...FILES, ...RANDOM };

/** The sample calls of a function; those of another name when it is the same function; none when there are none. */
export function callsOf(path: string): readonly Call[] | undefined {
  const found = ALL[path] ?? Object.entries(ALL).find(([name]) => functionAt(name) === functionAt(path))?.[1];
  return found?.map((call) => (typeof call === 'function' ? { args: call } : call));
}

/** The names in the table. */
export const CALLED: readonly string[] = Object.keys(ALL);
