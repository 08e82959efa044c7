"""reductions.json.gz: every reduction over every axis of odd shapes, with its options, and where NumPy raises."""

import itertools
import warnings

import numpy as np

from common import DTYPES, FLOATS, INTS, encode, error_of, snake, write

ALL = list(DTYPES)
SHAPES = [(), (1,), (7,), (3, 5), (4, 3, 7), (0,), (0, 3), (3, 0), (2, 3, 1, 5)]
FEW = [(7,), (3, 5), (4, 3, 7)]
MAIN = ['f64', 'f32', 'i32', 'u8']

OVER_AXES = 'sum prod min max mean var std any all ptp countNonzero median'.split()
ONE_AXIS = 'argmin argmax cumsum cumprod'.split()
NAN_AXES = 'nansum nanprod nanmin nanmax nanmean nanvar nanstd nanmedian'.split()
NAN_ONE = 'nanargmin nanargmax nancumsum nancumprod'.split()
EVERY = [*OVER_AXES, *ONE_AXIS, *NAN_AXES, *NAN_ONE]
SINGLE = {*ONE_AXIS, *NAN_ONE}


def values(dtype, shape, seed):
    """Values of both signs; integers include the limits, so that a wrong accumulator shows."""
    rng = np.random.default_rng([seed, *shape])
    if dtype == 'bool':
        return rng.random(shape) < 0.6
    if dtype in FLOATS:
        return (rng.normal(size=shape) * 10 ** rng.uniform(-1, 2, shape)).astype(DTYPES[dtype])
    info = np.iinfo(DTYPES[dtype])
    wide = rng.integers(info.min, info.max, shape, DTYPES[dtype], endpoint=True)
    small = rng.integers(0 if info.min == 0 else -5, 6, shape).astype(DTYPES[dtype])
    return np.where(rng.random(shape) < 0.5, wide, small)


def with_nans(array, seed, share):
    result = array.copy()
    result[np.random.default_rng(seed).random(array.shape) < share] = np.nan
    return result


def inputs():
    """{ name: array }. The name says the dtype, the shape and what is special."""
    result = {}
    for dtype in ALL:
        for shape in SHAPES if dtype in MAIN else FEW:
            result[f'{dtype} {shape}'] = values(dtype, shape, 7)
    for dtype in FLOATS:
        for shape in FEW:
            result[f'{dtype} {shape} nan'] = with_nans(values(dtype, shape, 8), 3, 0.25)
            infinite = with_nans(values(dtype, shape, 9), 4, 0.1)
            spots = np.random.default_rng(5).random(shape)
            infinite[spots < 0.12] = np.inf
            infinite[spots > 0.9] = -np.inf
            result[f'{dtype} {shape} inf'] = infinite
        rows = values(dtype, (3, 5), 8)
        rows[1] = np.nan
        result[f'{dtype} (3, 5) row'] = rows
        result[f'{dtype} (7,) all'] = np.full(7, np.nan, DTYPES[dtype])
        result[f'{dtype} (7,) far'] = values(dtype, (7,), 8) + DTYPES[dtype](1e4)
    for dtype in ('i32', 'u8', 'f64', 'bool'):
        # Repeated extremes (the first one counts) and zeros for any, all and countNonzero.
        result[f'{dtype} (4, 6) ties'] = np.random.default_rng(6).integers(0, 3, (4, 6)).astype(DTYPES[dtype])
    result['bool (4, 3, 7) mask'] = np.random.default_rng(11).random((4, 3, 7)) < 0.6
    result['bool (7,) mask'] = np.array([True, False, True, True, False, False, True])
    result['bool (3, 1) mask'] = np.array([[True], [False], [True]])
    return result


def axes_of(name, ndim):
    yield None
    yield from range(ndim)
    if ndim:
        yield -1
        yield -ndim
    if ndim > 1 and name not in SINGLE:
        yield from ([0, 1], [0, -1], list(range(ndim)))
    if ndim > 2 and name not in SINGLE:
        yield [2, 0]


def tolerance(name, array, result, axis, options):
    """The bound on |contig - NumPy| for each element of a float result, or None where they must be equal.

    Sums lose at most a few eps * sum|x| in any order of summation; products as many eps as they have factors; variances
    eps * var, and the square of what the mean loses.
    """
    base = name.removeprefix('nan')
    if result.dtype.kind != 'f' or base not in ('sum', 'mean', 'cumsum', 'prod', 'cumprod', 'var', 'std'):
        return None
    eps = float(np.finfo(result.dtype).eps)
    wide = np.asarray(array, np.float64)
    size = np.where(np.isfinite(wide), np.abs(wide), 0)
    keep = {'axis': axis, 'keepdims': options.get('keepdims', False)}
    counted = ~np.isnan(wide) if name.startswith('nan') else np.ones(wide.shape, bool)
    if 'where' in options:
        counted = counted & options['where']
    total = np.sum(size, **keep, where=counted)
    mean = total / np.maximum(np.sum(counted, **keep), 1)
    if base in ('prod', 'cumprod'):
        bound = (array.size + 2) * eps * np.abs(result.astype(np.float64))
    elif base == 'cumsum':
        bound = 4 * eps * np.cumsum(size, axis)
    elif base == 'sum':
        bound = 4 * eps * (total + abs(options.get('initial', 0)))
    elif base == 'mean':
        bound = 4 * eps * mean
    else:
        variance = result.astype(np.float64) ** (2 if base == 'std' else 1)
        slack = 16 * eps * variance + (4 * eps * mean) ** 2
        bound = slack if base == 'var' else np.sqrt(variance + slack) - np.sqrt(np.maximum(variance - slack, 0))
    bound = np.broadcast_to(np.asarray(bound, np.float64), result.shape)
    return np.where(np.isfinite(bound) & np.isfinite(result), bound, 0)


