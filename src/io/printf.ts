/** Numbers by C's formats, `%.18e` or `%5d`: exact digits, the last of them rounded half to even. */

type Value = number | bigint;

/** toFixed and toExponential write exact digits, at most this many behind the point. */
const MOST_PLACES = 100;
/** So that `%g` of 1e-4, which writes four zeros before its digits, stays below that too. */
const MOST_PRECISION = 90;

/**
 * The decimal cut to `places` digits behind its point. V8 rounds exactly but for ties, which it rounds up where C takes
 * the even digit; a tie shows as a 5 followed by nothing.
 */
function roundEven(places: number, write: (places: number) => string): string {
  const rounded = write(places);
  if (places === MOST_PLACES || !/5(e|$)/.test(write(places + 1))) return rounded;
  const [digits, exponent] = write(MOST_PLACES).split('e');
  const end = digits.indexOf('.') + 1 + places;
  if (!/^50*$/.test(digits.slice(end))) return rounded;
  const cut = digits.slice(0, places === 0 ? end - 1 : end);
  if (Number(cut.at(-1)) % 2 !== 0) return rounded;
  return exponent === undefined ? cut : `${cut}e${exponent}`;
}

function fixed(x: number, places: number): string {
  // Beyond 1e21 every number is whole, and toFixed gives up.
  if (x >= 1e21) return BigInt(x).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
  return roundEven(places, (n) => x.toFixed(n));
}

function exponential(x: number, places: number): string {
  const text = roundEven(places, (n) => x.toExponential(n));
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The shorter of both, with `precision` digits in all. */
function general(x: number, precision: number, alternate: boolean): string {
  const digits = Math.max(precision, 1);
  const scientific = exponential(x, digits - 1);
  const power = x === 0 ? 0 : Number(scientific.split('e')[1]);
  const text = power < -4 || power >= digits ? scientific : fixed(x, digits - 1 - power);
  if (alternate) return text.includes('.') ? text : text.replace(/(?=e|$)/, '.');
  return text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

const DIRECTIVE = /^%([-+ #0]*)(\d*)(?:\.(\d*))?[hlL]?([dieEfFgG])$/;

/**
 * A function that writes numbers by one of C's formats, among other text.
 *
 * @throws RangeError for formats other than d, i, e, E, f, F, g, G, or more than one in the text.
 */
export function printf(operation: string, format: string): (value: Value) => string {
  const parts = format.split(/(%%|%[-+ #0]*\d*(?:\.\d*)?[hlL]?[A-Za-z])/);
  const places = parts.flatMap((part, i) => (i % 2 === 1 && part !== '%%' ? [i] : []));
  const [, flags, width, precision, letter] = DIRECTIVE.exec(parts[places[0]] ?? '') ?? [];
  const stray = parts.some((part, i) => i % 2 === 0 && part.includes('%'));
  if (places.length !== 1 || letter === undefined || stray || Number(precision ?? 0) > MOST_PRECISION) {
    throw new RangeError(
      `${operation}: the format ${JSON.stringify(format)} is none for one number; use one like '%d', '%.3f', '%.18e' or '%g', with at most ${MOST_PRECISION} decimals.`,
    );
  }
  const [before, after] = [parts.slice(0, places[0]), parts.slice(places[0] + 1)].map((list) =>
    list.map((part) => (part === '%%' ? '%' : part)).join(''),
  );
  const kind = letter.toLowerCase();
  const isWhole = kind === 'd' || kind === 'i';
  const digits = precision === undefined ? (isWhole ? 1 : 6) : Number(precision);
  const field = Number(width);

  function whole(value: Value): [isNegative: boolean, text: string] {
    if (!Number.isFinite(Number(value))) {
      throw new RangeError(`${operation}: ${value} has no form in the format ${JSON.stringify(format)}.`);
    }
    const integer = typeof value === 'bigint' ? value : BigInt(Math.trunc(value));
    return [integer < 0n, String(integer).replace('-', '').padStart(digits, '0')];
  }

  function real(x: number): [isNegative: boolean, text: string] {
    const size = Math.abs(x);
    const isNegative = x < 0 || Object.is(x, -0);
    if (Number.isNaN(x)) return [false, 'nan'];
    if (size === Infinity) return [isNegative, 'inf'];
    if (kind === 'g') return [isNegative, general(size, digits, flags.includes('#'))];
    const text = kind === 'e' ? exponential(size, digits) : fixed(size, digits);
    return [isNegative, flags.includes('#') && digits === 0 ? text.replace(/(?=e|$)/, '.') : text];
  }

  return (value) => {
    const [isNegative, lower] = isWhole ? whole(value) : real(Number(value));
    const text = letter === kind ? lower : lower.toUpperCase();
    const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
    if (flags.includes('-')) return before + (sign + text).padEnd(field) + after;
    if (flags.includes('0')) return before + sign + text.padStart(field - sign.length, '0') + after;
    return before + (sign + text).padStart(field) + after;
  };
}
