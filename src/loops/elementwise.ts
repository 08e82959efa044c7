/**
 * The planner of elementwise work: strided operands in, kernel calls out. Three ways, the first that applies:
 *
 * 1. every operand is packed or one value: kernel calls over long runs;
 * 2. every operand is packed along a long inner axis, or steps over elements there: a kernel call for each row, or
 *    for many;
 * 3. otherwise tiles of the flat iteration: what is not packed is gathered before the kernel and scattered after it.
 */
import { fusedScratch, scalarBlock, TILE } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType, isLinear, isSingle, splat } from './access.js';
import { copyCost, costOf } from './cost.js';
import { asNative, nativeType, type Operand, reach, SWAPPED, sharesMemory } from './operand.js';
import { coalesce, countOf, memoryOrder, reorder, type Space, spaceOf, straighten, visit, type Walk } from './space.js';
import { isWorthSharing, split } from './split.js';
import { columnOf, isWorthStepping, repeating } from './steps.js';

/** The argument list of a kernel. */
export type Family = 'unary' | 'unaryPair' | 'binary' | 'binaryPair' | 'select' | 'cast' | 'fused';

/** A kernel with the types it reads and writes. */
export interface Loop {
  readonly kernel: number;
  readonly family: Family;
  /** The kernel's first argument: a dtype code, or an item size for `select`; of fused expressions, where their constants are. */
  readonly code: number;
  readonly inputs: readonly ElementType[];
  readonly outputs: readonly ElementType[];
  /** Nanoseconds for an element besides reading and writing, where the kernel does not tell. */
  readonly cost?: number;
}

/** Elements in one call: WebAssembly replaces slow code by fast code between calls only. */
const RUN = 65536;
/** Pieces for several threads are multiples of this, so that no two write to one cache line. */
const GRAIN = 1024;
/** Fewer elements than this are never worth sharing. */
const FEWEST_SHARED = 8192;
/** Rows shorter than this cost more in calls than in gathering. */
const SHORTEST_ROW = 64;
/** The same for rows of so many bytes along which a value is replicated. */
const SHORTEST_REPLICATED = 1024;
/** Rows up to this length are repeated in a tile, so that a kernel call takes several: calls for each cost 50 ns more. */
const LONGEST_PERIOD = TILE / 8;
/** Where an operand is transposed, tiles are blocks this wide, so that they span several of its rows. */
const BLOCK_WIDTH = 2048;

/** One kernel call over packed operands: pointers of inputs, then of outputs, and the inputs' steps. */
function call(loop: Loop, p: readonly number[], s: readonly number[], n: number): void {
  const kernel = table[loop.kernel];
  switch (loop.family) {
    case 'unary':
      kernel(loop.code, p[0], s[0], p[1], n);
      break;
    case 'unaryPair':
      kernel(loop.code, p[0], s[0], p[1], p[2], n);
      break;
    case 'binary':
      kernel(loop.code, p[0], s[0], p[1], s[1], p[2], 1, n);
      break;
    case 'binaryPair':
      kernel(loop.code, p[0], s[0], p[1], s[1], p[2], p[3], n);
      break;
    case 'select':
      kernel(loop.code, p[0], s[0], p[1], s[1], p[2], s[2], p[3], n);
      break;
    case 'cast':
      kernel(loop.inputs[0].code, loop.outputs[0].code, p[0], s[0], p[1], n);
      break;
    case 'fused':
      callRun(loop, p, s, p[s.length], n);
      break;
  }
}

/** Whether threads are to share n elements that lie packed in the heap. */
function divides(loop: Loop, n: number): boolean {
  return isWorthSharing(n * costOf(loop, 0));
}

/** Has threads share them. */
function divide(loop: Loop, n: number, again: boolean, piece: (start: number, end: number) => void): void {
  split(n, n * costOf(loop, 0), GRAIN, again, piece);
}

