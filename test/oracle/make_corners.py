"""corners.json.gz: options together that are rarely met together, and types that meet through outputs, weights and defaults."""

import numpy as np

from common import DTYPES, write
from make_numerics import Calls


def outputs(calls, rng):
    """Sums are of the type asked for, then of a wider output's; what is narrower is cut to that type before the output's."""
    small = rng.integers(-100, 100, (6, 5)).astype('i1')
    wide = rng.integers(2**60, 2**62, (6, 5))
    single = (rng.normal(size=(6, 50)) * 1e3).astype('f4')
    for name, function in {'sum': np.sum, 'prod': np.prod, 'nansum': np.nansum}.items():
        for dtype, out in (('u8', 'i64'), ('i8', 'f64'), ('u16', 'f32'), ('i32', 'i16')):
            if name == 'nansum' and dtype == 'u16':
                continue
            target = np.zeros(5, DTYPES[out])
            run = lambda: function(small, axis=0, dtype=DTYPES[dtype], out=target.copy())
            calls.add(name, run, small, {'axis': 0, 'dtype': dtype, 'out': target})
        for keep in (None, 1):
            shape = (1, 1) if keep is None else (6, 1)
            target = np.zeros(shape)
            run = lambda: function(wide, axis=keep, keepdims=True, out=target.copy())
            calls.add(name, run, wide, {'axis': keep, 'keepdims': True, 'out': target})
    for name, function in {'cumsum': np.cumsum, 'cumprod': np.cumprod}.items():
        target = np.zeros(wide.shape)
        calls.add(name, lambda: function(wide, axis=1, out=target.copy()), wide, {'axis': 1, 'out': target})
    whole = np.round(single)
    for name, function in {'sum': np.sum, 'mean': np.mean, 'var': np.var, 'std': np.std, 'nanvar': np.nanvar}.items():
        for x in (whole, whole.astype('f8')):
            target = np.zeros((1, 1))
            run = lambda: function(x.astype('f8'), keepdims=True, out=target.copy())
            calls.add(name, run, x if name in ('sum', 'mean') else x.astype('f8'), {'keepdims': True, 'out': target})


def everything(calls, rng):
    """Over everything into an output: 0-d, also where `where` or NaN leaves elements out."""
    x = np.round(rng.normal(size=12) * 16) / 16
    x[3] = np.nan
    mask = np.arange(12) % 3 > 0
    for name in ('nanvar', 'nanstd', 'nanmean', 'nansum'):
        function = getattr(np, name)
        calls.add(name, lambda: function(x, out=np.zeros(())), x, {'axis': None, 'out': np.zeros(())})
    for name in ('var', 'std', 'mean'):
        function = getattr(np, name)
        y = np.nan_to_num(x)
        calls.add(name, lambda: function(y, where=mask, out=np.zeros(())), y, {'where': mask, 'out': np.zeros(())})
    for name in ('nansum', 'nanprod', 'nancumsum', 'nancumprod'):
        for dtype in ('i16', 'u64'):
            z = np.where(np.isnan(x), x, np.abs(np.trunc(x)) % 4)
            calls.add(name, lambda: getattr(np, name)(z, dtype=DTYPES[dtype]), z, {'dtype': dtype})
    for dtype in ('i16', 'u32'):
        calls.add('mean', lambda: np.mean(y, dtype=DTYPES[dtype]), y, {'dtype': dtype})
    for name in ('sum', 'prod'):
        calls.add(name, lambda: getattr(np, name)(y, dtype=np.bool_), y, {'dtype': 'bool'})
    calls.add('max', lambda: np.max(y.astype('i8'), keepdims=True), y.astype('i8'), {'keepdims': True})
    single = np.array(-3, 'i4')
    for name in ('sum', 'max', 'any', 'argmin', 'cumsum'):
        for axis in (0, -1, 1):
            calls.add(name, lambda: getattr(np, name)(single, axis=axis), single, {'axis': axis})


