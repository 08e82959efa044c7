/** PackedArray against CPython's array.array: sequences of operations replayed, with results, errors and the array after each. */
import { expect, test } from 'vitest';
import { type NDArray, PackedArray, type PackedTypeLike, type PackedValue } from '../../src/index.js';
import { load } from '../oracle/load.js';

type Text = readonly [kind: string, text: string];
type Told = { readonly error: string } | { readonly result: Text | readonly Text[] };
type Step = readonly [name: string, exported: boolean, args: readonly unknown[], told: Told, state: string];
interface Sequence {
  readonly code: string;
  readonly initial: readonly Text[];
  readonly steps: readonly Step[];
}

const { sequences } = load<{ sequences: Sequence[] }>('packed');

/** The error of JavaScript for one of Python's. */
const ERRORS: Record<string, ErrorConstructor> = {
  TypeError,
  BufferError: TypeError,
  OverflowError: RangeError,
  IndexError: RangeError,
  ValueError: RangeError,
};

function valueOf([kind, text]: Text): unknown {
  if (kind === 'boolean') return text === 'true';
  if (kind === 'float') return Number(text);
  if (kind === 'int') return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  if (kind === 'bytes') return Uint8Array.from(Buffer.from(text, 'hex'));
  return kind === 'none' ? null : text;
}

/** The array as the vectors have it: CPython's repr without name and type. */
function stateOf(a: PackedArray): string {
  return String(a).slice(`PackedArray('${a.dtype}'`.length, -1);
}

function run(a: PackedArray, name: string, args: readonly unknown[]): unknown {
  const value = () => valueOf(args[0] as Text) as PackedValue;
  const list = (at: number) => (args[at] as Text[]).map(valueOf) as PackedValue[];
  const packed = (at: number) => new PackedArray(a.dtype, list(at)) as PackedArray;
  const [first, second] = args as [never, never];
  switch (name) {
    case 'append':
      return a.append(value());
    case 'extend':
      return a.extend(list(0));
    case 'extendArray':
      return a.extend(packed(0));
    case 'extendOther':
      return a.extend(new PackedArray(first as PackedTypeLike, [1]) as PackedArray);
    case 'insert':
      return a.insert(first, valueOf(second) as PackedValue);
    case 'pop':
      return a.pop(first);
    case 'remove':
      return a.remove(value());
    case 'index':
      return a.index(value());
    case 'indexFrom':
      return a.index(value(), args[1] as number, args[2] as number);
    case 'count':
      return a.count(value());
    case 'reverse':
      return a.reverse();
    case 'byteswap':
      return a.byteswap();
    case 'frombytes':
      return a.fromBytes(valueOf(first) as Uint8Array);
    case 'tobytes':
      return a.toBytes();
    case 'get':
    case 'getSlice':
      return a.get(first as string);
    case 'set':
      return a.set(first, valueOf(second) as PackedValue);
    case 'setSlice':
      return a.set(first as string, packed(1));
    case 'delete':
    case 'deleteSlice':
      return a.delete(first);
    case 'concat':
      return a.concat(packed(0));
    case 'concatOther':
      return a.concat(new PackedArray(first as PackedTypeLike, [1]) as never);
    case 'repeat':
      return a.repeat(first);
    case 'compare':
    case 'compareOther': {
      const other = name === 'compare' ? packed(0) : (new PackedArray(first as 'd', list(1)) as PackedArray);
      const order = a.compare(other);
      return [a.equals(other), order < 0, order > 0];
    }
    default:
      throw new Error(`no operation ${name}`);
  }
}

/** Whether a result is what CPython gave; the array itself stands for None. */
function check(a: PackedArray, result: unknown, told: Text | readonly Text[]): void {
  if (Array.isArray(told[0])) {
    expect(result).toEqual((told as readonly Text[]).map(valueOf));
    return;
  }
  const [kind, text] = told as Text;
  if (kind === 'none') expect(result).toBe(a);
  else if (kind === 'array') expect(stateOf(result as PackedArray)).toBe(text);
  else if (kind === 'bytes') expect(Buffer.from(result as Uint8Array).toString('hex')).toBe(text);
  else if (typeof result === 'bigint') expect(String(result)).toBe(text);
  else expect(result).toBe(valueOf(told as Text));
}

for (const code of new Set(sequences.map((sequence) => sequence.code))) {
  test(`type code ${code}`, () => {
    for (const { initial, steps } of sequences.filter((sequence) => sequence.code === code)) {
      const a = new PackedArray(code as PackedTypeLike, initial.map(valueOf) as PackedValue[]) as PackedArray;
      let view: NDArray | undefined;
      for (const [name, exported, args, told, state] of steps) {
        if (exported) view ??= a.asNDArray();
        else {
          view?.dispose();
          view = undefined;
        }
        let thrown: unknown;
        let result: unknown;
        try {
          result = run(a, name, args);
        } catch (error) {
          thrown = error;
        }
        const what = `${name} ${JSON.stringify(args)}${exported ? ', exported' : ''}`;
        if (!('error' in told)) {
          expect(thrown, what).toBeUndefined();
          check(a, result, told.result);
        } else if (told.error === 'BufferError') {
          // CPython refuses even a change by nothing, and looks at the values later than contig.
          if (thrown === undefined) expect(stateOf(a), what).toBe(state);
          else expect(thrown, what).toSatisfy((error) => error instanceof TypeError || error instanceof RangeError);
        } else expect(thrown, what).toBeInstanceOf(ERRORS[told.error]);
        expect(stateOf(a), what).toBe(state);
      }
      view?.dispose();
      a.dispose();
    }
  });
}