/** A fused expression over packed inputs, any number of them: see src/fusion/compile.ts. Moves the pointers of long runs. */
export function callFused(loop: Loop, p: number[], s: readonly number[], out: number, n: number): void {
  if (n > FEWEST_SHARED && divides(loop, n)) {
    divide(loop, n, !p.includes(out), (start, end) => {
      const moved = p.map((pointer, i) => pointer + start * s[i] * loop.inputs[i].itemsize);
      callFused(loop, moved, s, out + start * loop.outputs[0].itemsize, end - start);
    });
    return;
  }
  for (; n > RUN; n -= RUN) {
    callRun(loop, p, s, out, RUN);
    for (let i = 0; i < s.length; i++) p[i] += s[i] * RUN * loop.inputs[i].itemsize;
    out += RUN * loop.outputs[0].itemsize;
  }
  callRun(loop, p, s, out, n);
}

function callRun(loop: Loop, p: readonly number[], s: readonly number[], out: number, n: number): void {
  const kernel = table[loop.kernel];
  const { code } = loop;
  switch (s.length) {
    case 1:
      kernel(n, fusedScratch(), code, out, p[0], s[0]);
      break;
    case 2:
      kernel(n, fusedScratch(), code, out, p[0], s[0], p[1], s[1]);
      break;
    case 3:
      kernel(n, fusedScratch(), code, out, p[0], s[0], p[1], s[1], p[2], s[2]);
      break;
    default: {
      const args = [n, fusedScratch(), code, out];
      for (let i = 0; i < s.length; i++) args.push(p[i], s[i]);
      kernel(...args);
    }
  }
}

/** A unary kernel over packed operands of its own types in the heap: the shortest way, for the commonest calls. */
export function callUnary(loop: Loop, a: number, out: number, n: number): void {
  if (n > FEWEST_SHARED && divides(loop, n)) {
    const { itemsize } = loop.inputs[0];
    const step = loop.outputs[0].itemsize;
    divide(loop, n, a !== out, (start, end) => {
      callUnary(loop, a + start * itemsize, out + start * step, end - start);
    });
    return;
  }
  const kernel = table[loop.kernel];
  const { code } = loop;
  if (loop.family === 'cast') {
    kernel(code, code, a, 1, out, n);
    return;
  }
  if (n > RUN) {
    const aStep = RUN * loop.inputs[0].itemsize;
    const outStep = RUN * loop.outputs[0].itemsize;
    for (; n > RUN; n -= RUN) {
      kernel(code, a, 1, out, RUN);
      a += aStep;
      out += outStep;
    }
  }
  kernel(code, a, 1, out, n);
}

/** The same for a binary kernel; an operand with step 0 is the address of a scalar block. */
export function callBinary(
  loop: Loop,
  a: number,
  aStep: number,
  b: number,
  bStep: number,
  out: number,
  n: number,
): void {
  if (n > FEWEST_SHARED && divides(loop, n)) {
    const aItem = aStep * loop.inputs[0].itemsize;
    const bItem = bStep * loop.inputs[1].itemsize;
    const outItem = loop.outputs[0].itemsize;
    divide(loop, n, a !== out && b !== out, (start, end) => {
      callBinary(loop, a + start * aItem, aStep, b + start * bItem, bStep, out + start * outItem, end - start);
    });
    return;
  }
  const kernel = table[loop.kernel];
  const { code } = loop;
  if (n > RUN) {
    const aBytes = aStep * RUN * loop.inputs[0].itemsize;
    const bBytes = bStep * RUN * loop.inputs[1].itemsize;
    const outBytes = RUN * loop.outputs[0].itemsize;
    for (; n > RUN; n -= RUN) {
      kernel(code, a, aStep, b, bStep, out, 1, RUN);
      a += aBytes;
      b += bBytes;
      out += outBytes;
    }
  }
  kernel(code, a, aStep, b, bStep, out, 1, n);
}

/**
 * Runs a loop over an iteration of the given shape. Operands come with strides for that shape. Inputs that overlap an
 * output in another layout are copied first, so results are as if all inputs were read before anything is written.
 */
export function elementwise(
  loop: Loop,
  shape: readonly number[],
  inputs: readonly Operand[],
  outputs: readonly Operand[],
): void {
  if (countOf(shape) === 0) return;
  const separate = separated(inputs, outputs, shape);
  const operands = [...outputs, ...separate];
  run(loop, normalized(shape, operands), operands);
  if (separate !== inputs) release(inputs, separate);
}

