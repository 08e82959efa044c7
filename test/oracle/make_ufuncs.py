"""ufuncs.json.gz: every ufunc on tables of special values: of one dtype, of mixed dtypes, and where NumPy raises."""

import numpy as np

from common import DTYPES, FLOATS, INTS, encode, error_of, half_free, snake, write
from reference import TRANSCENDENTAL, correct
from tables import specials

ALL = list(DTYPES)

UNARY = """negative positive absolute fabs sign reciprocal square sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan
arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh degrees radians floor ceil trunc rint spacing signbit frexp modf
isnan isinf isfinite logicalNot invert bitwiseCount""".split()
BINARY = """add subtract multiply divide floorDivide remainder fmod divmod power floatPower hypot logaddexp logaddexp2 arctan2
maximum minimum fmax fmin gcd lcm heaviside copysign nextafter ldexp equal notEqual less lessEqual greater greaterEqual
logicalAnd logicalOr logicalXor bitwiseAnd bitwiseOr bitwiseXor leftShift rightShift""".split()

# NumPy leaves the sign of max(-0, +0) open: it depends on the instruction that a loop happens to use. And where the two
# terms of logaddexp cancel to less than the smallest number, an error of one ULP changes the sign.
ZERO_SIGN_OPEN = {'maximum', 'minimum', 'fmax', 'fmin', 'clip', 'logaddexp', 'logaddexp2'}

MIXED = [('i8', 'u8'), ('u8', 'i16'), ('bool', 'i32'), ('i32', 'u32'), ('u64', 'i64'), ('i64', 'u64'), ('u64', 'i8'),
         ('i32', 'f32'), ('f32', 'i16'), ('u8', 'f32'), ('f32', 'f64'), ('i64', 'f64'), ('u64', 'f32'), ('bool', 'f64'),
         ('i16', 'u16'), ('u32', 'i64')]  # fmt: skip
# One pair of each kind is enough for the operations that only widen their operands and then do as for one dtype.
MIXED_FEW = [('i8', 'u8'), ('u64', 'i64'), ('i32', 'f32'), ('f32', 'f64'), ('bool', 'i16')]
MIXED_ALL_OF = {'add', 'multiply', 'floorDivide', 'equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual', 'maximum'}


def call(name, operands, **options):
    """The expected outputs, or the error; transcendental ones correctly rounded in the dtype of NumPy's loop."""
    function = getattr(np, snake(name))
    try:
        with np.errstate(all='ignore'):
            outputs = half_free(function, operands, **options)
    except (TypeError, ValueError, OverflowError) as exception:
        return error_of(exception)
    if name in TRANSCENDENTAL and outputs[0].dtype.kind == 'f':
        loop = [o.astype(outputs[0].dtype) for o in operands]
        outputs = (correct(name, loop, outputs[0]),)
    return {'out': [encode(o) for o in outputs]}


def unary_table(name, dtype):
    if dtype in FLOATS:
        return f'{dtype} long'
    return f'{dtype} nonzero' if name == 'reciprocal' and dtype in INTS else dtype


def binary_tables(tables, name, a, b):
    """The tables of the two operands: where every value of b would be an error, the ones that are none."""
    if b in INTS:
        if name == 'power' and a not in FLOATS:
            return a, f'{b} natural'
        if name in ('leftShift', 'rightShift'):
            return a, f'{b} counts'
        if name == 'ldexp' and f'{b} exponents' in tables:
            return a, f'{b} exponents'
    return a, b


def outer(tables, names):
    """Every value of the first table with every value of the second, as two flat arrays."""
    a, b = (tables[n] for n in names)
    return [np.repeat(a, b.size), np.tile(b, a.size)]


def unary_cases(tables):
    for name in UNARY:
        for dtype in ALL:
            table = unary_table(name, dtype)
            yield {'name': name, 'in': [table], **call(name, [tables[table]])}


def binary_cases(tables):
    for name in BINARY:
        pairs = [(d, d) for d in ALL] + (MIXED if name in MIXED_ALL_OF else MIXED_FEW)
        if name == 'ldexp':
            pairs += [(f, i) for f in FLOATS for i in ('i8', 'i16', 'i32', 'i64')]
        for pair in dict.fromkeys(pairs):
            names = binary_tables(tables, name, *pair)
            yield {'name': name, 'in': list(names), **call(name, outer(tables, names))}
    # A single negative exponent anywhere is an error, and a count outside the bits shifts everything out.
    for dtype in ('i8', 'i16', 'i32', 'i64'):
        yield {'name': 'power', 'in': [dtype, dtype], **call('power', outer(tables, [dtype, dtype]))}
        for name in ('leftShift', 'rightShift'):
            yield {'name': name, 'in': [dtype, dtype], **call(name, outer(tables, [dtype, dtype]))}


