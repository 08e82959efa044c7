/** The expression in the address of the page, behind the '#', so that the link is the expression. */

const KEY = 'expr=';

/** The part of an address that holds an expression. */
export function toHash(source: string): string {
  // Parentheses and quotes may end a link in running text.
  return `#${KEY}${encodeURIComponent(source).replace(/[()'!*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

/** The expression in such a part; undefined where there is none or it is damaged. */
export function fromHash(hash: string): string | undefined {
  if (!hash.startsWith(`#${KEY}`)) return undefined;
  try {
    return decodeURIComponent(hash.slice(1 + KEY.length));
  } catch {
    return undefined;
  }
}