/** The iteration space of operands, outputs first, in memory order and merged. */
export function normalized(shape: readonly number[], operands: readonly Operand[]): Space {
  return flat(shape, operands) ?? ordered(shape, operands);
}

/** The commonest space, of one axis: every operand is packed or one value. */
function flat(shape: readonly number[], operands: readonly Operand[]): Space | undefined {
  const walks = new Array<Walk>(operands.length);
  for (let k = 0; k < operands.length; k++) {
    const { byteOffset, byteStrides, itemsize } = operands[k];
    if (isLinear(shape, byteStrides, itemsize)) walks[k] = { offset: byteOffset, strides: [itemsize] };
    else if (isSingle(byteStrides)) walks[k] = { offset: byteOffset, strides: [0] };
    else return undefined;
  }
  return { shape: [countOf(shape)], walks };
}

function ordered(shape: readonly number[], operands: readonly Operand[]): Space {
  const space = spaceOf(shape, operands);
  straighten(space);
  reorder(space, memoryOrder(shape.length, operands));
  coalesce(space);
  return space;
}

/** The inputs, or copies of those that overlap an output. */
function separated(
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  shape: readonly number[],
): readonly Operand[] {
  let separate: Operand[] | undefined;
  for (let i = 0; i < inputs.length; i++) {
    for (const output of outputs) {
      if (!clash(inputs[i], output, shape)) continue;
      separate ??= inputs.slice();
      separate[i] = copied(inputs[i], shape);
      break;
    }
  }
  return separate ?? inputs;
}

/** Frees the copies that were made for the time of a call. */
function release(inputs: readonly Operand[], separate: readonly Operand[]): void {
  for (let i = 0; i < inputs.length; i++) if (separate[i] !== inputs[i]) separate[i].storage.release();
}

/** Operands come outputs first. */
function run(loop: Loop, space: Space, operands: readonly Operand[]): void {
  const { shape, walks } = space;
  const types = [...loop.outputs, ...loop.inputs];
  const accesses = operands.map((operand, i) => new Access(operand, types[i], shape, walks[i], i));
  const outputs = accesses.slice(0, loop.outputs.length);
  const inputs = accesses.slice(loop.outputs.length);
  const steps = inputs.map(({ single }) => (single ? 0 : 1));
  const blocks = inputs.map((input) => (input.single ? input.block() : 0));
  const ordered = [...inputs, ...outputs];

  const inPlace = ordered.every(
    (access, i) => (i < inputs.length && access.single) || (access.direct && access.linear),
  );
  const period = inPlace ? 0 : periodOf(space, inputs, outputs);
  if (!inPlace && period === 0 && rows(loop, space, ordered, inputs.length)) return;
  if (!inPlace && columnBlocks(loop, space, operands, accesses)) return;

  const total = countOf(shape);
  const length = inPlace ? RUN : TILE - (period === 0 ? 0 : TILE % period);
  const piece = (first: number, last: number) => {
    const pointers = new Array<number>(ordered.length);
    for (let start = first; start < last; start += length) {
      const count = Math.min(length, last - start);
      for (let i = 0; i < inputs.length; i++) {
        // A tile of whole periods serves all that follow.
        if (period > 0 && start > first && !inputs[i].linear) continue;
        pointers[i] = steps[i] === 0 ? blocks[i] : inputs[i].input(start, count);
      }
      for (let i = 0; i < outputs.length; i++) pointers[inputs.length + i] = outputs[i].output(start);
      call(loop, pointers, steps, count);
      for (const output of outputs) output.commit(start, count);
    }
  };
  share(loop, ordered, total, total, inPlace ? GRAIN : length, piece);
}

/**
 * The elements after which every input that is not packed begins anew, being repeated along the outermost axis, as a row
 * added to a matrix; 0 where there is no such number or it leaves a tile few periods.
 */
function periodOf({ shape }: Space, inputs: readonly Access[], outputs: readonly Access[]): number {
  const period = countOf(shape) / shape[0];
  if (period > LONGEST_PERIOD) return 0;
  for (const { direct, linear } of outputs) if (!direct || !linear) return 0;
  for (const { linear, single, walk } of inputs) if (!linear && !single && walk.strides[0] !== 0) return 0;
  return period;
}