def meeting(calls, rng):
    """Weights, places, defaults: what the result's type comes of."""
    weights = np.round(rng.uniform(1, 9, 5), 1)
    for dtype in ('bool', 'u16', 'i64', 'f32', 'f64'):
        x = rng.integers(0, 2 if dtype == 'bool' else 100, (3, 5)).astype(DTYPES[dtype])
        for other in ('i16', 'i32', 'f32', 'f64'):
            w = weights.astype(DTYPES[other])
            calls.add('average', lambda: np.average(x, axis=1, weights=w), x, {'axis': 1, 'weights': w})
            if dtype not in ('bool', 'u16'):
                places = np.arange(5).astype(DTYPES[other])
                calls.add('trapezoid', lambda: np.trapezoid(x, places), x, {'x': places})
        if dtype != 'bool':
            for default in (0, 2.5):
                conditions = [x > 50, x > 20]
                choices = [x, x[0]]
                if dtype.startswith('f') or default == 0:
                    run = lambda: np.select(conditions, choices, default)
                    calls.add('select', run, conditions, choices, default)
    flags = [np.array([True, False]), np.array([False, True])]
    choices = [np.array([1.5, 2], 'f4'), np.array([True])]
    calls.add('select', lambda: np.select(flags, choices, 0), flags, choices, 0)
    large = np.array([2**62, 2**62 + 1, 5])
    unsigned = np.array([7, 2**63 + 2, 2**63 + 3], 'u8')
    calls.add('setxor1d', lambda: np.setxor1d(large, unsigned), large, unsigned)


def extended(calls, rng):
    """Differences with values before and after, and flat positions in either order."""
    x = rng.integers(-9, 9, (3, 4)).astype('i2')
    for axis in (0, -1):
        side = x[:, :2] if axis else x[:1]
        for extra in ({'prepend': side}, {'append': side}, {'prepend': side, 'append': side}):
            for n in (0, 1, 2):
                calls.add('diff', lambda: np.diff(x, n, axis, **extra), x, {'n': n, 'axis': axis, **extra})
        # A number leaves the type, as everywhere beside arrays; NumPy takes it for int64.
        calls.add('diff', lambda: np.diff(x, axis=axis, prepend=np.int16(2)), x, {'axis': axis, 'prepend': 2})
    empty = np.zeros((0, 3), 'i4')
    calls.add('diff', lambda: np.diff(empty, axis=0, append=x[:2, :3]), empty, {'axis': 0, 'append': x[:2, :3]})
    calls.add('diff', lambda: np.diff(x, axis=0, append=x[:, :2]), x, {'axis': 0, 'append': x[:, :2]})
    for order in 'CF':
        for shape in ((3, 4), (2, 3, 4)):
            flat = np.arange(0, np.prod(shape), 3)
            calls.add('unravelIndex', lambda: np.unravel_index(flat, shape, order), flat, shape, {'order': order})
            index = [np.arange(6) % extent for extent in shape]
            run = lambda: np.ravel_multi_index(tuple(index), shape, 'raise', order)
            calls.add('ravelMultiIndex', run, index, shape, {'order': order})
            beyond = [part * 2 - 1 for part in index]
            run = lambda: np.ravel_multi_index(tuple(beyond), shape, 'clip', order)
            calls.add('ravelMultiIndex', run, beyond, shape, {'mode': 'clip', 'order': order})


def limits(calls, rng):
    """Nothing where there is nothing to say so, ranges beyond their type, degrees beyond the polynomial."""
    for dtype, bounds in (('u8', (-4, 9)), ('u16', (-1, 3)), ('i8', (-5, 5)), ('i8', (-129, 3)), ('u8', (250, 260))):
        calls.add('arange', lambda: np.arange(*bounds, dtype=DTYPES[dtype]), *bounds, 1, dtype)
    none = np.zeros((0, 3), 'i4')
    for method in ('lower', 'inverted_cdf'):
        camel = {'inverted_cdf': 'invertedCdf'}.get(method, method)
        run = lambda: np.quantile(none, 0.5, axis=0, method=method)
        calls.add('quantile', run, none, 0.5, {'axis': 0, 'method': camel})
    x = rng.integers(0, 9, (2, 1, 3)).astype('f4')
    calls.add('squeeze', lambda: np.squeeze(x, None), x, None)
    calls.add('permuteDims', lambda: np.permute_dims(x), x)
    calls.add('pad', lambda: np.pad(x, 1, 'mean', stat_length=None), x, 1, 'mean', {'statLength': None})
    calls.add('polyder', lambda: np.polyder(np.array([1.0, 2, 3]), 9), np.array([1.0, 2, 3]), 9)
    for axis in (None, 0):
        calls.add('cumulativeSum', lambda: np.cumulative_sum(x, axis=axis), x, {'axis': axis})


def make():
    calls = Calls()
    rng = np.random.default_rng(20)
    for part in (outputs, everything, meeting, extended, limits):
        part(calls, rng)
    write('corners', {'calls': calls.list})
    return f'{len(calls.list)} calls'
