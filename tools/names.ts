/**
 * What becomes of each public name of NumPy in contig: the one table from which `contig/numpy` and FEATURES.md are made.
 *
 * A name is present when the package exports it, in camelCase or under a name given here. What is not exported is a value
 * of `contig/numpy` alone, planned, or out of scope: the lists below say which, and a test fails when a name stands in
 * none of them. An entry of a list counts only as long as the package does not export the name.
 */

/** Where NumPy has names: modules and classes, as in test/oracle/surface.json. */
export const SPACES = ['main', 'linalg', 'random', 'Generator', 'fft', 'ndarray'] as const;
export type Space = (typeof SPACES)[number];

type Table<T> = { readonly [S in Space]?: Readonly<Record<string, T>> };

/** zeros_like -> zerosLike; an underscore at the end stays. */
export function camelCase(name: string): string {
  return name.replace(/(?<=.)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Names that contig spells otherwise than in camelCase, in order of preference after that, or in the order given where
 * the name in camelCase is among them. A slash leads out of the namespace: '/cross' is the function of the main one.
 */
export const OTHERWISE: Table<readonly string[]> = {
  main: {
    abs: ['absolute'],
    acos: ['arccos'],
    acosh: ['arccosh'],
    amax: ['max'],
    amin: ['min'],
    around: ['round'],
    asin: ['arcsin'],
    asinh: ['arcsinh'],
    asanyarray: ['asarray'],
    atan: ['arctan'],
    atan2: ['arctan2'],
    atanh: ['arctanh'],
    bitwise_invert: ['invert'],
    bitwise_left_shift: ['leftShift'],
    bitwise_not: ['invert'],
    bitwise_right_shift: ['rightShift'],
    deg2rad: ['radians'],
    fix: ['trunc'],
    frombuffer: ['fromBuffer'],
    ndarray: ['NDArray', 'ndarray'],
    pow: ['power'],
    rad2deg: ['degrees'],
    row_stack: ['vstack'],
    true_divide: ['divide'],
  },
  linalg: { cross: ['/cross'] },
  ndarray: {
    tolist: ['toArray'],
  },
};

/** Members of the package's classes that are no public names, or not what NumPy has under the name. */
export const INTERNAL: readonly string[] = ['NDArray.view'];

/** NumPy's names of the element types; in `contig/numpy` they are contig's names as values. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool: 'bool',
  bool_: 'bool',
  byte: 'i8',
  double: 'f64',
  float32: 'f32',
  float64: 'f64',
  int16: 'i16',
  int32: 'i32',
  int64: 'i64',
  int8: 'i8',
  int_: 'i64',
  intc: 'i32',
  intp: 'i64',
  long: 'i64',
  longlong: 'i64',
  short: 'i16',
  single: 'f32',
  ubyte: 'u8',
  uint: 'u64',
  uint16: 'u16',
  uint32: 'u32',
  uint64: 'u64',
  uint8: 'u8',
  uintc: 'u32',
  uintp: 'u64',
  ulong: 'u64',
  ulonglong: 'u64',
  ushort: 'u16',
};

/** Constants, as expressions; taken where the package does not export them. */
export const CONSTANTS: Readonly<Record<string, string>> = {
  False_: 'false',
  True_: 'true',
  e: 'Math.E',
  euler_gamma: '0.5772156649015329',
  inf: 'Infinity',
  little_endian: 'true',
  nan: 'NaN',
  newaxis: 'null',
  pi: 'Math.PI',
};

/** Methods and attributes that only `contig/numpy` gives to arrays (src/numpy/methods.ts). */
export const METHODS = ['fill', 'mT', 'tobytes', 'tolist'] as const;

type Reasons = Readonly<Record<string, string>>;

const words = (names: string) => names.split(' ');
/** Several names with one reason. */
const each = (names: string, reason: string): Reasons => Object.fromEntries(words(names).map((name) => [name, reason]));

/** What is to come. */
export const PLANNED: Table<string> = {
  main: {
    ...each('float16 half', 'with the type f16'),
    ...each('broadcast nditer', 'iterators over positions'),
    ...each('fft', 'the namespace fft'),
    ...each('c_ index_exp r_ s_', 'written with slices in strings'),
    ...each('mintypecode typename typecodes ScalarType', 'about types'),
    ...each('roots', 'polynomials'),
    ...each('einsum_path', 'sums and products'),
    ...each('frompyfunc', 'functions of functions'),
    ...each('from_dlpack fromfile fromregex fromstring', 'input'),
  },
  linalg: {
    ...each('eig eigh eigvals eigvalsh', 'linear algebra'),
    ...each('tensorinv tensorsolve', 'linear algebra'),
  },
  random: {},
  Generator: {
    ...each('multivariate_hypergeometric multivariate_normal', 'a distribution'),
    ...each('noncentral_chisquare noncentral_f', 'a distribution'),
  },
  fft: {
    ...each('fftfreq rfftfreq fftshift ifftshift', 'Fourier transforms'),
    ...each('fft fft2 fftn hfft ifft ifft2 ifftn ihfft irfft irfft2 irfftn rfft rfft2 rfftn', 'Fourier transforms'),
  },
  ndarray: {
    ...each('choose compress diagonal nonzero put repeat take trace', 'as a method; the function is there'),
    ...each('base flags flat', 'what an array tells of itself'),
    ...each('conjugate imag real', 'for real numbers'),
    view: 'the same bytes as another type',
    resize: 'in place; the function resize() gives a copy',
  },
};

/** What stays out, and why. */
export const OUT_OF_SCOPE: Table<string> = {
  main: {
    ...each('busday_count busday_offset busdaycalendar datetime64 datetime_as_string datetime_data', 'dates'),
    ...each('is_busday isnat timedelta64', 'dates'),
    ...each('cdouble clongdouble complex128 complex256 complex64 complexfloating csingle', 'complex numbers'),
    ...each('sort_complex', 'complex numbers'),
    ...each('longdouble float128', 'JavaScript has no longer floats'),
    ...each('bytes_ character object_ str_ void flexible', 'arrays hold numbers'),
    ...each('char strings', 'arrays hold numbers'),
    ...each('rec recarray record', "NumPy's record arrays"),
    ...each('asmatrix bmat matrix', 'the matrix class; arrays do the same'),
    ...each('memmap', 'there are no memory-mapped files in JavaScript'),
    ...each('ma', 'masked arrays'),
    ...each('poly1d polynomial', 'polynomial classes'),
    ...each('emath', 'results of another type than the input has'),
    ...each('errstate geterr geterrcall seterr seterrcall', 'there are no warnings: the value tells'),
    ...each('getbufsize setbufsize', 'the planner knows its tiles'),
    ...each('flatiter nested_iters ufunc', "NumPy's own classes"),
    ...each('floating generic inexact integer number signedinteger unsignedinteger', 'abstract types'),
    ...each('dtypes sctypeDict', 'lists of classes; `dtype(name)` knows the types'),
    ...each(
      'core ctypeslib exceptions f2py get_include info lib show_config show_runtime test testing typing',
      'Python',
    ),
  },
  random: {
    ...each(
      'BitGenerator MT19937 PCG64 PCG64DXSM Philox SFC64',
      'PCG64 is the one generator of bits, inside Generator',
    ),
    ...each(
      'RandomState get_state rand randint randn random random_integers random_sample ranf',
      'legacy: default_rng()',
    ),
    ...each('sample seed set_state', 'legacy: default_rng()'),
    ...each(
      'beta binomial bytes chisquare choice dirichlet exponential f gamma geometric gumbel',
      'legacy: default_rng()',
    ),
    ...each('hypergeometric laplace logistic lognormal logseries multinomial', 'legacy: default_rng()'),
    ...each('multivariate_normal negative_binomial noncentral_chisquare noncentral_f', 'legacy: default_rng()'),
    ...each('normal pareto permutation poisson power rayleigh shuffle', 'legacy: default_rng()'),
    ...each('standard_cauchy standard_exponential standard_gamma standard_normal standard_t', 'legacy: default_rng()'),
    ...each('triangular uniform vonmises wald weibull zipf', 'legacy: default_rng()'),
  },
  Generator: { bit_generator: '`rng.state` holds its state' },
  ndarray: {
    ...each('ctypes dump dumps getfield setfield', 'Python'),
    ...each('device to_device', 'there is one device'),
    ...each('setflags', 'arrays are writeable unless they are views of a broadcast'),
    tofile: 'formatNpy and save write arrays',
  },
};

/** Parameters of NumPy's functions under contig's names, where these are neither the same nor the same in camelCase. */
export const KEYWORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vander: { N: 'n' },
  unique: { return_index: 'index', return_inverse: 'inverse', return_counts: 'counts' },
  clip: { max: 'a_max', min: 'a_min' },
  eye: { M: 'columns' },
  tri: { M: 'columns' },
  std: { correction: 'ddof' },
  var: { correction: 'ddof' },
  nanstd: { correction: 'ddof' },
  nanvar: { correction: 'ddof' },
};
