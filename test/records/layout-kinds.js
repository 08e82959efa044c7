// @ts-check
// Kinds of values whose memory is measured (layout-measure.js) and compared with what layout.sizeof says: `make(n)` gives
// an array of n of them, or one value of about n parts. `within` is how far apart the two may be, where it is more than
// the 2 % that hold for everything whose layout can be seen from outside.

/** @type {(n: number, item: (i: number) => unknown) => unknown[]} */
const list = (n, item) => {
  const items = new Array(n);
  for (let i = 0; i < n; i++) items[i] = item(i);
  return items;
};

/** @type {<T>(n: number, table: T, add: (table: T, i: number) => unknown) => T} */
const fill = (n, table, add) => {
  for (let i = 0; i < n; i++) add(table, i);
  return table;
};

class Point {
  /** @param {number} i */
  constructor(i) {
    this.x = i;
    this.y = i + 1;
    this.z = i + 2;
  }
}

class Body {
  /** @param {number} i */
  constructor(i) {
    this.mass = i + 0.5;
    this.name = null;
    this.id = i;
  }
}

/** Of what takes least, so many that a process's own few hundred kilobytes do not show. */
const MANY = 400000;

/** @typedef {{ make: (n: number) => unknown, n?: number, within?: number }} Kind */

/** @type {Record<string, Kind>} */
export const kinds = {
  'array of small integers': { make: (n) => list(n, (i) => i), n: MANY },
  'array of integers beyond 32 bits': { make: (n) => list(n, (i) => i + 2 ** 40), n: MANY },
  'array of fractions': { make: (n) => list(n, (i) => i + 0.5), n: MANY },
  'array of fractions and nulls': { make: (n) => list(n, (i) => (i % 4 === 0 ? null : i + 0.5)), n: MANY },
  'array of booleans': { make: (n) => list(n, (i) => i % 3 === 0), n: MANY },
  'array of null': { make: (n) => list(n, () => null), n: MANY },
  'rows of numbers': { make: (n) => list(n, (i) => [i, i + 1, i + 2]) },
  'rows of fractions': { make: (n) => list(n, (i) => [i + 0.5, i + 1.5, i + 2.5]) },
  'rows grown by push': {
    make: (n) =>
      list(n, (i) => {
        const row = [];
        row.push(i);
        return row;
      }),
    within: 0.75,
  },
  'empty arrays': { make: (n) => list(n, () => []) },
  'empty objects': { make: (n) => list(n, () => ({})) },
  'objects {x, y} of integers': { make: (n) => list(n, (i) => ({ x: i, y: i + 1 })) },
  'objects {x, y} of fractions': { make: (n) => list(n, (i) => ({ x: i + 0.5, y: i + 0.25 })) },
  'objects with an integer and a fraction': { make: (n) => list(n, (i) => ({ id: i, x: i + 0.25 })) },
  'objects whose field is a fraction now and then': { make: (n) => list(n, (i) => ({ id: i, x: i % 10 ? i : 0.5 })) },
  'objects whose field is a fraction or null': { make: (n) => list(n, (i) => ({ id: i, w: i % 2 ? null : i + 0.5 })) },
  'objects of eight fields': {
    make: (n) => list(n, (i) => ({ a: i, b: i, c: i, d: i, e: i, f: true, g: null, h: 'text' })),
  },
  'nested objects': { make: (n) => list(n, (i) => ({ id: i, at: { x: i, y: i + 1 } })) },
  'objects that share one': {
    make: (n) => {
      const shared = { a: 1 };
      return list(n, (i) => ({ i, shared }));
    },
  },
  'class instances': { make: (n) => list(n, (i) => new Point(i)) },
  'class instances with a fraction and null': { make: (n) => list(n, (i) => new Body(i)) },
  'parsed records': {
    make: (n) =>
      JSON.parse(JSON.stringify(list(n, (i) => ({ delay: i % 90, distance: i % 2000, time: (i % 999) / 16 })))),
  },
  'parsed rows': { make: (n) => JSON.parse(JSON.stringify(list(n, (i) => [i, i + 0.5]))) },
  'parsed strings': {
    make: (n) => JSON.parse(JSON.stringify(list(n, (i) => `the city number ${i}`))),
  },
  'parsed short strings, few different': {
    make: (n) => JSON.parse(JSON.stringify(list(n, (i) => `SF${i % 20}`))),
    n: MANY,
  },
  'dictionary of many keys': {
    make: (n) => {
      /** @type {Record<string, number>} */
      const dictionary = {};
      for (let i = 0; i < n; i++) dictionary[`key ${i}`] = i;
      return dictionary;
    },
    within: 0.3,
  },
  'object without prototype': {
    make: (n) => list(n, (i) => Object.assign(Object.create(null), { a: i, b: i })),
  },
  'strings of one byte a character': { make: (n) => list(n, (i) => Buffer.from(`${i} abcdefgh`).toString('latin1')) },
  'strings of two bytes a character': { make: (n) => list(n, (i) => Buffer.from(`${i} Ελλάδα`).toString('utf8')) },
  'Map of integers': { make: (n) => fill(n, new Map(), (map, i) => map.set(i, i)) },
  'Map of fractions': { make: (n) => fill(n, new Map(), (map, i) => map.set(i, i + 0.5)) },
  'Set of integers': { make: (n) => fill(n, new Set(), (set, i) => set.add(i)) },
  'small Maps': { make: (n) => list(n, () => new Map([[1, 2]])) },
  'small Sets': { make: (n) => list(n, () => new Set([1])) },
  'bigints of 64 bits': { make: (n) => list(n, (i) => 2n ** 60n + BigInt(i)) },
  'bigints of 128 bits': { make: (n) => list(n, (i) => 2n ** 100n + BigInt(i)) },
  Dates: { make: (n) => list(n, (i) => new Date(1e12 + i)) },
  'Float64Array, large': { make: (n) => new Float64Array(n * 10) },
  'Uint8Array, large': { make: (n) => new Uint8Array(n * 10), n: MANY },
  'typed arrays of 4 numbers': { make: (n) => list(n, () => new Float64Array(4)) },
  'typed arrays of 100 numbers': { make: (n) => list(n, () => new Float64Array(100)), n: 5000 },
  'views of one buffer': {
    make: (n) => {
      const buffer = new ArrayBuffer(n * 8);
      return list(n, (i) => new Uint8Array(buffer, i * 8, 8));
    },
  },
  ArrayBuffers: { make: (n) => list(n, () => new ArrayBuffer(64)) },
  DataViews: {
    make: (n) => {
      const buffer = new ArrayBuffer(n * 8);
      return list(n, (i) => new DataView(buffer, i * 8, 8));
    },
  },
  'boxed numbers': { make: (n) => list(n, (i) => Object(i)) },
  'regular expressions': { make: (n) => list(n, () => /a+b/g), within: 0.2 },
  functions: { make: (n) => list(n, (i) => () => i), within: 0.4 },
  symbols: { make: (n) => list(n, () => Symbol()), within: 0.2 },
};
