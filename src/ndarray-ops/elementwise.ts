/** One elementwise call: which way it goes, in the loops of JavaScript or in one pass of a kernel made for its types. */

import { Plan } from '../api/fused-plan.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { recorded, type Tracer } from '../array/tracer.js';
import { array } from '../functions.js';
import { callFused, copy, elementwise as planned } from '../loops/elementwise.js';
import { constant, replicate } from '../loops/fill.js';
import { scope, unscoped } from '../memory/scope.js';
import { converted, load, store, type Term } from './kinds.js';
import { constantPlace, type Kind, kindOf, orderOf, type Place, placeOf, type View, viewOf } from './operands.js';
import { ASSIGN, type Row } from './rows.js';
import { addressOf, bring, fits, leave, settle, take } from './staging.js';
import type { ScijsLike } from './types.js';
import { map, type Step } from './walk.js';

/** Up to so many elements a loop in JavaScript takes less than the planner, and than a kernel on packed elements. */
const SMALL = 32;
const TINY = 8;

export function countOf(shape: readonly number[]): number {
  let count = 1;
  for (let axis = 0; axis < shape.length; axis++) count *= shape[axis];
  return count;
}

/** @throws RangeError unless the arrays have one shape. */
export function checkShapes(name: string, a: ScijsLike, b: ScijsLike): void {
  const { shape } = a;
  const other = b.shape;
  let same = shape.length === other.length;
  for (let axis = 0; same && axis < shape.length; axis++) same = shape[axis] === other[axis];
  if (same) return;
  throw new RangeError(
    `${name}: arrays of shapes (${shape}) and (${other}); they must be the same, as nothing is broadcast: use views with strides of 0.`,
  );
}

/** A value beside arrays. */
export class Value {
  constructor(readonly value: unknown) {}
}

export type Source = ScijsLike | Value;

/** Every element = value. */
export function fill(dest: ScijsLike, value: unknown): void {
  const { shape } = dest;
  const place = placeOf(dest);
  const kind = countOf(shape) > SMALL && typeof value === 'number' ? kindOf(place) : undefined;
  const view = kind && viewOf(place, kind, shape);
  if (view === undefined) {
    const source = constantPlace(value, shape.length);
    map(ASSIGN.step, shape, orderOf(dest), place, source, source);
    return;
  }
  const one = kind!.clamped ? new Uint8ClampedArray([value as number])[0] : converted(value as number, kind!.type);
  copy(shape, constant(0, one, DTYPES[kind!.type], shape.length), view);
}

/** dest = row(x, y). Operations of one operand have no y. */
export function elementwise(name: string, row: Row, dest: ScijsLike, x: Source, y?: Source): void {
  if (!(x instanceof Value) && x !== dest) checkShapes(name, dest, x);
  if (y !== undefined && !(y instanceof Value) && y !== dest) checkShapes(name, dest, y);
  const { shape } = dest;
  const size = countOf(shape);
  const to = placeOf(dest);
  const a = x === dest ? to : x instanceof Value ? x : placeOf(x);
  const b = y === dest ? to : y instanceof Value || y === undefined ? y : placeOf(y);
  if (size > 0 && byKernel(row, shape, size, to, a, b)) return;
  const left = a instanceof Value ? constantPlace(a.value, shape.length) : a;
  const right = b instanceof Value || b === undefined ? constantPlace(b?.value, shape.length) : b;
  if (row.approximate) byFunction(row, shape, size, orderOf(dest), to, left, right);
  else map(row.step, shape, orderOf(dest), to, left, right);
}

type Operand = Place | Value;

function termOf(source: Operand): Term | undefined {
  if (!(source instanceof Value)) return kindOf(source);
  return typeof source.value === 'number' ? source.value : undefined;
}

/** In one pass, if all are arrays of numbers and numbers. Answers whether it was done. */
function byKernel(
  row: Row,
  shape: readonly number[],
  size: number,
  to: Place,
  a: Operand,
  b: Operand | undefined,
): boolean {
  if (size <= TINY && !row.approximate) return false;
  const kind = kindOf(to);
  const x = termOf(a);
  const y = b === undefined ? undefined : termOf(b);
  if (kind === undefined || x === undefined || (y === undefined && b !== undefined)) return false;
  const out = viewOf(to, kind, shape);
  if (out === undefined) return false;
  const u = a === to ? out : typeof x === 'number' ? x : viewOf(a as Place, x, shape, out);
  const v = b === to ? out : typeof y === 'object' ? viewOf(b as Place, y, shape, out) : y;
  if (u === undefined || (v === undefined && y !== undefined)) return false;
  const packed =
    out.packed && isStaged(out, size) && isPacked(u, out, size) && (v === undefined || isPacked(v, out, size));
  if (!packed && size <= SMALL && !row.approximate) return false;
  const { plan, type } = passOf(row, kind, x, y);
  const values = [u, v].map((source, i) => {
    if (typeof source !== 'number') return source;
    return constant(i, converted(source, type), DTYPES[type], shape.length);
  });
  const loop = plan.ready();
  if (!packed) {
    const target = settle(out, shape, size);
    const inputs = plan.inputs.map((i) => {
      const source = i === 0 ? u : v!;
      if (typeof source === 'number') return values[i]!;
      return source === out ? target : settle(source, shape, size);
    });
    planned(loop, shape, inputs, [target]);
    for (const [k, i] of plan.inputs.entries()) {
      const source = i === 0 ? u : v!;
      if (typeof source !== 'number' && source !== out) leave(inputs[k] as View, source, shape, false);
    }
    leave(target, out, shape, true);
    return true;
  }
  const target = addressOf(0, out);
  const pointers: number[] = [];
  const steps: number[] = [];
  for (const i of plan.inputs) {
    const source = i === 0 ? u : v!;
    steps.push(typeof source === 'number' ? 0 : 1);
    if (typeof source === 'number') {
      pointers.push(replicate(i, values[i]!));
      continue;
    }
    const slot = source === out ? 0 : i + 1;
    pointers.push(addressOf(slot, source));
    if (source.storage.host !== null) bring(slot, (i === 0 ? a : b) as Place, (i === 0 ? x : y) as Kind, size);
  }
  callFused(loop, pointers, steps, target, size);
  if (out.storage.host !== null) take(0, to, kind, size);
  return true;
}

