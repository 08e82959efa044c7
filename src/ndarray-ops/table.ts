/** All functions, made from the rows of the operations, by their names. */
import { AGGREGATES, aggregate, extremum, search, TESTS } from './aggregates.js';
import { elementwise, fill, type Source, Value } from './elementwise.js';
import { constantPlace, orderOf, placeOf } from './operands.js';
import { ASSIGN, BINARY, type Row, UNARY } from './rows.js';
import type { NdarrayOps, ScijsLike, ScijsScalar } from './types.js';
import { map } from './walk.js';

type Operation = (dest: ScijsLike, a: ScijsLike & ScijsScalar, b: ScijsLike & ScijsScalar) => ScijsLike;

/** Writes to the destination and returns it. */
function writes(name: string, row: Row, sources: (dest: ScijsLike, a: Source, b: Source) => Source[]): Operation {
  return (dest, a, b) => {
    const [x, y] = sources(dest, a, b);
    elementwise(name, row, dest, x, y);
    return dest;
  };
}

/** The four forms of an operation of two operands. */
function forms(name: string, row: Row, swapped: boolean): [string, Operation][] {
  const order = (x: Source, y: Source) => (swapped ? [y, x] : [x, y]);
  const form = (suffix: string, sources: (dest: ScijsLike, a: Source, b: Source) => Source[]): [string, Operation] => [
    name + suffix,
    writes(name + suffix, row, sources),
  ];
  return [
    form('', (_, a, b) => order(a, b)),
    form('s', (_, a, s) => order(a, new Value(s))),
    form('eq', (dest, b) => order(dest, b)),
    form('seq', (dest, s) => order(dest, new Value(s))),
  ];
}

/** Fills an array with numbers of Math.random, from 0 to below 1. */
function random(dest: ScijsLike): ScijsLike {
  const nothing = constantPlace(undefined, dest.shape.length);
  map(() => Math.random(), dest.shape, orderOf(dest), placeOf(dest), nothing, nothing);
  return dest;
}

/** All functions by their names. */
export const ops = Object.fromEntries<unknown>([
  ...Object.entries(BINARY).flatMap(([name, row]) => forms(name, row, false)),
  ...(['atan2', 'pow'] as const).flatMap((name) => forms(`${name}op`, BINARY[name], true)),
  ...Object.entries(UNARY).flatMap(([name, row]) => [
    [name, writes(name, row, (_, a) => [a])],
    [`${name}eq`, writes(`${name}eq`, row, (dest) => [dest])],
  ]),
  ...Object.entries(AGGREGATES).map(([name, row]) => [name, (a: ScijsLike) => aggregate(name, row, a)]),
  ...(['any', 'all'] as const).map((name) => [name, (a: ScijsLike) => aggregate(name, TESTS[name], a)]),
  ...(['inf', 'sup'] as const).map((name) => [name, (a: ScijsLike) => extremum(name, a)]),
  ...(['argmin', 'argmax'] as const).map((name) => [name, (a: ScijsLike) => search(name, a)]),
  ['equals', (a: ScijsLike, b: ScijsLike) => aggregate('equals', TESTS.equals, a, b)],
  ['assign', writes('assign', ASSIGN, (_, a) => [a])],
  [
    'assigns',
    (dest: ScijsLike, s: ScijsScalar) => {
      fill(dest, s);
      return dest;
    },
  ],
  ['random', random],
] as [string, unknown][]) as unknown as NdarrayOps;
