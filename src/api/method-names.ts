/** The methods that ufuncs are called by, each with the ufunc's name. The table of ufuncs (table.ts) says the same at run time. */
import type * as ufuncs from './ufuncs.js';

/** What stands for methods: the names of exported functions. */
export type MethodNames = { readonly [M in keyof (UnaryMethodNames & BinaryMethodNames)]: keyof typeof ufuncs };

/** Ufuncs of one operand. */
export interface UnaryMethodNames {
  /** The negated elements: {@link ufuncs.negative | negative}. */
  readonly neg: 'negative';
  /** A copy of the elements: {@link ufuncs.positive | positive}. */
  readonly positive: 'positive';
  /** The complex conjugate, which of real numbers is a copy; bools become i8: {@link ufuncs.conjugate | conjugate}. */
  readonly conj: 'conjugate';
  /** The magnitude; the smallest integer of a signed type stays as it is: {@link ufuncs.absolute | absolute}. */
  readonly abs: 'absolute';
  /** The magnitude in floats: {@link ufuncs.fabs | fabs}. */
  readonly fabs: 'fabs';
  /** -1, 0 or 1; NaN for NaN: {@link ufuncs.sign | sign}. */
  readonly sign: 'sign';
  /** 1 divided by the elements; truncated for integers: {@link ufuncs.reciprocal | reciprocal}. */
  readonly reciprocal: 'reciprocal';
  /** The elements multiplied by themselves: {@link ufuncs.square | square}. */
  readonly square: 'square';
  /** The square root; NaN for negative numbers: {@link ufuncs.sqrt | sqrt}. */
  readonly sqrt: 'sqrt';
  /** The cube root: {@link ufuncs.cbrt | cbrt}. */
  readonly cbrt: 'cbrt';
  /** e to the power of the elements: {@link ufuncs.exp | exp}. */
  readonly exp: 'exp';
  /** 2 to the power of the elements: {@link ufuncs.exp2 | exp2}. */
  readonly exp2: 'exp2';
  /** `exp(x) - 1`, precise near 0: {@link ufuncs.expm1 | expm1}. */
  readonly expm1: 'expm1';
  /** The natural logarithm; -Infinity for 0, NaN for negative numbers: {@link ufuncs.log | log}. */
  readonly log: 'log';
  /** The logarithm to base 2: {@link ufuncs.log2 | log2}. */
  readonly log2: 'log2';
  /** The logarithm to base 10: {@link ufuncs.log10 | log10}. */
  readonly log10: 'log10';
  /** `log(1 + x)`, precise near 0: {@link ufuncs.log1p | log1p}. */
  readonly log1p: 'log1p';
  /** The sine of angles in radians, of any size: {@link ufuncs.sin | sin}. */
  readonly sin: 'sin';
  /** The cosine of angles in radians, of any size: {@link ufuncs.cos | cos}. */
  readonly cos: 'cos';
  /** The tangent of angles in radians, of any size: {@link ufuncs.tan | tan}. */
  readonly tan: 'tan';
  /** The angle in [-pi/2, pi/2] radians with the given sine; NaN outside [-1, 1]: {@link ufuncs.arcsin | arcsin}. */
  readonly arcsin: 'arcsin';
  /** The angle in [0, pi] radians with the given cosine; NaN outside [-1, 1]: {@link ufuncs.arccos | arccos}. */
  readonly arccos: 'arccos';
  /** The angle in [-pi/2, pi/2] radians with the given tangent: {@link ufuncs.arctan | arctan}. */
  readonly arctan: 'arctan';
  /** The hyperbolic sine: {@link ufuncs.sinh | sinh}. */
  readonly sinh: 'sinh';
  /** The hyperbolic cosine: {@link ufuncs.cosh | cosh}. */
  readonly cosh: 'cosh';
  /** The hyperbolic tangent: {@link ufuncs.tanh | tanh}. */
  readonly tanh: 'tanh';
  /** The inverse of sinh: {@link ufuncs.arcsinh | arcsinh}. */
  readonly arcsinh: 'arcsinh';
  /** The inverse of cosh; NaN below 1: {@link ufuncs.arccosh | arccosh}. */
  readonly arccosh: 'arccosh';
  /** The inverse of tanh; NaN outside [-1, 1]: {@link ufuncs.arctanh | arctanh}. */
  readonly arctanh: 'arctanh';
  /** Radians as degrees: {@link ufuncs.degrees | degrees}. */
  readonly degrees: 'degrees';
  /** Degrees as radians: {@link ufuncs.radians | radians}. */
  readonly radians: 'radians';
  /** The largest integer not above each element, in its type: {@link ufuncs.floor | floor}. */
  readonly floor: 'floor';
  /** The smallest integer not below each element, in its type: {@link ufuncs.ceil | ceil}. */
  readonly ceil: 'ceil';
  /** The integer part of each element, in its type: {@link ufuncs.trunc | trunc}. */
  readonly trunc: 'trunc';
  /** The nearest integer, ties to the even one; in floats: {@link ufuncs.rint | rint}. */
  readonly rint: 'rint';
  /** The distance to the next float away from 0: {@link ufuncs.spacing | spacing}. */
  readonly spacing: 'spacing';
  /** Whether the sign bit is set: true for -0: {@link ufuncs.signbit | signbit}. */
  readonly signbit: 'signbit';
  /** Whether each element is NaN: {@link ufuncs.isnan | isnan}. */
  readonly isnan: 'isnan';
  /** Whether each element is infinite: {@link ufuncs.isinf | isinf}. */
  readonly isinf: 'isinf';
  /** Whether each element is neither infinite nor NaN: {@link ufuncs.isfinite | isfinite}. */
  readonly isfinite: 'isfinite';
  /** Whether each element is zero: {@link ufuncs.logicalNot | logicalNot}. */
  readonly logicalNot: 'logicalNot';
  /** All bits flipped; for bools, the opposite: {@link ufuncs.invert | invert}. */
  readonly invert: 'invert';
  /** The number of one bits in the magnitude, as u8: {@link ufuncs.bitwiseCount | bitwiseCount}. */
  readonly bitwiseCount: 'bitwiseCount';
}

