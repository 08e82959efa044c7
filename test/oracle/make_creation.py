"""creation.json.gz: arange, linspace, logspace, geomspace, eye, full, nested literals, and NumPy's names of the dtypes."""

import mpmath
import numpy as np
from mpmath import mp, mpf

from common import DTYPES, encode, error_of, name_of, write
from reference import FORMATS, power, rounded

EPS = float(np.finfo(np.float64).eps)

ARANGE = [[5], [0], [-3], [1, 4], [4, 1], [2, 2], [0, 10, 3], [10, 0, -3], [0, -10, -4], [0, 1, 0.1], [1, 1.3, 0.1], [1, 2, 0.1],
          [0.5, 3.7], [2.5], [-1, 1, 0.25], [1, 0, 0.5], [0, 1e-3, 1e-4], [1e6, 1e6 + 1, 0.1], [0, 7, 0.7], [100, -100, -33.3],
          [-5, 5], [0, 70], [3, 200, 13]]  # fmt: skip
LINSPACE = [(0, 1, 5), (0, 1, 11), (2, 3, 50), (-1, 1, 4), (1, 0, 7), (5, 5, 3), (0, 10, 1), (0, 10, 0), (0.1, 0.7, 13), (-3, 3, 5), (1e-300, 1e300, 9),
            (0, 5e-324, 3), (-0.5, 1e17, 6), (10, -10, 70)]  # fmt: skip
LOGSPACE = [(0, 3, 4), (-2, 2, 9), (1, 1, 2), (2, -3, 6), (0.5, 2.5, 7), (-300, 300, 5)]
GEOMSPACE = [(1, 1000, 4), (1, 256, 9), (1000, 1, 4), (-1000, -1, 4), (0.1, 0.7, 6), (2, 2, 3), (1e-10, 1e10, 21), (3, 7, 2)]
INTEGER = ['i8', 'u16', 'i32', 'i64']
LITERALS = [[1, 2, 3], [[1, 2], [3, 4], [5, 6]], [[[1], [2]], [[3], [4]]], [], [[]], [[], []], [1.5, -2], [True, False], [[True], [False]], 5, 2.5, True,
            [[1, 2], [3]], [1, [2]], [[1], 2], [[1, 2], [3, [4]]], [[[1, 2]], [[3]]], [[], [1]]]  # fmt: skip


def encode_call(arguments, options, result, **more):
    return {'args': arguments, 'options': options, 'out': encode(result), **more}


def arange_cases():
    for arguments in ARANGE:
        full = [0, *arguments, 1] if len(arguments) == 1 else [*arguments, 1][:3]
        start, stop, step = map(float, full)
        for dtype in ['f64', 'f32', *([] if any(a != int(a) for a in arguments) else INTEGER)]:
            if dtype == 'u16' and min(start, stop) < 0:
                continue
            values = np.arange(start, stop, step, DTYPES[dtype])
            yield encode_call([*full, dtype], {}, values)
            if dtype == 'f64':
                yield encode_call(arguments, {}, values)
    yield {'args': [0, 1, 0], 'options': {}, 'error': 'ZeroDivisionError'}


def linspace_cases():
    for start, stop, num in LINSPACE:
        for endpoint in (True, False):
            yield encode_call([start, stop, num], {'endpoint': endpoint}, np.linspace(start, stop, num, endpoint=endpoint))
            if abs(stop) < 1e9 and abs(start) < 1e9:
                for dtype in ('f32', 'i32', 'i8'):
                    result = np.linspace(start, stop, num, endpoint=endpoint, dtype=DTYPES[dtype])
                    yield encode_call([start, stop, num], {'endpoint': endpoint, 'dtype': dtype}, result)
    yield {'args': [0, 1, -1], 'options': {}, 'error': 'ValueError'}


def logspace_cases():
    """base ** linspace(start, stop): the exponents are NumPy's to the last bit, so the bound is power's 2 ULP."""
    for start, stop, num in LOGSPACE:
        for endpoint in (True, False):
            for base in (10, 2, 2.5):
                exponents = np.linspace(start, stop, num, endpoint=endpoint)
                with mp.workprec(300):
                    exact = [power(mpf(base), mpf(e)) if e else mpf(1) for e in exponents.tolist()]
                    result = np.array([rounded(v, *FORMATS[np.dtype(np.float64)]) for v in exact])
                numpy_result = np.logspace(start, stop, num, endpoint=endpoint, base=base)
                np.testing.assert_allclose(numpy_result, result, rtol=4 * EPS)
                options = {'endpoint': endpoint, **({} if base == 10 else {'base': base})}
                yield encode_call([start, stop, num], options, result, ulp=True)