/** Work of `count` elements, in items that threads may share where kernels reach every operand. */
function share(
  loop: Loop,
  accesses: readonly Access[],
  count: number,
  items: number,
  unit: number,
  piece: (start: number, end: number) => void,
): void {
  if (count < FEWEST_SHARED || !accesses.every(({ inHeap }) => inHeap)) piece(0, items);
  else {
    let staged = 0;
    for (const { direct, linear, single } of accesses) if (!single && !(direct && linear)) staged++;
    split(items, count * costOf(loop, staged), unit, repeatable(loop, accesses), piece);
  }
}

/** Whether no input may be changed by writing the outputs; inputs come first. */
function repeatable(loop: Loop, accesses: readonly Access[]): boolean {
  const inputs = accesses.slice(0, loop.inputs.length);
  const outputs = accesses.slice(loop.inputs.length);
  return inputs.every((input) => outputs.every((out) => !sharesMemory(input.operand.storage, out.operand.storage)));
}

/**
 * A kernel call for each row, or for many, when every operand is in place along a long inner axis: packed, one value, or
 * for cheap binary operations every so-many-th element. Answers whether it was done.
 */
function rows(loop: Loop, { shape }: Space, ordered: readonly Access[], inputCount: number): boolean {
  const inner = shape.length - 1;
  const length = shape[inner];
  if (length < SHORTEST_ROW) return false;
  for (let i = 0; i < ordered.length; i++) {
    const { single, direct, walk, type } = ordered[i];
    if (i < inputCount && single) continue;
    const stride = walk.strides[inner];
    if (!direct) return false;
    if (stride === type.itemsize || (stride === 0 && i < inputCount)) continue;
    if (i >= inputCount || !isWorthStepping(loop, stride, type.itemsize, inner === 0)) return false;
  }
  const walks = ordered.map(({ walk, operand }, i) =>
    i < inputCount && ordered[i].single
      ? { offset: scalarBlock(ordered.length - inputCount + i), strides: walk.strides }
      : { offset: operand.storage.ptr + walk.offset, strides: walk.strides },
  );
  const steps = ordered.slice(0, inputCount).map(({ walk, type }) => walk.strides[inner] / type.itemsize);
  const total = countOf(shape);
  if (inner === 0) {
    share(loop, ordered, total, total, GRAIN, (first, last) => {
      for (let start = first; start < last; start += RUN) {
        call(loop, pointersAt(walks, start), steps, Math.min(RUN, last - start));
      }
    });
    return true;
  }
  const column = inner === 1 && length <= RUN ? columnOf(loop, ordered) : -1;
  if (column >= 0) {
    const most = Math.floor(RUN / length);
    steps[column] = repeating(length);
    share(loop, ordered, total, shape[0], 1, (first, last) => {
      for (let start = first; start < last; start += most) {
        call(loop, pointersAt(walks, start), steps, Math.min(most, last - start) * length);
      }
    });
    return true;
  }
  // A value that changes from row to row is replicated anew for each.
  const replicated = steps.map((step, i) => step === 0 && !ordered[i].single);
  if (replicated.some((is, i) => is && length * ordered[i].type.itemsize < SHORTEST_REPLICATED)) return false;
  const row = (offsets: readonly number[]) => {
    const pointers = new Array<number>(ordered.length);
    for (let start = 0; start < length; start += RUN) {
      for (let i = 0; i < pointers.length; i++) {
        if (i < inputCount && replicated[i]) {
          pointers[i] = scalarBlock(ordered.length - inputCount + i);
          if (start === 0) splat(ordered[i].type.itemsize, offsets[i], pointers[i]);
        } else pointers[i] = offsets[i] + start * walks[i].strides[inner];
      }
      call(loop, pointers, steps, Math.min(RUN, length - start));
    }
  };
  share(loop, ordered, total, total / length, 1, (start, end) => visit(shape, walks, inner, row, start, end));
  return true;
}

/** Where walks are after so many steps along the outermost axis. */
function pointersAt(walks: readonly Walk[], start: number): number[] {
  return walks.map(({ offset, strides }) => offset + start * strides[0]);
}

