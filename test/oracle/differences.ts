/**
 * Where the vectors are not what NumPy answers, because JavaScript or the set of element types differs. Every row is
 * applied in make_*.py or load.ts under the name given here; whatever is not listed is NumPy's.
 */
export const DIFFERENCES: readonly { what: string; numpy: string; contig: string; applied: string }[] = [
  {
    what: 'floating functions (sqrt, sin, hypot, copysign, frexp, ...) of bool, u8 and i8',
    numpy: 'float16',
    contig: 'f32: there is no float16',
    applied: 'common.half_free',
  },
  {
    what: 'a bool array with a JS number',
    numpy: 'int64 with a Python int, float64 with a float',
    contig: 'f64: a JS number without an array of numbers beside it is f64; a bigint gives i64',
    applied: 'make_promotion.scalar_case',
  },
  {
    what: 'numbers without a dtype (array([1, 2]), full(3, 7), arange(5))',
    numpy: 'int64 where all are Python ints',
    contig: 'f64; bigints give i64, booleans bool',
    applied: 'make_creation',
  },
  {
    what: 'an integral JS number beside integers, written 2 or 2.0',
    numpy: 'int array + 2.0 is float64',
    contig: 'the array keeps its dtype: JavaScript does not tell 2.0 from 2',
    applied: 'make_promotion.as_python',
  },
  {
    what: "dtype names without a byte-order mark, 'u8' or 'i4'",
    numpy: 'count bytes: u8 is uint64',
    contig: "'u8' and 'i8' count bits; '<u8' is NumPy's code for u64",
    applied: 'make_creation.dtype_names',
  },
  {
    what: 'reductions over everything',
    numpy: 'a NumPy scalar of the result dtype',
    contig: 'a JS number; a bigint for u64 and i64 input, a boolean where the result is bool',
    applied: 'compare.compareScalar',
  },
  {
    what: 'transcendental functions',
    numpy: 'up to 2 ULP off on these tables, logaddexp up to 27 where its terms cancel',
    contig: 'within 2 ULP of the correctly rounded value',
    applied: 'reference.correct',
  },
  {
    what: '-0 beside an array of integers',
    numpy: 'Python has no integer -0',
    contig: '-0 counts as the integer 0 and keeps its sign where the operation computes in floats',
    applied: 'make_promotion.scalar_case',
  },
  {
    what: 'bigints of 2^63 and more in logical operations, and in comparisons with bools',
    numpy: 'OverflowError',
    contig: 'an answer, as for every other integer out of range',
    applied: 'make_promotion.is_quirk (no vectors)',
  },
  {
    what: 'floats that u32 cannot hold, in astype and round',
    numpy: 'depends on whether the vector loop or the scalar one meets the element',
    contig: "the scalar loop's answer, as for all other integer types, whose two loops agree",
    applied: 'make_casts.cast',
  },
  {
    what: 'power.reduce and arctan2.reduce along a contiguous axis',
    numpy: '2.4.6 with AVX-512 answers f(first, last), a bug',
    contig: 'the fold of all elements',
    applied: 'make_methods.reduce_of',
  },
];
