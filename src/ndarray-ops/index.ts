/**
 * The functions of the `ndarray-ops` package, with its names, arguments and results, on contig's kernels: in place, on
 * arrays of the `ndarray` package or any object like them, and without code made from strings, so that it loads where a
 * Content Security Policy forbids `eval`.
 *
 * Where `data` is a view of contig's memory, kernels work on it where it is; other typed arrays pass through tiles of that
 * memory. Plain arrays, generic stores and bigints are computed by JavaScript itself.
 *
 * Programs change over by importing it instead, or by an alias in the bundler: `resolve.alias: { 'ndarray-ops':
 * 'contig/ndarray-ops' }` in Vite and webpack, `--alias:ndarray-ops=contig/ndarray-ops` in esbuild.
 *
 * Functions write to their first argument and return it:
 *
 * - `add(dest, a, b)`: dest = a + b, `adds(dest, a, s)` with a number s, `addeq(dest, b)`: dest = dest + b,
 *   `addseq(dest, s)`. So `sub mul div mod band bor bxor lshift rshift rrshift and or eq neq lt gt leq geq max min atan2 pow`
 *   for the operators `- * / % & | ^ << >> >>> && || === !== < > <= >=` and `Math.max`, `min`, `atan2`, `pow`; the last
 *   two also with operands exchanged: `powop(dest, a, b)`: dest = b ** a, `powops`, `powopeq`, `powopseq`.
 * - `neg(dest, a)`: dest = -a, and `negeq(dest)` in place. So `not bnot recip` for `! ~ 1/` and `abs acos asin atan ceil cos exp
 *   floor log round sin sqrt tan` of `Math`.
 * - `assign(dest, a)`, `assigns(dest, s)`, `random(dest)`.
 *
 * These return a value: `sum prod norm1 norm2 norm2squared norminf inf sup` a number, `any all equals` a boolean, `argmin
 * argmax` an index.
 *
 * Values are computed as JavaScript does, in f64, and stored as typed arrays do: rounded to float32, modulo 2^bits to
 * integers, rounded and clamped to uint8_clamped. They are the original's to the last bit, with these exceptions:
 *
 * - acos, asin, atan, cos, exp, log, sin, tan, atan2 and pow are within 2 ULP in f64 of the exact value; so are V8's.
 * - sum, norm1, norm2 and norm2squared of more than 192 floats add pairwise; of integers sums are exact in 64 bits.
 * - An operand that overlaps the destination in another layout is read as if before anything is written.
 *
 * @throws RangeError, from all functions of several arrays, unless these have one shape.
 * @example
 * import ndarray from 'ndarray';
 * import ops, { addeq, sup } from 'contig/ndarray-ops';
 *
 * const a = ndarray(new Float32Array(128 * 128), [128, 128]);
 * ops.random(a);
 * addeq(a, a.transpose(1, 0));
 * sup(a); // below 2
 *
 * @module
 */
import { ops } from './table.js';

export type { NdarrayOps, ScijsData, ScijsLike, ScijsScalar } from './types.js';

export default ops;

export const {
  add,
  addeq,
  adds,
  addseq,
  sub,
  subeq,
  subs,
  subseq,
  mul,
  muleq,
  muls,
  mulseq,
  div,
  diveq,
  divs,
  divseq,
  mod,
  modeq,
  mods,
  modseq,
  band,
  bandeq,
  bands,
  bandseq,
  bor,
  boreq,
  bors,
  borseq,
  bxor,
  bxoreq,
  bxors,
  bxorseq,
  lshift,
  lshifteq,
  lshifts,
  lshiftseq,
  rshift,
  rshifteq,
  rshifts,
  rshiftseq,
  rrshift,
  rrshifteq,
  rrshifts,
  rrshiftseq,
  not,
  noteq,
  bnot,
  bnoteq,
  neg,
  negeq,
  recip,
  recipeq,
  and,
  ands,
  andeq,
  andseq,
  or,
  ors,
  oreq,
  orseq,
  eq,
  eqs,
  eqeq,
  eqseq,
  neq,
  neqs,
  neqeq,
  neqseq,
  lt,
  lts,
  lteq,
  ltseq,
  gt,
  gts,
  gteq,
  gtseq,
  leq,
  leqs,
  leqeq,
  leqseq,
  geq,
  geqs,
  geqeq,
  geqseq,
  abs,
  abseq,
  acos,
  acoseq,
  asin,
  asineq,
  atan,
  ataneq,
  ceil,
  ceileq,
  cos,
  coseq,
  exp,
  expeq,
  floor,
  flooreq,
  log,
  logeq,
  round,
  roundeq,
  sin,
  sineq,
  sqrt,
  sqrteq,
  tan,
  taneq,
  max,
  maxs,
  maxeq,
  maxseq,
  min,
  mins,
  mineq,
  minseq,
  atan2,
  atan2s,
  atan2eq,
  atan2seq,
  pow,
  pows,
  poweq,
  powseq,
  atan2op,
  atan2ops,
  atan2opeq,
  atan2opseq,
  powop,
  powops,
  powopeq,
  powopseq,
  any,
  all,
  sum,
  prod,
  norm2squared,
  norm2,
  norminf,
  norm1,
  sup,
  inf,
  argmin,
  argmax,
  random,
  assign,
  assigns,
  equals,
} = ops;
