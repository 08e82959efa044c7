/** Finds out by calling it which element types a function takes and what does its work. */
import { type DType, type NDArray, ndarray } from '../src/index.js';
import { table } from '../src/wasm/kernels.js';
import { type Arrays, arraysOf, functionAt } from '../test/calling.js';
import { callsOf } from '../test/calls.js';
import { TYPES } from '../test/support.js';

export interface Finding {
  /** The types that it takes or makes; undefined when its sample calls have no array or type to vary. */
  readonly types?: readonly DType[];
  /** Where the elements are computed or moved: in a kernel; nowhere, when the result is a view of an argument. */
  readonly work: 'kernel' | 'view' | 'none';
}

let kernelCalls = 0;

/** Counts the calls of kernels from now on. */
function watchKernels(): void {
  for (const [i, kernel] of table.entries()) {
    table[i] = (...args) => {
      kernelCalls++;
      return kernel(...args);
    };
  }
}

/** All arrays in a value: itself, in lists, in objects. */
export function arraysIn(value: unknown): NDArray[] {
  if (value instanceof ndarray.array([]).constructor) return [value as NDArray];
  if (Array.isArray(value)) return value.flatMap(arraysIn);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.values(value).flatMap(arraysIn);
  }
  return [];
}

/** The factory, and whether a call asked it for something of the type under test. */
function watched(type: DType): { of: Arrays; asked: () => boolean } {
  let asked = false;
  const plain = arraysOf(type);
  const note = <T extends (...args: never[]) => unknown>(make: T) =>
    ((...args: never[]) => {
      asked = true;
      return make(...args);
    }) as T;
  const of = Object.defineProperty(
    Object.assign(note(plain), {
      ...plain,
      positive: note(plain.positive),
      sorted: note(plain.sorted),
    }),
    'dtype',
    {
      get: () => {
        asked = true;
        return type;
      },
    },
  );
  return { of: of as Arrays, asked: () => asked };
}

/** @throws The error of a sample call that works on no type at all, or of one that fails without naming the function. */
export async function probe(path: string): Promise<Finding | undefined> {
  const calls = callsOf(path);
  const f = functionAt(path);
  if (calls === undefined || f === undefined) return undefined;
  const types = new Set<DType>();
  let varies = false;
  let computed = false;
  let viewed = false;
  for (const { args, run } of calls) {
    let failure: unknown;
    let works = false;
    for (const type of TYPES) {
      const { of, asked } = watched(type);
      try {
        const given = args(of);
        varies ||= asked();
        const before = kernelCalls;
        const result = await (run ? run(f, given) : f(...given));
        works = true;
        types.add(type);
        computed ||= kernelCalls > before;
        const storages = new Set(arraysIn(given).map(({ storage }) => storage));
        viewed ||= arraysIn(result).some(({ storage }) => storages.has(storage));
      } catch (error) {
        // A type that the function does not take is a TypeError or a RangeError; anything else is a fault.
        if (!(error instanceof TypeError || error instanceof RangeError) || !/^[\w.]+: /.test(error.message))
          throw error;
        varies ||= asked();
        failure = error;
      }
    }
    if (!works) throw failure;
  }
  return {
    ...(varies && { types: TYPES.filter((type) => types.has(type)) }),
    work: computed ? 'kernel' : viewed ? 'view' : 'none',
  };
}

watchKernels();
