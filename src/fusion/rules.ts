/**
 * What runs in registers: for each kernel the instructions that do the same, bit for bit, on vectors and on single
 * values (the operations in assembly/elementwise say what that is). Kernels and types without a rule are called.
 *
 * Operands are locals. Masks stand for bools in vectors, 0 and 1 in single values.
 */
import { I32, I64, V128 } from '../wasm/encoder.js';
import { conversion } from './conversions.js';
import type { Emitter, Rule } from './emitter.js';
import type { ElementKind, Operation } from './graph.js';
import {
  AND,
  ANDNOT,
  BITSELECT,
  NOT,
  OR,
  type ScalarName,
  SELECT,
  SHUFFLE,
  type VectorName,
  vectorOf,
  XOR,
} from './opcodes.js';

const isFloat = ({ kind }: ElementKind) => kind === 'f';
const isInteger = ({ kind }: ElementKind) => kind === 'u' || kind === 'i';

/** One instruction either way. Integers may leave their range in single values. */
function direct(name: VectorName & ScalarName, has = (type: ElementKind) => type.kind !== 'b'): Rule {
  return {
    has,
    vectors: (e, type, args) => e.get(...args).vector(name, type),
    single: (e, type, args) =>
      e
        .get(...args)
        .scalar(name, type)
        .wrap(type),
  };
}

/** Floats only. */
const rounding = (name: VectorName & ScalarName) => direct(name, isFloat);

const EVEN_BYTES = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30];
const EXTMUL_LOW = 158;
const EXTMUL_HIGH = 159;

/** The product of two locals; of bytes by way of 16 bits. */
function multiplyVectors(e: Emitter, type: ElementKind, a: number, b: number): void {
  if (type.itemsize > 1) e.get(a, b).vector('mul', type);
  else {
    e.get(a, b).code.simd(EXTMUL_LOW);
    e.get(a, b).code.simd(EXTMUL_HIGH);
    e.code.simd(SHUFFLE, ...EVEN_BYTES);
  }
}

const multiply: Rule = {
  has: (type) => type.kind !== 'b',
  vectors: (e, type, [a, b]) => multiplyVectors(e, type, a, b),
  single: (e, type, args) =>
    e
      .get(...args)
      .scalar('mul', type)
      .wrap(type),
};

const square: Rule = {
  has: (type) => type.kind !== 'b',
  vectors: (e, type, [a]) => multiplyVectors(e, type, a, a),
  single: (e, type, [a]) => e.get(a, a).scalar('mul', type).wrap(type),
};

const negative: Rule = {
  has: (type) => type.kind !== 'b',
  vectors: (e, type, [a]) => e.get(a).vector('neg', type),
  single: (e, type, [a]) => {
    if (isFloat(type)) e.get(a).scalar('neg', type);
    else e.number(0, type).get(a).scalar('sub', type).wrap(type);
  },
};

const absolute: Rule = {
  has: (type) => isFloat(type) || type.kind === 'i',
  vectors: (e, type, [a]) => e.get(a).vector('abs', type),
  single: (e, type, [a]) => {
    if (isFloat(type)) e.get(a).scalar('abs', type);
    else {
      e.number(0, type).get(a).scalar('sub', type).wrap(type).get(a).get(a).number(0, type).scalar('lt', type);
      e.code.op(SELECT);
    }
  },
};

const reciprocal: Rule = {
  has: isFloat,
  vectors: (e, type, [a]) => e.get(e.lanes(1, type), a).vector('div', type),
  single: (e, type, [a]) => e.number(1, type).get(a).scalar('div', type),
};

const sign: Rule = {
  has: (type) => isFloat(type) || type.kind === 'i',
  vectors: (e, type, [a]) => {
    const { zeros, code } = e;
    if (!isFloat(type)) {
      e.get(a, zeros).vector('lt', type).get(a, zeros).vector('gt', type).vector('sub', type);
      return;
    }
    e.get(a, zeros).vector('gt', type).get(e.lanes(1, type)).code.simd(AND);
    e.get(a, zeros).vector('lt', type).get(e.lanes(-1, type)).code.simd(AND);
    code.simd(OR);
    e.get(a, a, a).vector('eq', type);
    code.simd(BITSELECT);
  },
  single: (e, type, [a]) => {
    const { code } = e;
    const positive = () => e.get(a).number(0, type).scalar('gt', type);
    const lesser = () => e.get(a).number(0, type).scalar('lt', type);
    e.number(1, type).number(-1, type).number(0, type);
    lesser().code.op(SELECT);
    positive().code.op(SELECT);
    if (!isFloat(type)) return;
    e.get(a, a, a).scalar('eq', type);
    code.op(SELECT);
  },
};

