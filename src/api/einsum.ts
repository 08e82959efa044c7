/**
 * Einstein's summation: subscripts read into labels, operands reduced to arrays whose axes have a label each, and those
 * contracted pair by pair, the cheapest pair first, as matrix products.
 */
import { type ArrayLike, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { type Shape, showShape, sizeOf } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { promoteTypes } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { contract } from './contraction.js';
import { checkOut, over } from './output.js';
import { any, sum } from './reductions.js';

/** An array with a label for each axis: a letter, or a number for the axes of an ellipsis, counted from the last. */
interface Term {
  readonly array: NDArray;
  readonly labels: readonly Label[];
}
type Label = string | number;

/** Options of {@link einsum}. */
export interface EinsumOptions {
  /** Receives the result. */
  out?: NDArray;
}

/**
 * Sums of products by subscripts: a letter for each axis of each operand, operands separated by commas. Axes of the same
 * letter go together; those that the output after `->` does not name are summed over. Without `->` the output has the
 * letters that appear once, in alphabetical order. `...` stands for axes that broadcast. An axis of one element goes
 * with any.
 *
 * @param subscripts For example `'ij,jk->ik'`; blanks do not count.
 * @param operands Arrays or array-likes; last may come `{ out }`, which receives the result.
 * @returns A view where one operand is only permuted or looked at along its diagonal; otherwise a fresh array, or `out`,
 *   of the type in which all operands meet, in which is also summed. NumPy: `einsum`.
 * @throws RangeError for subscripts that are malformed or do not fit the shapes.
 * @example
 * einsum('ij,jk->ik', a, b);   // matmul(a, b)
 * einsum('ii', a);             // the trace
 * einsum('...ij->...ji', a);   // the last axes exchanged, a view
 * einsum('bi,ij,bj->b', x, m, y); // a form for each row
 */
export function einsum(subscripts: string, ...operands: (ArrayLike | EinsumOptions)[]): NDArray {
  const { out } = isOptions(operands.at(-1)) ? (operands.pop() as EinsumOptions) : {};
  return scope(() => {
    const arrays = operands.map((operand) => toArray('einsum', operand));
    const { inputs, output } = parse(
      subscripts,
      arrays.map(({ shape }) => shape),
    );
    const type = arrays.map(({ dtype }): DType => dtype).reduce((a, b) => promoteTypes(a, b));
    const extents = extentsOf(arrays, inputs);
    if (out !== undefined)
      checkOut(
        'einsum',
        out,
        output.map((label) => extents.get(label)!),
        type,
      );
    const terms = arrays.map((array, i) => aligned(array, inputs[i], extents));
    const only = contracted(terms, output, type);
    const result = only.array.permuteDims(output.map((label) => only.labels.indexOf(label)));
    if (out === undefined) return result;
    copy(out.shape, over(result, out.shape), out);
    return out;
  });
}

function isOptions(value: unknown): value is EinsumOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A list of subscripts as labels around the place of its ellipsis. */
function lettersOf(text: string, whole: string): { before: string[]; after: string[]; ellipsis: boolean } {
  const parts = text.split('...');
  const letters = parts.map((part) => Array.from(part));
  const wrong = letters.flat().find((letter) => !/^[A-Za-z]$/.test(letter));
  if (wrong !== undefined || parts.length > 2) {
    const found = wrong === undefined ? 'more than one ellipsis' : `'${wrong}'`;
    throw new RangeError(
      `einsum: '${text}' in '${whole}' has ${found}; subscripts are letters and at most one '...' for each operand.`,
    );
  }
  return { before: letters[0], after: letters[1] ?? [], ellipsis: parts.length === 2 };
}

/** The labels of every operand's axes and of the result's. */
function parse(subscripts: string, shapes: readonly Shape[]): { inputs: Label[][]; output: Label[] } {
  const whole = String(subscripts).replaceAll(' ', '');
  const [left, right, ...rest] = whole.split('->');
  if (rest.length > 0) throw new RangeError(`einsum: '${whole}' has more than one '->'.`);
  const lists = left.split(',');
  if (lists.length !== shapes.length) {
    throw new RangeError(`einsum: '${whole}' names ${lists.length} operands, and ${shapes.length} are given.`);
  }
  let most = 0;
  const inputs = lists.map((text, i) => {
    const { before, after, ellipsis } = lettersOf(text, whole);
    const more = shapes[i].length - before.length - after.length;
    if (more < 0 || (more > 0 && !ellipsis)) {
      throw new RangeError(
        `einsum: '${text}' names ${before.length + after.length} axes, and operand ${i} of shape ${showShape(shapes[i])} has ${shapes[i].length}${more > 0 ? "; '...' stands for those not named" : ''}.`,
      );
    }
    most = Math.max(most, more);
    return [...before, ...dots(more), ...after];
  });
  if (right === undefined) {
    const all = inputs.flat().filter((label) => typeof label === 'string');
    const once = all.filter((label) => all.indexOf(label) === all.lastIndexOf(label));
    return { inputs, output: [...dots(most), ...once.sort()] };
  }
  const { before, after, ellipsis } = lettersOf(right, whole);
  if (most > 0 && !ellipsis) {
    throw new RangeError(`einsum: the output '${right}' of '${whole}' has no '...' for the axes that broadcast.`);
  }
  const letters = [...before, ...after];
  for (const [i, letter] of letters.entries()) {
    const problem = letters.indexOf(letter) !== i ? 'is named twice' : 'is in no operand';
    if (letters.indexOf(letter) === i && inputs.some((labels) => labels.includes(letter))) continue;
    throw new RangeError(`einsum: '${letter}' in the output of '${whole}' ${problem}.`);
  }
  return { inputs, output: [...before, ...dots(most), ...after] };
}

/** The labels of an ellipsis, the last one 0, so that axes align at their end. */
function dots(count: number): Label[] {
  return Array.from({ length: count }, (_, i) => count - 1 - i);
}

/** The extent of each label: axes of the same label are equal, or 1. */
function extentsOf(arrays: readonly NDArray[], inputs: readonly (readonly Label[])[]): Map<Label, number> {
  const extents = new Map<Label, number>();
  for (const [i, labels] of inputs.entries()) {
    const { shape } = arrays[i];
    for (const [axis, label] of labels.entries()) {
      const own = labels.indexOf(label);
      const known = shape[own] !== shape[axis] ? shape[own] : (extents.get(label) ?? 1);
      if (shape[own] !== shape[axis] || (known !== 1 && shape[axis] !== 1 && known !== shape[axis])) {
        const name = typeof label === 'string' ? `'${label}'` : "an axis of '...'";
        throw new RangeError(
          `einsum: ${name} is ${known} and ${shape[axis]} in shapes ${arrays.map((array) => showShape(array.shape)).join(', ')}; axes of one label are as long.`,
        );
      }
      extents.set(label, known === 1 ? shape[axis] : known);
    }
  }
  return extents;
}

/** A view with one axis for each label: diagonals where a label repeats, without axes of one element that broadcast. */
function aligned(array: NDArray, labels: readonly Label[], extents: ReadonlyMap<Label, number>): Term {
  const own = [...new Set(labels)].filter((label) => array.shape[labels.indexOf(label)] === extents.get(label));
  const shape = own.map((label) => extents.get(label)!);
  const byteStrides = own.map((label) =>
    array.byteStrides.reduce((sum, stride, axis) => (labels[axis] === label ? sum + stride : sum), 0),
  );
  return { array: array.view({ shape, byteStrides, byteOffset: array.byteOffset }), labels: own };
}

/** All terms as one. */
function contracted(given: readonly Term[], output: readonly Label[], type: DType): Term {
  const terms = given.map((term, i) => {
    const needed = new Set([...output, ...given.flatMap(({ labels }, other) => (other === i ? [] : labels))]);
    return summed(term, needed, type);
  });
  while (terms.length > 1) {
    const [i, j] = cheapest(terms, output);
    const [b] = terms.splice(j, 1);
    const [a] = terms.splice(i, 1);
    const needed = new Set([...output, ...terms.flatMap(({ labels }) => labels)]);
    terms.push(paired(a, b, needed, output, type));
  }
  return terms[0];
}

/** A term summed over the labels that nothing else needs. */
function summed({ array, labels }: Term, needed: ReadonlySet<Label>, type: DType): Term {
  const axis = labels.flatMap((label, i) => (needed.has(label) ? [] : [i]));
  if (axis.length === 0) return { array: array.astype(type, { copy: false }) as NDArray, labels };
  const options = { axis, keepdims: true };
  const total = (type === 'bool' ? any(array, options) : sum(array, { ...options, dtype: type })) as NDArray;
  return { array: total.squeeze(axis), labels: labels.filter((label) => needed.has(label)) };
}

/** The labels that stay when two terms are multiplied: in both and kept, in one. Those in both and not kept are summed. */
function sorted(a: Term, b: Term, needed: ReadonlySet<Label>) {
  const both = a.labels.filter((label) => b.labels.includes(label));
  return {
    kept: both.filter((label) => needed.has(label)),
    gone: both.filter((label) => !needed.has(label)),
    left: a.labels.filter((label) => !both.includes(label)),
    right: b.labels.filter((label) => !both.includes(label)),
  };
}

/** The pair whose product grows memory least, and of those the one of fewest multiplications. */
function cheapest(terms: readonly Term[], output: readonly Label[]): [number, number] {
  let best: [number, number] = [0, 1];
  let least = [Infinity, Infinity];
  for (let i = 0; i < terms.length; i++) {
    for (let j = i + 1; j < terms.length; j++) {
      const others = terms.filter((_, k) => k !== i && k !== j);
      const needed = new Set([...output, ...others.flatMap(({ labels }) => labels)]);
      const { gone } = sorted(terms[i], terms[j], needed);
      const [a, b] = [terms[i].array, terms[j].array];
      const shared = terms[j].labels.flatMap((label, axis) => (terms[i].labels.includes(label) ? [b.shape[axis]] : []));
      const work = (a.size * b.size) / Math.max(1, sizeOf(shared));
      const size = work / Math.max(1, sizeOf(gone.map((label) => a.shape[terms[i].labels.indexOf(label)])));
      const cost = [size - a.size - b.size, work];
      if (cost[0] < least[0] || (cost[0] === least[0] && cost[1] < least[1])) {
        least = cost;
        best = [i, j];
      }
    }
  }
  return best;
}

/** The product of two terms, its axes in the order of the output where the order of the two can achieve that. */
function paired(first: Term, second: Term, needed: ReadonlySet<Label>, output: readonly Label[], type: DType): Term {
  const place = ({ labels }: Term, other: Term) =>
    Math.max(...labels.filter((label) => !other.labels.includes(label)).map((label) => output.indexOf(label)), -1);
  const [a, b] = place(first, second) > place(second, first) ? [second, first] : [first, second];
  const { kept, gone, left, right } = sorted(a, b, needed);
  const axes = (labels: readonly Label[]) =>
    [a, b].map((term) => labels.map((label) => term.labels.indexOf(label))) as [number[], number[]];
  const array = contract('einsum', type, a.array, b.array, { kept: axes(kept), summed: axes(gone) });
  return { array, labels: [...kept, ...left, ...right] };
}
