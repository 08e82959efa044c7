"""numerics.json.gz: differences, closeness, windows, weights, correlation and quantiles, as plain calls."""

import numpy as np

from common import encode, error_of, write


class Calls:
    """Collects calls: arguments as JSON, arrays encoded, with NumPy's results or the class of its error."""

    def __init__(self):
        self.list = []

    def plain(self, value):
        if isinstance(value, np.ndarray):
            return {'array': encode(value)}
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.plain(item) for item in value]
        return value

    def add(self, name, run, *args):
        call = {'name': name, 'args': [self.plain(arg) for arg in args]}
        try:
            with np.errstate(all='ignore'):
                result = run()
            results = list(result) if isinstance(result, (tuple, list)) else [result]
            call['out'] = [encode(np.asarray(item)) for item in results]
        except RuntimeError as error:
            # How cov says that weights do not match.
            call.update(error_of(ValueError(str(error))))
        except (ArithmeticError, IndexError, ValueError, TypeError) as error:
            call.update(error_of(error))
        self.list.append(call)


def differences(calls, rng):
    whole = rng.integers(-50, 50, (4, 5)).astype('i4')
    for x in (whole, whole / 8, whole.astype('f4'), whole > 0, whole.astype('u1')):
        for n in (0, 1, 2, 6):
            for axis in (0, -1):
                calls.add('diff', lambda: np.diff(x, n, axis), x, {'n': n, 'axis': axis})
    calls.add('diff', lambda: np.diff(whole, -1), whole, {'n': -1})
    calls.add('diff', lambda: np.diff(whole, axis=2), whole, {'axis': 2})
    for x in (whole[0], whole / 8):
        calls.add('ediff1d', lambda: np.ediff1d(x), x)
        calls.add('ediff1d', lambda: np.ediff1d(x, to_begin=[-1, 0], to_end=[9]), x, {'toBegin': np.array([-1, 0], x.dtype), 'toEnd': np.array([9], x.dtype)})
    f = whole / 8
    places = np.array([0.0, 1, 1.5, 4, 4.25])
    for edge in (1, 2):
        calls.add('gradient', lambda: np.gradient(f[0], edge_order=edge), f[0], {'edgeOrder': edge})
        calls.add('gradient', lambda: np.gradient(f[0], 0.5, edge_order=edge), f[0], {'spacing': 0.5, 'edgeOrder': edge})
        calls.add('gradient', lambda: np.gradient(f[0], places, edge_order=edge), f[0], {'spacing': places, 'edgeOrder': edge})
        calls.add('gradient', lambda: np.gradient(f, edge_order=edge), f, {'edgeOrder': edge})
        calls.add('gradient', lambda: np.gradient(f, 2.0, places, edge_order=edge), f, {'spacing': [2.0, places], 'edgeOrder': edge})
        calls.add('gradient', lambda: np.gradient(f, axis=0, edge_order=edge), f, {'axis': 0, 'edgeOrder': edge})
    calls.add('gradient', lambda: np.gradient(whole[0]), whole[0])
    calls.add('gradient', lambda: np.gradient(f.astype('f4')), f.astype('f4'))
    calls.add('gradient', lambda: np.gradient(f[0][:1]), f[0][:1])
    calls.add('gradient', lambda: np.gradient(f[0], places[:3]), f[0], {'spacing': places[:3]})
    for x in (whole, f):
        calls.add('trapezoid', lambda: np.trapezoid(x), x)
        calls.add('trapezoid', lambda: np.trapezoid(x, dx=0.5, axis=0), x, {'dx': 0.5, 'axis': 0})
        calls.add('trapezoid', lambda: np.trapezoid(x, places), x, {'x': places})
    angles = np.cumsum(rng.uniform(-4, 4, (3, 6)), 1)
    calls.add('unwrap', lambda: np.unwrap(angles), angles)
    calls.add('unwrap', lambda: np.unwrap(angles, axis=0), angles, {'axis': 0})
    calls.add('unwrap', lambda: np.unwrap(angles, discont=4), angles, {'discont': 4})
    calls.add('unwrap', lambda: np.unwrap(angles, period=4), angles, {'period': 4})
    degrees = np.array([0, 90, 300, 10, -200], 'i4')
    calls.add('unwrap', lambda: np.unwrap(degrees, period=360), degrees, {'period': 360})


