/** Work in pieces for several threads. */
import { runProgram, threadCount } from '../threads/pool.js';
import { Program, record, recording } from '../wasm/program.js';

/** Nanoseconds of work that are worth waking a helper for. */
const WORTH = 150_000;
/** Nanoseconds of work in one piece: small enough to be shared evenly, large against taking it. */
const PIECE = 25_000;
const MOST_PIECES = 256;

const program = new Program();

/** For tests: how much more work all is taken for than it is. */
let weight = 1;
export function setWeight(factor: number): void {
  weight = factor;
}

/** Whether helpers would take part in so many nanoseconds of work now. */
export function isWorthSharing(nanoseconds: number): boolean {
  return threadCount > 1 && recording === null && nanoseconds * weight >= WORTH;
}

/**
 * Does the items [0, total) of a piece of work in pieces that may run side by side, or all at once. A piece makes kernel
 * calls and nothing else: it reads no result of theirs, and no two pieces write to the same place. Scratch memory is a
 * thread's own if its address is asked for inside the piece.
 *
 * @param nanoseconds What all of it takes about, by one thread.
 * @param unit Pieces are multiples of so many items, but for the last.
 * @param repeatable Whether a piece may be done again after it was done in part: it reads nothing that pieces write.
 */
export function split(
  total: number,
  nanoseconds: number,
  unit: number,
  repeatable: boolean,
  piece: (start: number, end: number) => void,
): void {
  if (!isWorthSharing(nanoseconds)) {
    piece(0, total);
    return;
  }
  const wanted = Math.min(MOST_PIECES, Math.max(2 * threadCount, (nanoseconds * weight) / PIECE));
  const items = Math.max(unit, Math.ceil(total / wanted / unit) * unit);
  if (items >= total) {
    piece(0, total);
    return;
  }
  program.clear();
  record(program, () => {
    for (let start = 0; start < total; start += items) {
      program.begin();
      piece(start, Math.min(total, start + items));
    }
  });
  if (!runProgram(program, repeatable)) piece(0, total);
}
