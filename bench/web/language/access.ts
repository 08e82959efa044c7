/**
 * Which members of a value an expression reaches. A link may carry another person's expression, so what leads from a value
 * to the compiler of JavaScript, to a prototype that everything shares, or to the inside of an array, is out of reach.
 */
import { orSuggest } from './suggest.js';

/** What leads to `Function` or changes what others inherit. */
const FORBIDDEN = new Set(['constructor', 'prototype', 'caller', 'callee', 'arguments', 'apply', 'bind', 'call']);

/** What is inside of arrays and no part of their interface. */
const INTERNAL = new Set([
  'storage',
  'owned',
  'byteStrides',
  'byteOffset',
  'code',
  'pick',
  'element',
  'reader',
  'view',
]);

type Key = string | number;

const isForbidden = (name: string) => FORBIDDEN.has(name) || name.startsWith('_');

/**
 * A key as it may be used.
 *
 * @throws TypeError when it is no string or number, or is out of reach.
 */
export function checkKey(key: unknown): Key {
  if (typeof key !== 'string' && typeof key !== 'number') {
    throw new TypeError(`a member is named by a string or a number, not by ${kindOf(key)}; elements: a.get(0, '1:')`);
  }
  if (isForbidden(String(key))) throw new TypeError(`'${key}' cannot be used here`);
  return key;
}

/**
 * A member of a value.
 *
 * @param text The value as it is written in the source, for messages.
 * @throws TypeError when there is none of that name or it is out of reach.
 */
export function readMember(value: unknown, name: unknown, text: string): unknown {
  if (value === undefined || value === null) throw new TypeError(`${text} is ${value} and has no '${String(name)}'`);
  const key = checkKey(name);
  const object = Object(value) as Record<Key, unknown>;
  if (isArray(value) && INTERNAL.has(String(key))) {
    throw new TypeError(`'${key}' is internal to arrays; offset, strides and data tell where elements lie`);
  }
  if (key in object) return object[key];
  // A list beyond its end, as everywhere in JavaScript.
  if (typeof key === 'number' && !isArray(value)) return undefined;
  if (typeof key === 'number') throw new TypeError(`elements of arrays are read by get: ${text}.get(${key})`);
  throw new TypeError(`${kindOf(value)} has no '${key}'${orSuggest(key, membersOf(object))}`);
}

/** An array of contig: told by its interface, so that this knows no library. */
function isArray(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'strides' in value;
}

/** A value's kind in words: "an array", "a number". */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isArray(value)) return 'an array';
  if (Array.isArray(value)) return 'a list';
  const name: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
  if (typeof name !== 'string' || name === 'Object') return 'an object';
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** The names of all members within reach. */
export function membersOf(object: object): string[] {
  const names = new Set<string>();
  for (
    let each: object | null = object;
    each !== null && each !== Object.prototype;
    each = Object.getPrototypeOf(each)
  ) {
    for (const name of Object.getOwnPropertyNames(each))
      if (!isForbidden(name) && !(isArray(object) && INTERNAL.has(name))) names.add(name);
  }
  return [...names];
}