def closeness(calls):
    special = np.array([0.0, -0.0, 1, 1 + 1e-6, 1 + 1e-4, np.inf, -np.inf, np.nan, 1e-9, 1e10])
    pairs = [(special[:, None], special[None, :]), (special.astype('f4'), special), (np.array([1, 2, 3]), np.array([1, 2, 4])), (np.array([1, 2], 'u1'), np.array([1.0, 2.0]))]
    for a, b in pairs:
        for options in ({}, {'equalNan': True}, {'rtol': 1e-3}, {'atol': 1e-3, 'rtol': 0}):
            numpy = {{'equalNan': 'equal_nan'}.get(key, key): value for key, value in options.items()}
            calls.add('isclose', lambda: np.isclose(a, b, **numpy), a, b, options)
            calls.add('allclose', lambda: np.allclose(a, b, **numpy), a, b, options)
    ones = np.ones((2, 3))
    for a, b in [(ones, ones), (ones, ones[0]), (ones, ones * 2), (special, special), (np.zeros(0), np.zeros((0, 2)))]:
        calls.add('arrayEqual', lambda: np.array_equal(a, b), a, b)
        calls.add('arrayEqual', lambda: np.array_equal(a, b, equal_nan=True), a, b, {'equalNan': True})
        calls.add('arrayEquiv', lambda: np.array_equiv(a, b), a, b)
    for x in (special, special.astype('f4'), np.array([1, 2])):
        calls.add('nanToNum', lambda: np.nan_to_num(x), x)
        calls.add('nanToNum', lambda: np.nan_to_num(x, nan=-1, posinf=9, neginf=-9), x, {'nan': -1, 'posinf': 9, 'neginf': -9})


def windows(calls):
    for name in ('hamming', 'hanning', 'blackman', 'bartlett'):
        for m in (0, 1, 2, 5, 12):
            calls.add(name, lambda: getattr(np, name)(m), m)


def weighting(calls, rng):
    whole = rng.integers(-9, 9, (3, 4)).astype('i2')
    for x in (whole, whole / 8, (whole / 8).astype('f4')):
        calls.add('average', lambda: np.average(x), x)
        calls.add('average', lambda: np.average(x, axis=1), x, {'axis': 1})
        weights = rng.integers(1, 5, (3, 4)).astype('i4')
        calls.add('average', lambda: np.average(x, weights=weights), x, {'weights': weights})
        calls.add('average', lambda: np.average(x, axis=0, weights=weights), x, {'axis': 0, 'weights': weights})
        calls.add('average', lambda: np.average(x, axis=1, weights=[1.5, 2, 0, 1]), x, {'axis': 1, 'weights': [1.5, 2, 0, 1]})
        calls.add('average', lambda: np.average(x, axis=0, weights=[1, 2, 3], keepdims=True), x, {'axis': 0, 'weights': [1, 2, 3], 'keepdims': True})
        calls.add('average', lambda: np.average(x, weights=[1, 2, 3]), x, {'weights': [1, 2, 3]})
        calls.add('average', lambda: np.average(x[0], weights=[1, -1, 1, -1]), x[0], {'weights': [1, -1, 1, -1]})
    counts = rng.integers(0, 9, 40).astype('u1')
    calls.add('bincount', lambda: np.bincount(counts), counts)
    calls.add('bincount', lambda: np.bincount(counts, minlength=20), counts, {'minlength': 20})
    calls.add('bincount', lambda: np.bincount(counts.astype('i8'), weights=counts / 8), counts.astype('i8'), {'weights': counts / 8})
    calls.add('bincount', lambda: np.bincount(np.array([], 'i4')), np.array([], 'i4'))
    calls.add('bincount', lambda: np.bincount(whole[0] - 20), whole[0] - 20)
    calls.add('bincount', lambda: np.bincount(np.array([0.5])), np.array([0.5]))
    calls.add('bincount', lambda: np.bincount(counts, weights=[1, 2]), counts, {'weights': [1, 2]})


