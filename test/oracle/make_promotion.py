"""promotion.json.gz: the dtype of every operation on every pair of dtypes, and of arrays with weak scalars (NEP 50)."""

import numpy as np

from common import DTYPES, FLOATS, encode, error_of, half_free, name_of, snake, write
from make_ufuncs import BINARY, UNARY, ZERO_SIGN_OPEN
from reference import TRANSCENDENTAL, correct

ALL = list(DTYPES)

# A JS scalar as it is written in the vectors. NumPy sees numbers with an integral value as Python ints, other numbers as
# floats, bigints as ints, booleans as bools.
SCALARS = [
    ('number', 1), ('number', 2), ('number', 1.5), ('number', -1), ('number', 0), ('number', 300), ('number', -200),
    ('number', 2**31), ('number', 2**40), ('number', 0.1), ('number', 'NaN'), ('number', '-Infinity'), ('number', '-0'),
    ('bigint', 1), ('bigint', -3), ('bigint', 2**62), ('bigint', 2**63), ('bigint', 2**64), ('boolean', True), ('boolean', False),
]  # fmt: skip
OPERATIONS = """add subtract multiply divide floorDivide remainder power maximum arctan2 copysign less lessEqual greater
greaterEqual equal notEqual bitwiseAnd leftShift logicalAnd""".split()

COMPARISONS = ('less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual')


def pair_table(name):
    """One name per dtype of the second operand, one row per dtype of the first; '-' where NumPy has no loop."""

    def cell(a, b):
        operands = [np.ones(1, DTYPES[d]) for d in (a, b)]
        try:
            return ' '.join(name_of(o.dtype) for o in half_free(getattr(np, snake(name)), operands))
        except TypeError:
            return '-'

    return [[cell(a, b) for b in ALL] for a in ALL]


def unary_row(name):
    def cell(a):
        try:
            return ' '.join(name_of(o.dtype) for o in half_free(getattr(np, snake(name)), [np.ones(1, DTYPES[a])]))
        except TypeError:
            return '-'

    return [cell(a) for a in ALL]


def sample(dtype):
    """A few ordinary values and the limits of the dtype."""
    if dtype == 'bool':
        return np.array([False, True, True])
    if dtype in FLOATS:
        return np.array([0, 1, -2.5, 0.1, 300, 1e30], DTYPES[dtype])
    info = np.iinfo(DTYPES[dtype])
    return np.array([0, 1, 2, 7, info.max, info.min if info.min else 100], DTYPES[dtype])


def as_python(kind, value, dtype):
    """The Python scalar that stands for the JS one beside an array of this dtype."""
    if kind != 'number' or isinstance(value, int) and dtype not in FLOATS:
        return value
    if value == '-0' and dtype not in (*FLOATS, 'bool'):
        return 0
    return float(value)


def scalar_case(name, dtype, kind, value, left):
    array = sample(dtype)
    scalar = as_python(kind, value, dtype)
    if dtype == 'bool' and kind == 'number':
        # The intended difference: a JS number is an f64, also beside booleans, where a Python int would give int64.
        array, scalar = array.astype(np.float64), float(value)
    if name == 'power' and dtype not in FLOATS:
        array = array[:4]  # non-negative, so that only a negative scalar is an error
    operands = [scalar, array] if left else [array, scalar]
    try:
        with np.errstate(all='ignore'):
            outputs = half_free(getattr(np, snake(name)), operands)
    except (TypeError, ValueError, OverflowError) as exception:
        return error_of(exception), array
    out = outputs[0]
    if value == '-0' and scalar == 0 and out.dtype.kind == 'f' and array.dtype.kind != 'f':
        # JavaScript's -0 counts as an integer, and keeps its sign where the loop is one of floats.
        operands = [np.full(1, -0.0, out.dtype) if isinstance(o, int) else o.astype(out.dtype) for o in operands]
        with np.errstate(all='ignore'):
            out = getattr(np, snake(name))(*operands)
    if name in TRANSCENDENTAL and out.dtype.kind == 'f':
        loop = [np.asarray(o).astype(out.dtype) for o in operands]
        return {'out': encode(correct(name, loop, out)), 'ulp': True}, array
    return {'out': encode(out), **({'zeroSignOpen': True} if name in ZERO_SIGN_OPEN else {})}, array


def is_quirk(name, dtype, kind, value):
    """Where NumPy follows no rule of its own, or the intended difference leaves no operation."""
    if kind == 'bigint' and value >= 2**63:
        # Python ints beyond int64 raise where every other value is only asked for its truth or order.
        return name == 'logicalAnd' or (dtype == 'bool' and name in COMPARISONS)
    # Beside booleans a JS number is an f64, on which there are no bitwise operations.
    return dtype == 'bool' and kind == 'number' and name in ('bitwiseAnd', 'leftShift')


def scalar_cases():
    for dtype in ALL:
        for kind, value in SCALARS:
            for name in OPERATIONS:
                if is_quirk(name, dtype, kind, value):
                    continue
                for left in (False, True):
                    expected, array = scalar_case(name, dtype, kind, value, left)
                    yield {
                        'name': name,
                        'dtype': dtype,
                        'size': array.size,
                        'kind': kind,
                        'value': str(value).lower() if kind == 'boolean' else str(value),
                        'left': left,
                        **expected,
                    }


def make():
    with np.errstate(all='ignore'):
        pairs = {name: pair_table(name) for name in BINARY}
        unary = {name: unary_row(name) for name in UNARY}
    types = [[name_of(np.result_type(DTYPES[a], DTYPES[b])) for b in ALL] for a in ALL]
    scalars = list(scalar_cases())
    samples = {dtype: encode(sample(dtype)) for dtype in ALL}
    write('promotion', {'dtypes': ALL, 'resultType': types, 'binary': pairs, 'unary': unary, 'samples': samples, 'scalars': scalars})
    return {'pairs': 121 * (1 + len(pairs)), 'unary': 11 * len(unary), 'scalars': len(scalars)}