def round_cases(tables):
    """round(a, decimals): NumPy scales by 10 ** decimals, rounds half to even, and scales back."""
    for dtype in [d for d in ALL if d != 'bool']:
        for decimals in (0, 1, 3, -1, -2):
            a = tables[dtype]
            with np.errstate(all='ignore'):
                # One at a time, as NumPy's vector loop turns what no longer fits u32 into something else (see make_casts).
                rounded = np.concatenate([np.round(a[i : i + 1], decimals) for i in range(a.size)])
                yield {'in': [dtype], 'decimals': decimals, 'out': [encode(rounded)]}
    for dtype in FLOATS:
        table = f'{dtype} long'
        for decimals in (0, 2, 5, -3):
            with np.errstate(all='ignore'):
                yield {'in': [table], 'decimals': decimals, 'out': [encode(np.round(tables[table], decimals))]}


def clip_cases(tables):
    """clip(a, lo, hi) with JS numbers, with null for no bound, with bounds that no element can have, and with arrays."""
    for dtype in ALL[1:]:
        a = tables[dtype]
        bounds = [(1, 3), (None, 3), (2, None), (3, 1), (-1, 2), (0, 300), (-(2**40), 2**40), (0.5, 2.5)]
        for low, high in bounds:
            try:
                result = {'out': [encode(np.clip(a, low, high))]}
            except (TypeError, ValueError, OverflowError) as exception:
                result = error_of(exception)
            yield {'in': [dtype], 'low': low, 'high': high, **result}
        lows, highs = a[::-1], np.roll(a, 2)
        yield {
            'in': [dtype],
            'low': encode(lows),
            'high': encode(highs),
            'out': [encode(np.clip(a, lows, highs))],
        }
    for name, value in (('f64', np.nan), ('f32', np.nan)):
        nans = np.full_like(tables[name], value)
        yield {'in': [name], 'low': encode(nans), 'high': None, 'out': [encode(np.clip(tables[name], nans, None))]}


def option_cases(tables):
    """dtype=, out= and where=: which casts they allow, and that elements outside `where` keep what out held."""
    a, b = np.array([0, 1, 2, 3, 7, 100]), np.array([1, 2, 3, 50, 5, 100])
    mask = np.array([True, False, True, True, False, True])
    for name, d1, d2 in [('add', 'u8', 'u8'), ('divide', 'i32', 'i32'), ('multiply', 'f64', 'f64'), ('less', 'i16', 'i16'),
                         ('sqrt', 'i32', None), ('bitwiseAnd', 'u16', 'u8'), ('add', 'bool', 'bool'), ('add', 'i32', 'i32'), ('exp', 'f64', None)]:  # fmt: skip
        function = getattr(np, snake(name))
        operands = [v.astype(DTYPES[d]) for v, d in ((a, d1), (b, d2)) if d]
        for dtype in ALL:
            for kind in ('dtype', 'out', 'where'):
                out = np.full(a.shape, 77).astype(DTYPES[dtype])
                options = {'dtype': {'dtype': DTYPES[dtype]}, 'out': {'out': out}, 'where': {'out': out, 'where': mask}}[kind]
                case = {'name': name, 'operands': [encode(o) for o in operands], 'option': kind, 'dtype': dtype}
                try:
                    with np.errstate(all='ignore'):
                        result = function(*operands, **options)
                    case['out'] = [encode(result)]
                except TypeError as exception:
                    case |= error_of(exception)
                if kind == 'where':
                    case['where'] = encode(mask)
                if name == 'exp' and 'out' in case:
                    case['ulp'] = True
                yield case


def make():
    tables = specials()
    cases = []
    for case in [*unary_cases(tables), *binary_cases(tables)]:
        if case['name'] in TRANSCENDENTAL and name_of_out(case) in FLOATS:
            case['ulp'] = True
        if case['name'] in ZERO_SIGN_OPEN:
            case['zeroSignOpen'] = True
        cases.append(case)
    content = {
        'tables': {name: encode(values) for name, values in tables.items()},
        'cases': cases,
        'round': list(round_cases(tables)),
        'clip': list(clip_cases(tables)),
        'options': list(option_cases(tables)),
    }
    write('ufuncs', content)
    return {key: len(value) for key, value in content.items()}


def name_of_out(case):
    return case['out'][0]['dtype'] if 'out' in case else None