def reduce(name, key, array, axis=None, masks=(), **options):
    """One case: the options as contig takes them, and NumPy's result, dtype and tolerance, or its error."""
    given = {k: v for k, v in options.items() if k != 'where'}
    case = {'name': name, 'in': key, 'axis': axis, **given}
    arguments = dict(options)
    if 'where' in options:
        case['where'] = options['where']
        arguments['where'] = masks[options['where']]
    if 'dtype' in options:
        arguments['dtype'] = DTYPES[options['dtype']]
    try:
        with warnings.catch_warnings(), np.errstate(all='ignore'):
            warnings.simplefilter('ignore')
            result = np.asarray(getattr(np, snake(name))(array, axis=tuple(axis) if isinstance(axis, list) else axis, **arguments))
    except (ValueError, TypeError) as exception:
        return {**case, **error_of(exception)}
    case['out'] = encode(result)
    with np.errstate(all='ignore'), warnings.catch_warnings():
        warnings.simplefilter('ignore')
        bound = tolerance(name, array, result, tuple(axis) if isinstance(axis, list) else axis, arguments)
    if bound is not None and np.any(bound):
        case['tolerance'] = encode(np.ascontiguousarray(bound))
    return case


def plain_cases(arrays):
    for name, (key, array) in itertools.product(EVERY, arrays.items()):
        if 'mask' in key or ('ties' in key and name not in ('argmin', 'argmax', 'any', 'all', 'countNonzero', 'median')):
            continue
        if ('row' in key or 'all' in key) and not name.startswith('nan'):
            continue
        for axis in axes_of(name, array.ndim):
            yield reduce(name, key, array, axis)


def keepdims_cases(arrays):
    for name in EVERY:
        if name.removeprefix('nan') in ('cumsum', 'cumprod'):
            continue
        for key in ('f64 (4, 3, 7)', 'i32 (3, 5)', 'f32 (0, 3)'):
            array = arrays[key]
            for axis in (None, 0, -1) if name in SINGLE else (None, 1, [0, -1]):
                yield reduce(name, key, array, axis, keepdims=True)


def option_cases(arrays):
    masks = {k: a for k, a in arrays.items() if 'mask' in k}
    cube, row, column = 'bool (4, 3, 7) mask', 'bool (7,) mask', 'bool (3, 1) mask'
    for dtype in ('f64', 'f32', 'i32', 'u8', 'bool', 'i64'):
        key = f'{dtype} (4, 3, 7)'
        array = arrays[key]
        for axis in (None, 0, 2, [0, 2]):
            for name, initial in (('sum', 10), ('prod', 2), ('min', 0), ('max', 100), ('nansum', 1), ('nanmax', 3)):
                if dtype == 'bool' and initial > 1:
                    continue
                yield reduce(name, key, array, axis, initial=initial)
                for mask in (cube, row, column):
                    yield reduce(name, key, array, axis, masks, initial=initial, where=mask)
            for name in ('sum', 'prod', 'mean', 'var', 'std', 'any', 'all', 'nansum', 'nanmean'):
                for mask in (cube, row):
                    yield reduce(name, key, array, axis, masks, where=mask)
            for name in ('var', 'std', 'nanvar', 'nanstd'):
                for ddof in (1, 2, 100):
                    yield reduce(name, key, array, axis, ddof=ddof)
    for source in ('u8', 'i32', 'f32', 'f64', 'bool', 'i64'):
        array = values(source, (3, 5), 7) if source not in FLOATS else arrays[f'{source} (3, 5)']
        for target in ('u8', 'i16', 'i32', 'u64', 'f32', 'f64'):
            if source in FLOATS and target not in FLOATS:
                continue  # what a float sum of an integer type truncates to is undefined for the values here
            for name in ('sum', 'prod', 'cumsum', 'cumprod', 'mean', 'var'):
                if name in ('mean', 'var') and target not in FLOATS:
                    continue
                if name == 'prod' and (source, target) == ('i64', 'f32'):
                    continue  # overflows in one order and meets a 0 in another
                for axis in (None, 0):
                    yield reduce(name, f'{source} (3, 5)', array, axis, dtype=target)
    for dtype in ('f64', 'i32'):
        array = arrays[f'{dtype} (3, 5)']
        for name in ('sum', 'max', 'any'):
            yield reduce(name, f'{dtype} (3, 5)', array, [])


def error_cases(arrays):
    for name in EVERY:
        for axis in (3, -4):
            yield reduce(name, 'f64 (4, 3, 7)', arrays['f64 (4, 3, 7)'], axis)
        if name not in SINGLE:
            for axis in ([0, 0], [1, -2], [0, 3]):
                yield reduce(name, 'f64 (4, 3, 7)', arrays['f64 (4, 3, 7)'], axis)
    masks = {k: a for k, a in arrays.items() if 'mask' in k}
    for name in ('min', 'max'):
        yield reduce(name, 'f64 (4, 3, 7)', arrays['f64 (4, 3, 7)'], 0, masks, where='bool (7,) mask')
    for name, key in itertools.product(('min', 'max', 'sum'), ('f64 (0,)', 'f64 (0, 3)')):
        yield reduce(name, key, arrays[key], 0, initial=5)


def make():
    arrays = inputs()
    plain = list(plain_cases(arrays))
    options = [*keepdims_cases(arrays), *option_cases(arrays), *error_cases(arrays)]
    write('reductions', {'inputs': {k: encode(a) for k, a in arrays.items()}, 'plain': plain, 'options': options})
    assert set(INTS) <= {key.split()[0] for key in arrays}
    return {'inputs': len(arrays), 'plain': len(plain), 'options': len(options)}