const copysign: Rule = {
  has: isFloat,
  vectors: (e, type, [a, b]) => e.get(b, a, e.lanes(-0, type)).code.simd(BITSELECT),
  single: (e, type, [a, b]) => e.get(a, b).scalar('copysign', type),
};

/** The first operand or the second; where `missing`, of floats, is NaN, the second. See assembly/lanes.ts. */
function extremum(integers: 'min' | 'max', floats: 'pmin' | 'pmax', order: 'lt' | 'gt', missing: 0 | 1): Rule {
  return {
    has: (type) => isFloat(type) || (isInteger(type) && type.itemsize < 8),
    vectors: (e, type, args, { operands }) => {
      const [a, b] = args;
      const [, second] = operands;
      if (!isFloat(type)) e.get(a, b).vector(integers, type);
      // A NaN on the first side stays by itself.
      else if (missing === 1 && second.is === 'constant' && second.isNumber) e.get(a, b).vector(floats, type);
      else {
        const m = args[missing];
        e.get(a, b).vector(floats, type).get(b).get(m, m).vector('eq', type).code.simd(BITSELECT);
      }
    },
    single: (e, type, args) => {
      const [a, b] = args;
      e.get(b, a).get(b, a).scalar(order, type);
      if (isFloat(type)) {
        const m = args[missing];
        e.get(m, m).scalar('ne', type).code.op(0x72);
      }
      e.code.op(SELECT);
    },
  };
}

/** Comparisons. Of bools, `masks` leaves the answer for two masks. */
function comparison(name: VectorName & ScalarName, masks: (e: Emitter, a: number, b: number) => void): Rule {
  return {
    // Beyond the dtypes are the codes of comparisons of signed with unsigned integers.
    has: (type, { code }) => code === type.code && (type.kind === 'b' || vectorOf(name, type) !== undefined),
    vectors: (e, type, [a, b]) => {
      if (type.kind === 'b') masks(e, a, b);
      else e.get(a, b).vector(name, type);
    },
    single: (e, type, args) => e.get(...args).scalar(name, type),
  };
}

/** Whether an operand is not zero. */
function truthVectors(e: Emitter, type: ElementKind, a: number): void {
  e.get(a);
  if (type.kind !== 'b') e.get(e.zeros).vector('ne', type);
}
function truthSingle(e: Emitter, type: ElementKind, a: number): void {
  e.get(a);
  if (type.kind !== 'b') e.number(0, type).scalar('ne', type);
}

function logical(vectors: number, single: number): Rule {
  return {
    has: () => true,
    vectors: (e, type, [a, b]) => {
      truthVectors(e, type, a);
      truthVectors(e, type, b);
      e.code.simd(vectors);
    },
    single: (e, type, [a, b]) => {
      truthSingle(e, type, a);
      truthSingle(e, type, b);
      e.code.op(single);
    },
  };
}

const logicalNot: Rule = {
  has: () => true,
  vectors: (e, type, [a]) => {
    if (type.kind === 'b') e.get(a).code.simd(NOT);
    else e.get(a, e.zeros).vector('eq', type);
  },
  single: (e, type, [a]) => e.get(a).number(0, type).scalar('eq', type),
};

function bits(vectors: number, single: 'and' | 'or' | 'xor'): Rule {
  return {
    has: (type) => !isFloat(type),
    vectors: (e, _, [a, b]) => e.get(a, b).code.simd(vectors),
    single: (e, type, [a, b]) => e.get(a, b).scalar(single, type),
  };
}

const invert: Rule = {
  has: isInteger,
  vectors: (e, _, [a]) => e.get(a).code.simd(NOT),
  single: (e, type, [a]) => e.get(a).number(-1, type).scalar('xor', type).wrap(type),
};

const EXTRACT: Readonly<Record<number, number>> = { 1: 21, 2: 24, 4: 27, 8: 29 };
const SPLAT_WORDS = 17;
const WRAP_LONG = 0xa7;

