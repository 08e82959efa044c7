/**
 * Casts that run in registers: between types of one width, and from and to bools, which are masks of any width. The
 * results are those of assembly/elementwise/cast.ts.
 */
import type { Emit, Rule } from './emitter.js';
import type { ElementKind, Operation } from './graph.js';
import { AND, BITSELECT, SELECT } from './opcodes.js';

const TWO_31 = 2 ** 31;
const TRUNC_WORDS = 248;
const TRUNC_WORD = 0;

/** Instructions from 32-bit integers to f32, on vectors and on single values. */
const TO_FLOATS = { i: [250, 0xb2], u: [251, 0xb3] } as const;
/** From a bool, 0 or 1, to what is no 32-bit integer. */
const WIDEN_BOOL = { f4: 0xb3, f8: 0xb8, long: 0xad };

const isWord = ({ kind, itemsize }: ElementKind) => itemsize === 4 && (kind === 'i' || kind === 'u');
const isSingle = ({ kind, itemsize }: ElementKind) => itemsize === 4 && kind === 'f';

function has(from: ElementKind, { type: to }: Operation): boolean {
  if (from.code === to.code) return false;
  if (from.kind === 'b' || to.kind === 'b') return true;
  if (from.itemsize !== to.itemsize) return false;
  if (from.kind !== 'f' && to.kind !== 'f') return true;
  return (isWord(from) && isSingle(to)) || (isSingle(from) && to.kind === 'i');
}

const vectors: Emit = (e, from, [a], { type: to }) => {
  const { code } = e;
  e.get(a);
  if (from.kind === 'b') e.get(e.lanes(1, to)).code.simd(AND);
  else if (to.kind === 'b') e.get(e.zeros).vector('ne', from);
  else if (isWord(from) && isSingle(to)) code.simd(TO_FLOATS[from.kind as 'i' | 'u'][0]);
  else if (isSingle(from)) {
    code.simd(TRUNC_WORDS);
    e.get(e.lanes(-TWO_31, to), a, e.lanes(TWO_31, from)).vector('lt', from);
    code.simd(BITSELECT);
  }
};

const single: Emit = (e, from, [a], { type: to }) => {
  const { code } = e;
  e.get(a);
  if (from.kind === 'b') {
    if (to.kind === 'f') code.op(to.itemsize === 4 ? WIDEN_BOOL.f4 : WIDEN_BOOL.f8);
    else if (to.itemsize === 8) code.op(WIDEN_BOOL.long);
  } else if (to.kind === 'b') e.number(0, from).scalar('ne', from);
  else if (isWord(from) && isSingle(to)) code.op(TO_FLOATS[from.kind as 'i' | 'u'][1]);
  else if (isSingle(from)) {
    code.saturating(TRUNC_WORD);
    e.number(-TWO_31, to).get(a).number(TWO_31, from).scalar('lt', from);
    code.op(SELECT);
  } else e.wrap(to);
};

export const conversion: Rule = { has, vectors, single };
