/** JavaScript's operators, on what JavaScript has them for. */
import { kindOf } from './access.js';

// biome-ignore lint/suspicious/noExplicitAny: the operators check their operands themselves
type Any = any;

/** Each with the method that does the same on arrays. */
const BINARY: Readonly<Record<string, readonly [apply: (a: Any, b: Any) => unknown, method: string]>> = {
  '+': [(a, b) => a + b, 'add'],
  '-': [(a, b) => a - b, 'sub'],
  '*': [(a, b) => a * b, 'mul'],
  '/': [(a, b) => a / b, 'div'],
  '%': [(a, b) => a % b, 'mod'],
  '**': [(a, b) => a ** b, 'pow'],
  '<': [(a, b) => a < b, 'lt'],
  '<=': [(a, b) => a <= b, 'le'],
  '>': [(a, b) => a > b, 'gt'],
  '>=': [(a, b) => a >= b, 'ge'],
  '&': [(a, b) => a & b, 'and'],
  '|': [(a, b) => a | b, 'or'],
  '^': [(a, b) => a ^ b, 'xor'],
  '<<': [(a, b) => a << b, 'leftShift'],
  '>>': [(a, b) => a >> b, 'rightShift'],
};

const UNARY: Readonly<Record<string, readonly [apply: (a: Any) => unknown, method: string]>> = {
  '-': [(a) => -a, 'neg'],
  '+': [(a) => +a, 'positive'],
  '~': [(a) => ~a, 'invert'],
};

const isObject = (value: unknown) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * @throws TypeError when an operand is no plain value; the message names the method that does it on arrays.
 */
export function binary(operator: string, a: unknown, b: unknown): unknown {
  if (operator === '===') return a === b;
  if (operator === '!==') return a !== b;
  if (operator === '==' || operator === '!=') {
    throw new TypeError(`write ${operator}= for plain values, a.${operator === '==' ? 'eq' : 'ne'}(b) for arrays`);
  }
  const known = BINARY[operator];
  if (known === undefined) throw new TypeError(`the operator '${operator}' cannot be used here`);
  const [apply, method] = known;
  const object = isObject(a) ? a : isObject(b) ? b : undefined;
  if (object !== undefined) {
    throw new TypeError(`JavaScript has no '${operator}' for ${kindOf(object)}; write a.${method}(b)`);
  }
  return apply(a, b);
}

/** @throws TypeError as {@link binary}. */
export function unary(operator: string, a: unknown): unknown {
  if (operator === '!') return !a;
  if (operator === 'typeof') return typeof a;
  const known = UNARY[operator];
  if (known === undefined) throw new TypeError(`the operator '${operator}' cannot be used here`);
  const [apply, method] = known;
  if (isObject(a)) throw new TypeError(`JavaScript has no '${operator}' for ${kindOf(a)}; write a.${method}()`);
  return apply(a);
}