def geomspace_cases():
    """The exact geometric sequence; rtol is what is lost through a logarithm and back, growing with the range."""
    for start, stop, num in GEOMSPACE:
        for endpoint in (True, False):
            with mp.workprec(300):
                log = mpmath.log(mpf(stop) / mpf(start))
                steps = max(num - 1 if endpoint else num, 1)
                exact = [mpf(start) * mpmath.exp(log * i / steps) for i in range(num)]
                if endpoint:
                    exact[-1] = mpf(stop)
                result = np.array([rounded(v, *FORMATS[np.dtype(np.float64)]) for v in exact])
                rtol = EPS * (4 + 2 * float(abs(log)))
            np.testing.assert_allclose(np.geomspace(start, stop, num, endpoint=endpoint), result, rtol=rtol)
            yield encode_call([start, stop, num], {'endpoint': endpoint}, result, rtol=rtol)
    for arguments in ([0, 10, 3], [1, 0, 3]):
        yield {'args': arguments, 'options': {}, 'error': 'ValueError'}


def eye_cases():
    for n, m, k in [(3, 3, 0), (0, 0, 0), (2, 4, 0), (4, 2, 1), (3, 5, 2), (5, 3, -2), (3, 3, 7), (3, 3, -7), (1, 1, 0)]:
        for dtype in DTYPES:
            yield {'n': n, 'm': m, 'k': k, 'out': encode(np.eye(n, m, k, DTYPES[dtype]))}


def full_cases():
    """value is [kind, text] of a JS scalar; without dtype a number makes f64 (NumPy: int64 or float64)."""
    values = [('number', 7), ('number', 1.7), ('number', -1), ('number', 300), ('number', 'NaN'), ('number', '-0'), ('bigint', 7),
              ('bigint', 2**63), ('bigint', -(2**63)), ('boolean', True)]  # fmt: skip
    for kind, value in values:
        for dtype in [None, *DTYPES]:
            if dtype is None and kind == 'bigint' and value >= 2**63:
                continue
            target = {'number': 'f64', 'bigint': 'i64', 'boolean': 'bool'}[kind] if dtype is None else dtype
            python = float(value) if isinstance(value, str) else value
            if value in ('-0', 'NaN') and target not in ('f32', 'f64'):
                continue  # undefined, or nothing to see
            if target == 'bool' and kind == 'bigint':
                continue  # NumPy raises beyond int64 even here, where any other int is only asked for its truth
            case = {'value': [kind, str(value).lower() if kind == 'boolean' else str(value)], 'dtype': dtype}
            try:
                yield {**case, 'out': encode(np.full((2, 3), python, DTYPES[target]))}
            except (OverflowError, ValueError) as exception:
                yield {**case, **error_of(exception)}


def literal_cases():
    for literal in LITERALS:
        try:
            plain = np.array(literal)
            result = plain if plain.dtype == np.bool_ else plain.astype(np.float64)
            yield {'literal': literal, 'out': encode(result)}
        except ValueError as exception:
            yield {'literal': literal, **error_of(exception)}


def dtype_names():
    """NumPy's names, float64 and <f8; not f8 or u8, which count bytes and so clash with contig's, which count bits."""
    for dtype, numpy in DTYPES.items():
        info = np.dtype(numpy)
        yield [dtype, *dict.fromkeys([info.name, info.str])]


def make():
    content = {
        'arange': list(arange_cases()),
        'linspace': list(linspace_cases()),
        'logspace': list(logspace_cases()),
        'geomspace': list(geomspace_cases()),
        'eye': list(eye_cases()),
        'full': list(full_cases()),
        'literal': list(literal_cases()),
        'names': list(dtype_names()),
    }
    assert {name_of(t) for t in DTYPES.values()} == set(DTYPES)
    write('creation', content)
    return {key: len(value) for key, value in content.items()}
