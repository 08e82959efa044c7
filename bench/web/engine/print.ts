/** Values as a console prints them. */

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const MOST = 100;

export function print(value: unknown, depth = 0): string {
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function')
    return `[${isClass(value) ? 'class' : 'function'} ${value.name || 'without a name'}]`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (INSPECT in value) return (value[INSPECT] as () => string)();
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = value as unknown as ArrayLike<unknown>;
    return `${value.constructor.name}(${items.length}) ${list(items, depth)}`;
  }
  if (Array.isArray(value)) return list(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  // The classes of contig say what they are.
  if (prototype !== Object.prototype && prototype !== null && value.toString !== Object.prototype.toString) {
    return String(value);
  }
  const entries = Object.entries(value).slice(0, MOST);
  if (depth > 3) return '{...}';
  return bracket(
    entries.map(([name, item]) => `${name}: ${print(item, depth + 1)}`),
    '{ ',
    ' }',
  );
}

const isClass = (value: object) => /^class\b/.test(Function.prototype.toString.call(value));

function list(items: ArrayLike<unknown>, depth: number): string {
  if (depth > 3) return '[...]';
  const shown = Array.from({ length: Math.min(items.length, MOST) }, (_, i) => print(items[i], depth + 1));
  if (items.length > MOST) shown.push(`... ${items.length - MOST} more`);
  return bracket(shown, '[', ']');
}

/** In one line where it fits. */
function bracket(parts: readonly string[], open: string, close: string): string {
  const line = `${open}${parts.join(', ')}${close}`;
  if (line.length <= 75 && !line.includes('\n')) return parts.length === 0 ? open.trim() + close.trim() : line;
  const inner = parts.map((part) => part.replaceAll('\n', '\n  ')).join(',\n  ');
  return `${open.trim()}\n  ${inner}\n${close.trim()}`;
}
