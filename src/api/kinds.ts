/** Kinds of element types: whether a type is an integer, a float, signed. */
import { DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { type Typed, typeOf } from './casting.js';

/** NumPy's abstract types, each with the one above it. */
const ABOVE = {
  generic: undefined,
  number: 'generic',
  integer: 'number',
  signedinteger: 'integer',
  unsignedinteger: 'integer',
  inexact: 'number',
  floating: 'inexact',
  complexfloating: 'inexact',
} as const;

/** A kind of types in NumPy's hierarchy; `'bool'`, which is a type, serves as one too. */
export type Kind = keyof typeof ABOVE;

const KIND_OF = { b: 'generic', u: 'unsignedinteger', i: 'signedinteger', f: 'floating' } as const;

function isKind(name: unknown): name is Kind {
  return typeof name === 'string' && Object.hasOwn(ABOVE, name);
}

/**
 * Whether a type is another one or of a kind: `'integer'`, `'signedinteger'`, `'unsignedinteger'`, `'floating'`,
 * `'inexact'`, `'number'`, `'generic'`; `'complexfloating'` has no types.
 *
 * @param type A type's name, an array for its type, or a kind.
 * @param kind A kind or a type's name.
 * @throws TypeError for what names neither. NumPy: `issubdtype`.
 * @example
 * issubdtype('i32', 'integer');  // true
 * issubdtype('f32', 'f64');      // false
 * issubdtype('bool', 'integer'); // false
 */
export function issubdtype(type: Typed | Kind, kind: DTypeLike | Kind): boolean {
  const name = isKind(type) ? type : typeOf('issubdtype', type);
  if (!isKind(kind)) return name === typeOf('issubdtype', kind);
  let at: Kind | undefined = isKind(name) ? name : KIND_OF[DTYPES[name].kind];
  while (at !== undefined && at !== kind) at = ABOVE[at];
  return at === kind;
}

/** The kinds of the Array API, by the letters of the types that are of each. */
const STANDARD = {
  bool: 'b',
  'signed integer': 'i',
  'unsigned integer': 'u',
  integral: 'iu',
  'real floating': 'f',
  'complex floating': '',
  numeric: 'iuf',
} as const;

/** A kind of types as the Array API names it. */
export type StandardKind = keyof typeof STANDARD;

/**
 * Whether a type is another one or of one of the Array API's kinds: `'bool'`, `'signed integer'`, `'unsigned integer'`,
 * `'integral'`, `'real floating'`, `'numeric'`; `'complex floating'` has no types.
 *
 * @param kind A kind, a type's name, or a list of them, of which one is enough.
 * @throws TypeError for what names neither. NumPy: `isdtype`.
 * @example
 * isdtype('u8', 'integral');             // true
 * isdtype('f32', ['integral', 'bool']);  // false
 */
export function isdtype(
  type: DTypeLike,
  kind: DTypeLike | StandardKind | readonly (DTypeLike | StandardKind)[],
): boolean {
  const name: DType = dtype(type);
  const kinds = (Array.isArray(kind) ? kind : [kind]) as readonly (DTypeLike | StandardKind)[];
  return kinds.map((item) => isOf(name, item)).includes(true);
}

function isOf(name: DType, kind: DTypeLike | StandardKind): boolean {
  if (Object.hasOwn(STANDARD, kind)) return STANDARD[kind as StandardKind].includes(DTYPES[name].kind);
  try {
    return name === dtype(kind as DTypeLike);
  } catch {
    const all = Object.keys(STANDARD).join(', ');
    throw new TypeError(`isdtype: ${JSON.stringify(kind)} names neither a type nor a kind, which are ${all}.`);
  }
}
