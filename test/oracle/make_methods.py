"""methods.json.gz: reduce, accumulate, outer and at, for ufuncs with and without identity, reorderable or not."""

import functools
import warnings

import numpy as np

from common import DTYPES, FLOATS, encode, error_of, snake, write

ALL = list(DTYPES)
NAMES = """add multiply subtract divide floorDivide remainder power maximum minimum fmax fmin hypot logaddexp arctan2 bitwiseAnd
bitwiseOr bitwiseXor leftShift gcd lcm logicalAnd logicalOr logicalXor copysign nextafter""".split()
# All axes of an operation whose order matters, on a type that it does not take: either error will do.
TWICE_WRONG = {('subtract', 'bool'), ('leftShift', 'f32'), ('leftShift', 'f64')}
# Float results of these depend on the order of summation, or on a library's last bits.
ROUNDED = {'add', 'multiply', 'hypot', 'logaddexp', 'power', 'arctan2'}


def values(dtype, shape):
    """Small values, so that no order of evaluation overflows a float; some exceed no 8-bit type."""
    rng = np.random.default_rng([1, *shape])
    if dtype == 'bool':
        return rng.random(shape) < 0.6
    if dtype in FLOATS:
        return rng.choice(np.array([-2.5, -1, 0.5, 1.5, 2, 3, 0.1]), shape).astype(DTYPES[dtype])
    return rng.integers(0 if dtype[0] == 'u' else 1, 7, shape).astype(DTYPES[dtype])


def reduce_of(name):
    """The ufunc's reduce, folded in Python where NumPy 2.4.6 with AVX-512 is wrong: along a contiguous axis its vector loops
    of power and arctan2 do not expect the output to be an operand, and answer f(first, last)."""
    function = getattr(np, snake(name))

    def fold(array, axis=0, keepdims=False, initial=None):
        dtype = function.reduce(array, axis=axis).dtype  # also raises where reduce does
        rows = list(np.moveaxis(array, axis, 0).astype(dtype))
        result = functools.reduce(function, rows if initial is None else [np.full_like(rows[0], initial), *rows])
        return np.expand_dims(result, axis) if keepdims else result

    return fold if name in ('power', 'arctan2') else function.reduce


def call(function, *arguments, **options):
    try:
        with np.errstate(all='ignore'), warnings.catch_warnings():
            warnings.simplefilter('ignore')
            result = np.asarray(function(*arguments, **options))
    except (ValueError, TypeError, IndexError) as exception:
        return error_of(exception)
    return {'out': encode(result)} if result.dtype != np.float16 else None


def bounded(name, array, case):
    """Adds the bound on the difference for float results that rounding in another order may change."""
    if 'out' in case and case['out']['dtype'] in FLOATS and name in ROUNDED:
        dtype = DTYPES[case['out']['dtype']]
        eps = float(np.finfo(dtype).eps)
        if name in ('add', 'logaddexp'):
            case['atol'] = 4 * eps * float(np.abs(array.astype(np.float64)).sum())
        else:
            case['rtol'] = 4 * eps * max(array.size, 2)  # as many roundings as operands
    return case


def reduce_cases():
    for name in NAMES:
        for dtype in ALL:
            array = values(dtype, (3, 4))
            for options in ({}, {'axis': 0}, {'axis': 1, 'keepdims': True}, {'axis': -1}, {'axis': None}, {'axis': 1, 'initial': 1}):
                if options == {'axis': None} and (name, dtype) in TWICE_WRONG:
                    continue
                result = call(reduce_of(name), array, **options)
                if result:
                    yield bounded(name, array, {'name': name, 'operand': f'{dtype} (3, 4)', 'options': options, **result})
        for shape in ((0, 3), (4, 3, 7)):
            array = values('f64' if name not in ('leftShift', 'gcd', 'lcm') and 'bitwise' not in name else 'i32', shape)
            key = f'{"f64" if array.dtype == np.float64 else "i32"} {shape}'
            for axis in (0, 1, -1, None, [0, 1]):
                result = call(reduce_of(name), array, axis=tuple(axis) if isinstance(axis, list) else axis)
                if result:
                    yield bounded(name, array, {'name': name, 'operand': key, 'options': {'axis': axis}, **result})


def accumulate_cases():
    for name in NAMES:
        function = getattr(np, snake(name))
        for dtype in ALL:
            array = values(dtype, (3, 4))
            for options in ({}, {'axis': 1}, {'axis': -2}):
                result = call(function.accumulate, array, **options)
                if result:
                    yield bounded(name, array, {'name': name, 'operand': f'{dtype} (3, 4)', 'options': options, **result})


def outer_cases():
    for name in NAMES:
        function = getattr(np, snake(name))
        for pair in (('f64', 'f64'), ('i32', 'i32'), ('u8', 'i16'), ('bool', 'bool'), ('f32', 'i8')):
            a, b = values(pair[0], (3, 4)), values(pair[1], (4, 3, 7))[0, :, :2]
            result = call(function.outer, a, b)
            if result:
                case = {'name': name, 'operand': f'{pair[0]} (3, 4)', 'other': encode(b), **result}
                yield bounded(name, np.concatenate([a.ravel(), b.ravel()]), case)


def at(function, array, indices, other):
    function.at(array, indices, other)
    return array


def at_cases():
    """Repeated indices count every time, negative ones from the end; values broadcast."""
    indices = [[0, 2, 2, -1, 0], [1], [], [3, 3, 3, 3, 3], [7], [-8]]
    for name in ('add', 'subtract', 'multiply', 'maximum', 'minimum', 'bitwiseXor', 'logicalAnd', 'power', 'floorDivide', 'leftShift'):
        function = getattr(np, snake(name))
        # Whether a result of i8 may go into bools NumPy does not check here; contig does.
        keeps_bool = name not in ('power', 'floorDivide', 'leftShift')
        for dtype in ('f64', 'f32', 'i32', 'u8', 'i64', *(['bool'] if keeps_bool else [])):
            refused = (name, dtype) in TWICE_WRONG or (name == 'bitwiseXor' and dtype in FLOATS)
            for index in indices[:4] if refused else indices:
                for repeat in (False, True):
                    array = values(dtype, (7,))
                    other = values(dtype, (1,) if repeat else (len(index),))
                    case = {'name': name, 'operand': f'{dtype} (7,)', 'indices': index, 'other': encode(other)}
                    yield {**case, **call(at, function, array, np.array(index, np.int64), other)}
    rows = np.array([1.0, 2, 3, 4])
    case = {'name': 'add', 'operand': 'f64 (3, 4)', 'indices': [0, 2, 0], 'other': encode(rows)}
    yield {**case, **call(at, np.add, values('f64', (3, 4)), np.array([0, 2, 0]), rows)}


def make():
    content = {
        'operands': {f'{d} {s}': encode(values(d, s)) for d in ALL for s in ((3, 4), (7,))}
        | {f'{d} {s}': encode(values(d, s)) for d in ('f64', 'i32') for s in ((0, 3), (4, 3, 7))},
        'reduce': list(reduce_cases()),
        'accumulate': list(accumulate_cases()),
        'outer': list(outer_cases()),
        'at': list(at_cases()),
    }
    write('methods', content)
    return {key: len(value) for key, value in content.items()}