/** Whether an operand is in the heap or has room there. */
function isStaged({ storage, itemsize }: View, size: number): boolean {
  return storage.host === null || fits(size * itemsize);
}

/** Whether a source is a number or packed, in the heap or staged there, and does not overlap the output in part. */
function isPacked(source: View | number, out: View, size: number): boolean {
  if (typeof source === 'number' || source === out) return true;
  if (!source.packed || !isStaged(source, size)) return false;
  if (source.storage.host !== null || out.storage.host !== null) return true;
  if (source.byteOffset === out.byteOffset && source.itemsize === out.itemsize) return true;
  const end = out.byteOffset + size * out.itemsize;
  return source.byteOffset + size * source.itemsize <= out.byteOffset || end <= source.byteOffset;
}

/** What was made for an owner under a key, made when first asked for. */
export function once<K, T>(known: Map<unknown, Map<K, T>>, owner: unknown, key: K, make: () => T): T {
  let own = known.get(owner);
  if (own === undefined) {
    own = new Map();
    known.set(owner, own);
  }
  let found = own.get(key);
  if (found === undefined) {
    found = make();
    own.set(key, found);
  }
  return found;
}

/** A row compiled for the kinds of its operands; numbers among them come as elements of `type`. */
interface Pass {
  readonly plan: Plan;
  readonly type: DType;
}

const passes = new Map<unknown, Map<number, Pass>>();
/** For rows with a number, by the kinds of the arrays, the number last seen. */
const latest = new Map<unknown, Map<number, { value: number; pass: Pass | undefined }>>();

/** The function that computes a row on sources of these kinds, traced when first needed. */
function passOf(row: Row, dest: Kind, x: Term, y: Term | undefined): Pass {
  const key = (dest.id * 16 + idOf(x)) * 16 + idOf(y);
  const value = typeof x === 'number' ? x : y;
  if (typeof value !== 'number') return once(passes, row, key * 32, () => compile(row, dest, x, y));
  const seen = once(latest, row, key, () => ({ value: 0, pass: undefined as Pass | undefined }));
  if (seen.pass !== undefined && Object.is(seen.value, value)) return seen.pass;
  // A number takes part in the choice of the type.
  const { type, bounded = false } = row.rule(y === undefined ? [x] : [x, y], dest);
  const variant = 1 + DTYPES[type].code * 2 + Number(bounded);
  seen.pass = once(passes, row, key * 32 + variant, () => compile(row, dest, x, y));
  seen.value = value;
  return seen.pass;
}

function compile(row: Row, dest: Kind, x: Term, y: Term | undefined): Pass {
  const terms = y === undefined ? [x] : [x, y];
  const { type, bounded = false } = row.rule(terms, dest);
  const plan = unscoped(() =>
    recorded((recording) => {
      const [u, v] = terms.map((term, i) =>
        load(recording.argument(i, typeof term === 'number' ? type : term.type), type),
      );
      return new Plan(store(row.array(u, v), dest, bounded) as Tracer, recording);
    }),
  );
  return { plan, type };
}

function idOf(term: Term | undefined): number {
  return typeof term === 'object' ? term.id : 0;
}

/** The same kernels on elements from anywhere, so that a function has one answer for a number wherever that lies. */
function byFunction(
  row: Row,
  shape: readonly number[],
  size: number,
  order: readonly number[],
  to: Place,
  a: Place,
  b: Place,
): void {
  if (!(size > 0)) return;
  const left = new Float64Array(size);
  const right = new Float64Array(size);
  const nowhere = constantPlace(0, shape.length);
  let at = 0;
  const gather: Step = (u, v) => {
    left[at] = u;
    right[at++] = v;
  };
  map(gather, shape, order, nowhere, a, b);
  const values = scope(() => row.array(array(left), array(right)).data.slice());
  at = 0;
  map(() => values[at++], shape, order, to, nowhere, nowhere);
}