/**
 * Where some operand's memory runs along another axis than the inner one and rows are long, does the iteration in
 * blocks of columns, so that a tile spans several rows of that operand and uses its cache lines whole.
 */
function columnBlocks(
  loop: Loop,
  { shape, walks }: Space,
  operands: readonly Operand[],
  accesses: readonly Access[],
): boolean {
  const inner = shape.length - 1;
  const length = shape[inner];
  if (inner === 0 || length <= BLOCK_WIDTH) return false;
  const transposed = accesses.some(({ single, walk: { strides } }) => {
    const own = Math.abs(strides[inner]);
    return !single && own !== 0 && strides.some((stride) => stride !== 0 && Math.abs(stride) < own);
  });
  if (!transposed) return false;
  for (let start = 0; start < length; start += BLOCK_WIDTH) {
    run(
      loop,
      {
        shape: [...shape.slice(0, inner), Math.min(BLOCK_WIDTH, length - start)],
        walks: walks.map(({ offset, strides }) => ({ offset: offset + start * strides[inner], strides })),
      },
      operands,
    );
  }
  return true;
}

const CAST = kernelNumber('cast');

/** Copies elements from one operand to another of any layout, converting them where the types differ. */
export function copy(shape: readonly number[], source: Operand, target: Operand): void {
  if (source.code !== target.code) {
    elementwise(
      { kernel: CAST, family: 'cast', code: 0, inputs: [nativeType(source)], outputs: [nativeType(target)] },
      shape,
      [source],
      [target],
    );
    return;
  }
  if (source.code >= SWAPPED) {
    copy(shape, asNative(source), asNative(target));
    return;
  }
  const total = countOf(shape);
  if (total === 0) return;
  const from = clash(source, target, shape) ? copied(source, shape) : source;
  const space = normalized(shape, [target, from]);
  const to = new Access(target, target, space.shape, space.walks[0], 0);
  const read = new Access(from, from, space.shape, space.walks[1], 1);
  const { itemsize } = target;
  const inPlace = to.linear && to.direct;
  const piece = (first: number, last: number) => {
    for (let start = first; start < last; start += TILE) {
      const count = Math.min(TILE, last - start);
      if (inPlace) read.load(start, count, to.address + start * itemsize);
      else to.store(start, count, read.input(start, count));
    }
  };
  if (read.inHeap && to.inHeap) split(total, total * copyCost(itemsize, !read.linear || !inPlace), TILE, true, piece);
  else piece(0, total);
  release([source], [from]);
}

/** Whether writing the output could change the input before it is read: they share bytes and are not the same view. */
function clash(input: Operand, output: Operand, shape: readonly number[]): boolean {
  if (!sharesMemory(input.storage, output.storage)) return false;
  const same =
    input.storage.ptr + input.byteOffset === output.storage.ptr + output.byteOffset &&
    input.itemsize === output.itemsize &&
    input.byteStrides.every((stride, axis) => stride === output.byteStrides[axis] || shape[axis] === 1);
  if (same) return false;
  const [a, b] = extentOf(input, shape);
  const [c, d] = extentOf(output, shape);
  return a < d && c < b;
}

/** The first byte of an operand and the one after its last, in its buffer. */
export function extentOf(
  { storage, byteOffset, byteStrides, itemsize }: Operand,
  shape: readonly number[],
): [number, number] {
  const [before, behind] = reach(shape, byteStrides);
  const first = storage.ptr + byteOffset;
  return [first + before, first + behind + itemsize];
}

/** A packed copy, for the time of one call; axes along which the operand repeats are not multiplied out. */
function copied(source: Operand, shape: readonly number[]): Operand {
  const extents = shape.map((extent, axis) => (source.byteStrides[axis] === 0 ? 1 : extent));
  const byteStrides = new Array<number>(shape.length);
  let bytes = source.itemsize;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    byteStrides[axis] = source.byteStrides[axis] === 0 ? 0 : bytes;
    bytes *= extents[axis];
  }
  const { code, itemsize } = source;
  const target: Operand = { storage: Storage.allocate(bytes).retain(), byteOffset: 0, byteStrides, code, itemsize };
  copy(extents, source, target);
  return target;
}