def correlation(calls, rng):
    m = rng.integers(-9, 9, (3, 5)).astype('i2')
    y = rng.integers(-9, 9, (2, 5)) / 4
    f, a = [1, 2, 0, 3, 1], [0.5, 1, 2, 0.25, 1]
    for x in (m, m / 4, (m / 4).astype('f4'), m[0]):
        calls.add('cov', lambda: np.cov(x), x)
        calls.add('corrcoef', lambda: np.corrcoef(x), x)
        for options in ({'ddof': 0}, {'bias': True}, {'ddof': 2}, {'fweights': f}, {'aweights': a}, {'fweights': f, 'aweights': a}, {'aweights': a, 'ddof': 0}):
            calls.add('cov', lambda: np.cov(x, **options), x, options)
    calls.add('cov', lambda: np.cov(m, rowvar=False), m, {'rowvar': False})
    calls.add('cov', lambda: np.cov(m, y), m, {'y': y})
    calls.add('corrcoef', lambda: np.corrcoef(m, y), m, {'y': y})
    calls.add('corrcoef', lambda: np.corrcoef(m / 4, rowvar=False), m / 4, {'rowvar': False})
    calls.add('cov', lambda: np.cov(np.zeros((2, 2, 2))), np.zeros((2, 2, 2)))
    calls.add('cov', lambda: np.cov(m, fweights=[1, 2]), m, {'fweights': [1, 2]})
    calls.add('cov', lambda: np.cov(m, aweights=[1, 1, -1, 1, 1]), m, {'aweights': [1, 1, -1, 1, 1]})
    for p, q in [(m[0], m[1][:3]), (m[0] / 4, m[1] / 4), (m[0][:2], m[1] / 4), (m[0].astype('f4'), m[1][:2].astype('f4')), (m[0][:1], m[1]), (m[0][:0], m[1]), (m, m[0])]:
        for mode in ('full', 'same', 'valid'):
            calls.add('convolve', lambda: np.convolve(p, q, mode), p, q, mode)
            calls.add('correlate', lambda: np.correlate(p, q, mode), p, q, mode)
    xp = np.array([-2.0, 0, 1, 4, 4.5])
    fp = np.array([3.0, -1, np.inf, 2, 2])
    x = np.array([[-3, -2, -1, -0.0, 0.5], [1, 2, 4, 4.25, 9], [np.nan, np.inf, -np.inf, 4.5, 1.25]])
    for values in (fp, m[0], m[1] / 4):
        calls.add('interp', lambda: np.interp(x, xp, values), x, xp, values)
        calls.add('interp', lambda: np.interp(x, xp, values, left=-7, right=8), x, xp, values, {'left': -7, 'right': 8})
    calls.add('interp', lambda: np.interp(x[:2], xp, m[0], period=5), x[:2], xp, m[0], {'period': 5})
    calls.add('interp', lambda: np.interp(x, xp[:1], fp[:1]), x, xp[:1], fp[:1])
    calls.add('interp', lambda: np.interp(x, xp, fp[:2]), x, xp, fp[:2])
    calls.add('interp', lambda: np.interp(x, xp[:0], fp[:0]), x, xp[:0], fp[:0])
    calls.add('interp', lambda: np.interp(x, xp, m[0], period=0), x, xp, m[0], {'period': 0})


METHODS = {
    'invertedCdf': 'inverted_cdf', 'averagedInvertedCdf': 'averaged_inverted_cdf', 'closestObservation': 'closest_observation',
    'interpolatedInvertedCdf': 'interpolated_inverted_cdf', 'hazen': 'hazen', 'weibull': 'weibull', 'linear': 'linear',
    'medianUnbiased': 'median_unbiased', 'normalUnbiased': 'normal_unbiased', 'lower': 'lower', 'higher': 'higher',
    'midpoint': 'midpoint', 'nearest': 'nearest',
}  # fmt: skip


def quantiles(calls, rng):
    whole = rng.integers(-50, 50, (5, 4)).astype('i4')
    holed = whole / 8
    holed[1, 2] = np.nan
    qs = np.array([0, 0.05, 0.1, 0.25, 0.3, 0.5, 0.625, 0.75, 0.9, 1])
    for method, numpy in METHODS.items():
        for x in (whole, whole / 8, whole.astype('u1'), holed):
            calls.add('quantile', lambda: np.quantile(x, qs, method=numpy), x, qs, {'method': method})
            calls.add('quantile', lambda: np.quantile(x, qs, axis=0, method=numpy), x, qs, {'axis': 0, 'method': method})
            calls.add('percentile', lambda: np.percentile(x, 35, axis=1, method=numpy), x, 35, {'axis': 1, 'method': method})
        single = (whole / 8).astype('f4')
        for q in (0.1, 0.25, 0.7):
            calls.add('quantile', lambda: np.quantile(single, q, axis=0, method=numpy), single, q, {'axis': 0, 'method': method})
        calls.add('quantile', lambda: np.quantile(single, qs, axis=0, method=numpy), single, qs, {'axis': 0, 'method': method})
    calls.add('quantile', lambda: np.quantile(whole, 0.3), whole, 0.3)
    calls.add('quantile', lambda: np.quantile(whole, [[0.1, 0.2], [0.3, 1]], axis=(0, 1), keepdims=True), whole, [[0.1, 0.2], [0.3, 1]], {'axis': [0, 1], 'keepdims': True})
    calls.add('percentile', lambda: np.percentile(whole, [0, 100]), whole, [0, 100])
    for q in (-0.1, 1.5):
        calls.add('quantile', lambda: np.quantile(whole, q), whole, q)
    calls.add('quantile', lambda: np.quantile(whole, 0.5, axis=2), whole, 0.5, {'axis': 2})


def make():
    calls = Calls()
    differences(calls, np.random.default_rng(7))
    closeness(calls)
    windows(calls)
    weighting(calls, np.random.default_rng(8))
    correlation(calls, np.random.default_rng(9))
    quantiles(calls, np.random.default_rng(10))
    write('numerics', {'calls': calls.list})
    return f'numerics: {len(calls.list)} calls'