/** Shifts by one count for all. A count of the width or more, or a negative one, shifts everything out. */
function shift(name: 'shl' | 'shr'): Rule {
  const keepsSign = ({ kind }: ElementKind) => name === 'shr' && kind === 'i';
  return {
    has: (type, { operands }) => isInteger(type) && operands[1].is === 'constant',
    vectors: (e, type, [a, b]) => {
      const { code } = e;
      const width = type.itemsize * 8;
      const local = type.itemsize === 8 ? I64 : I32;
      const asked = e.once(`count ${b} ${type.code}`, local, () => code.get(b).simd(EXTRACT[type.itemsize], 0));
      const fits = () =>
        e
          .get(asked)
          .number(width, type)
          .scalar('ltu', { ...type, kind: 'i' });
      const clamped = e.once(`clamped ${b} ${type.code}`, I32, () => {
        e.get(asked).number(width - 1, type);
        fits().code.op(SELECT);
        if (local === I64) code.op(WRAP_LONG);
      });
      e.get(a, clamped).vector(name, type);
      if (keepsSign(type)) return;
      const mask = e.once(`fits ${b} ${type.code}`, V128, () => {
        code.i32(0);
        fits();
        code.op(0x6b).simd(SPLAT_WORDS);
      });
      e.get(mask).code.simd(AND);
    },
    single: (e, type, [a, b]) => {
      const width = type.itemsize * 8;
      const fits = () =>
        e
          .get(b)
          .number(width, type)
          .scalar('ltu', { ...type, kind: 'i' });
      if (keepsSign(type)) {
        e.get(a, b).number(width - 1, type);
        fits().code.op(SELECT);
        e.scalar(name, type);
      } else {
        e.get(a, b).scalar(name, type).wrap(type).number(0, type);
        fits().code.op(SELECT);
      }
    },
  };
}

const isnan: Rule = {
  has: isFloat,
  vectors: (e, type, [a]) => e.get(a, a).vector('ne', type),
  single: (e, type, [a]) => e.get(a, a).scalar('ne', type),
};

/** The magnitude beside infinity. */
function magnitude(name: 'eq' | 'lt'): Rule {
  return {
    has: isFloat,
    vectors: (e, type, [a]) => e.get(a).vector('abs', type).get(e.lanes(Infinity, type)).vector(name, type),
    single: (e, type, [a]) => e.get(a).scalar('abs', type).number(Infinity, type).scalar(name, type),
  };
}

const select: Rule = {
  has: () => true,
  vectors: (e, _, [condition, a, b]) => e.get(a, b, condition).code.simd(BITSELECT),
  single: (e, _, [condition, a, b]) => e.get(a, b, condition).code.op(SELECT),
};

const RULES: Readonly<Record<string, Rule>> = {
  add: direct('add'),
  subtract: direct('sub'),
  multiply,
  divide: rounding('div'),
  negative,
  absolute,
  square,
  reciprocal,
  sign,
  copysign,
  sqrt: rounding('sqrt'),
  floor: rounding('floor'),
  ceil: rounding('ceil'),
  trunc: rounding('trunc'),
  rint: rounding('nearest'),
  minimum: extremum('min', 'pmin', 'lt', 1),
  maximum: extremum('max', 'pmax', 'gt', 1),
  fmin: extremum('min', 'pmin', 'lt', 0),
  fmax: extremum('max', 'pmax', 'gt', 0),
  equal: comparison('eq', (e, a, b) => e.get(a, b).code.simd(XOR).simd(NOT)),
  notEqual: comparison('ne', (e, a, b) => e.get(a, b).code.simd(XOR)),
  less: comparison('lt', (e, a, b) => e.get(b, a).code.simd(ANDNOT)),
  lessEqual: comparison('le', (e, a, b) => e.get(a).code.simd(NOT).get(b).simd(OR)),
  logicalAnd: logical(AND, 0x71),
  logicalOr: logical(OR, 0x72),
  logicalXor: logical(XOR, 0x73),
  logicalNot,
  bitwiseAnd: bits(AND, 'and'),
  bitwiseOr: bits(OR, 'or'),
  bitwiseXor: bits(XOR, 'xor'),
  invert,
  leftShift: shift('shl'),
  rightShift: shift('shr'),
  isnan,
  isinf: magnitude('eq'),
  isfinite: magnitude('lt'),
  select,
  cast: conversion,
};

/** The rule of an operation, if it has one for its types. */
export function ruleOf(node: Operation): Rule | undefined {
  const rule = RULES[node.kernel];
  return rule?.has(operandType(node), node) ? rule : undefined;
}

export function isFused(node: Operation): boolean {
  return ruleOf(node) !== undefined;
}

/** The type that an operation computes in. */
export function operandType({ kernel, type, operands }: Operation): ElementKind {
  return kernel === 'select' ? type : operands[0].type;
}
