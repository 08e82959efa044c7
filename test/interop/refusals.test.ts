/** What is none of a package's arrays is refused by the function's name. */
import { expect, test } from 'vitest';
import * as interop from '../../src/interop/index.js';

const readers = Object.entries(interop).filter(([name]) => name.startsWith('from')) as [
  string,
  (x: unknown) => unknown,
][];

test.each(readers)('%s', (name, read) => {
  for (const value of [undefined, null, 5, 'abc']) expect(() => read(value)).toThrow(new RegExp(`^${name}: .* is no `));
});

test('rows of a matrix may lie in a buffer that is no whole number of elements', () => {
  const buffer = new ArrayBuffer(36);
  const data = [new Float64Array(buffer, 0, 2), new Float64Array(buffer, 16, 2)];
  data[1][1] = 7;
  const matrix = interop.fromMatrix({ rows: 2, columns: 2, data } as never);
  expect(matrix.toArray()).toEqual([
    [0, 0],
    [0, 7],
  ]);
});