/** Ufuncs of two operands, of which the array is the first. */
export interface BinaryMethodNames {
  /** The sum of two arrays; for bools, whether either is true: {@link ufuncs.add | add}. */
  readonly add: 'add';
  /** The difference of two arrays: {@link ufuncs.subtract | subtract}. */
  readonly sub: 'subtract';
  /** The product of two arrays; for bools, whether both are true: {@link ufuncs.multiply | multiply}. */
  readonly mul: 'multiply';
  /** The quotient in floats: f64 for integers: {@link ufuncs.divide | divide}. */
  readonly div: 'divide';
  /** The quotient rounded down; 0 for an integer divided by 0: {@link ufuncs.floorDivide | floorDivide}. */
  readonly floorDiv: 'floorDivide';
  /** The remainder with the divisor's sign, as Python's `%`: {@link ufuncs.remainder | remainder}. */
  readonly mod: 'remainder';
  /** The remainder with the dividend's sign, as C's `fmod` and JS's `%`: {@link ufuncs.fmod | fmod}. */
  readonly fmod: 'fmod';
  /** The first operand to the power of the second: {@link ufuncs.power | power}. */
  readonly pow: 'power';
  /** The power computed in f64, whatever the types: {@link ufuncs.floatPower | floatPower}. */
  readonly floatPower: 'floatPower';
  /** The larger of two elements; NaN if either is: {@link ufuncs.maximum | maximum}. */
  readonly maximum: 'maximum';
  /** The smaller of two elements; NaN if either is: {@link ufuncs.minimum | minimum}. */
  readonly minimum: 'minimum';
  /** The larger of two elements; a number if either is: {@link ufuncs.fmax | fmax}. */
  readonly fmax: 'fmax';
  /** The smaller of two elements; a number if either is: {@link ufuncs.fmin | fmin}. */
  readonly fmin: 'fmin';
  /** The greatest common divisor of integers: {@link ufuncs.gcd | gcd}. */
  readonly gcd: 'gcd';
  /** The least common multiple of integers: {@link ufuncs.lcm | lcm}. */
  readonly lcm: 'lcm';
  /** The hypotenuse `sqrt(a*a + b*b)` without undue overflow: {@link ufuncs.hypot | hypot}. */
  readonly hypot: 'hypot';
  /** The angle of the point (b, a) in [-pi, pi] radians: {@link ufuncs.arctan2 | arctan2}. */
  readonly arctan2: 'arctan2';
  /** `log(exp(a) + exp(b))` without overflow: {@link ufuncs.logaddexp | logaddexp}. */
  readonly logaddexp: 'logaddexp';
  /** `log2(2**a + 2**b)` without overflow: {@link ufuncs.logaddexp2 | logaddexp2}. */
  readonly logaddexp2: 'logaddexp2';
  /** 0 for negative a, 1 for positive, b for 0: {@link ufuncs.heaviside | heaviside}. */
  readonly heaviside: 'heaviside';
  /** The magnitude of a with the sign of b: {@link ufuncs.copysign | copysign}. */
  readonly copysign: 'copysign';
  /** The float next to a in the direction of b: {@link ufuncs.nextafter | nextafter}. */
  readonly nextafter: 'nextafter';
  /** `a * 2**b` for integers b: {@link ufuncs.ldexp | ldexp}. */
  readonly ldexp: 'ldexp';
  /** Whether a and b are equal: {@link ufuncs.equal | equal}. */
  readonly eq: 'equal';
  /** Whether a and b differ; true for NaN: {@link ufuncs.notEqual | notEqual}. */
  readonly ne: 'notEqual';
  /** Whether a is less than b: {@link ufuncs.less | less}. */
  readonly lt: 'less';
  /** Whether a is at most b: {@link ufuncs.lessEqual | lessEqual}. */
  readonly le: 'lessEqual';
  /** Whether a is greater than b: {@link ufuncs.greater | greater}. */
  readonly gt: 'greater';
  /** Whether a is at least b: {@link ufuncs.greaterEqual | greaterEqual}. */
  readonly ge: 'greaterEqual';
  /** Whether both are not zero: {@link ufuncs.logicalAnd | logicalAnd}. */
  readonly logicalAnd: 'logicalAnd';
  /** Whether either is not zero: {@link ufuncs.logicalOr | logicalOr}. */
  readonly logicalOr: 'logicalOr';
  /** Whether exactly one is not zero: {@link ufuncs.logicalXor | logicalXor}. */
  readonly logicalXor: 'logicalXor';
  /** The bits that both integers have: {@link ufuncs.bitwiseAnd | bitwiseAnd}. */
  readonly and: 'bitwiseAnd';
  /** The bits that either integer has: {@link ufuncs.bitwiseOr | bitwiseOr}. */
  readonly or: 'bitwiseOr';
  /** The bits that one of the integers has: {@link ufuncs.bitwiseXor | bitwiseXor}. */
  readonly xor: 'bitwiseXor';
  /** Bits moved up; 0 for shifts by the width or more: {@link ufuncs.leftShift | leftShift}. */
  readonly leftShift: 'leftShift';
  /** Bits moved down, with the sign kept: {@link ufuncs.rightShift | rightShift}. */
  readonly rightShift: 'rightShift';
}

/** Ufuncs of two operands whose result replaces the array's elements; they return the array. */
export interface InPlaceMethodNames {
  /** The sum of two arrays, in place: {@link ufuncs.add | add}. */
  readonly iadd: 'add';
  /** The difference of two arrays, in place: {@link ufuncs.subtract | subtract}. */
  readonly isub: 'subtract';
  /** The product of two arrays, in place: {@link ufuncs.multiply | multiply}. */
  readonly imul: 'multiply';
  /** The quotient, in arrays of floats, in place: {@link ufuncs.divide | divide}. */
  readonly idiv: 'divide';
  /** The quotient rounded down, in place: {@link ufuncs.floorDivide | floorDivide}. */
  readonly ifloorDiv: 'floorDivide';
  /** The remainder with the divisor's sign, as Python's `%`, in place: {@link ufuncs.remainder | remainder}. */
  readonly imod: 'remainder';
  /** The first operand to the power of the second, in place: {@link ufuncs.power | power}. */
  readonly ipow: 'power';
  /** The bits that both integers have, in place: {@link ufuncs.bitwiseAnd | bitwiseAnd}. */
  readonly iand: 'bitwiseAnd';
  /** The bits that either integer has, in place: {@link ufuncs.bitwiseOr | bitwiseOr}. */
  readonly ior: 'bitwiseOr';
  /** The bits that one of the integers has, in place: {@link ufuncs.bitwiseXor | bitwiseXor}. */
  readonly ixor: 'bitwiseXor';
  /** Bits moved up, in place: {@link ufuncs.leftShift | leftShift}. */
  readonly ileftShift: 'leftShift';
  /** Bits moved down, with the sign kept, in place: {@link ufuncs.rightShift | rightShift}. */
  readonly irightShift: 'rightShift';
}
