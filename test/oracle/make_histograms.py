"""histograms.json.gz: histograms, cross products, special functions, quantiles without NaN and cumulative forms.

`exact` must agree to the last bit, `close` within rounding, `ulp` within 2 ULP of mpmath's correctly rounded values.
"""

import warnings

import mpmath
import numpy as np

from common import DTYPES, FLOATS, INTS, encode, write
from make_numerics import METHODS, Calls

RULES = ['auto', 'fd', 'doane', 'scott', 'stone', 'rice', 'sturges', 'sqrt']
NUMBERS = [*INTS, *FLOATS]


def sample(rng, name, shape):
    """Small numbers of a type with repeats, or floats of every digit."""
    if name == 'bool':
        return rng.random(shape) < 0.5
    if name in FLOATS:
        return (rng.standard_normal(shape) * 10).astype(DTYPES[name])
    return rng.integers(0 if name[0] == 'u' else -60, 60, shape).astype(DTYPES[name])


def equal_bins(calls, rng):
    for name in NUMBERS + ['bool']:
        x = sample(rng, name, (13, 16))
        info = None if name == 'bool' or name in FLOATS else np.iinfo(x.dtype)
        wide = x if info is None else np.array([info.min, info.min + 1, 0, 1, info.max // 3, info.max - 1, info.max, info.max], x.dtype)
        for values in (x, wide):
            for bins in (1, 7, 10, 64):
                calls.add('histogram', lambda: np.histogram(values, bins), values, {'bins': bins})
        for limits in ([-20, 35], [0.1, 0.7], [-33.3, 33.3], [5, 5], [200, 300]):
            for bins in (3, 10):
                calls.add('histogram', lambda: np.histogram(x, bins, limits), x, {'bins': bins, 'range': limits})
        for weight in NUMBERS + ['bool']:
            w = sample(rng, weight, x.shape)
            calls.add('histogram', lambda: np.histogram(x, 6, weights=w), x, {'bins': 6, 'weights': w})
        calls.add('histogram', lambda: np.histogram(x), x)
        calls.add('histogramBinEdges', lambda: np.histogram_bin_edges(x), x)
        calls.add('histogramBinEdges', lambda: np.histogram_bin_edges(x, 3, (0, 1)), x, {'bins': 3, 'range': [0, 1]})


def at_edges(calls):
    """Values on the edges and next to them, where the scaled place alone would be off by one."""
    for dtype in (np.float64, np.float32):
        for low, high, bins in ((0.0, 1.0, 10), (-1.0, 2.0, 30), (0.1, 0.7, 7), (1e15, 1e15 + 99, 33), (-1e-300, 3e-300, 9), (0.0, 999.0, 999), (1e16, 1e16 + 20, 10)):
            if dtype is np.float32 and high < 1e-200:
                continue
            edges = np.linspace(low, high, bins + 1).astype(dtype)
            values = np.concatenate([edges, np.nextafter(edges, dtype(-np.inf)), np.nextafter(edges, dtype(np.inf)), [np.nan, np.inf, -np.inf]]).astype(dtype)
            calls.add('histogram', lambda: np.histogram(values, bins, (low, high)), values, {'bins': bins, 'range': [low, high]})
            inner = values[: bins + 1]
            calls.add('histogram', lambda: np.histogram(inner, bins), inner, {'bins': bins})
            calls.add('histogram', lambda: np.histogram(values, edges), values, {'bins': edges})


def long(calls):
    """More values than NumPy takes at once, whose sums it rounds block by block."""
    i = np.arange(70001)
    whole = (i * 7919 % 1000).astype('u2')
    calls.add('histogram', lambda: np.histogram(whole, 20), whole, {'bins': 20})
    for weights in ((i % 11 / 3).astype('f4'), (i % 200).astype('u1')):
        calls.add('histogram', lambda: np.histogram(whole, 20, weights=weights), whole, {'bins': 20, 'weights': weights})
    for values in ((i * 31 % 257 / 7), (i * 31 % 257 / 7).astype('f4')):
        calls.add('histogram', lambda: np.histogram(values, 20, weights=values), values, {'bins': 20, 'weights': values})
    points = np.stack([whole, whole[::-1]], 1)
    calls.add('histogram2d', lambda: np.histogram2d(*points.T, 3, weights=i % 11 / 3), points[:, 0], points[:, 1], {'bins': 3, 'weights': i % 11 / 3})


def given_edges(calls, rng):
    lists = [[-20, -5, 0, 1, 30], [0], [], [1, 1, 2, 2], [-0.5, 0.25, 0.25, 10.5], [10, 20], [-np.inf, 0, np.inf]]
    for name in NUMBERS + ['bool']:
        x = sample(rng, name, (9, 12))
        for edges in lists:
            edges = np.array(edges, float)
            calls.add('histogram', lambda: np.histogram(x, edges), x, {'bins': edges})
        for other in NUMBERS:
            edges = np.unique(sample(rng, other, 6))
            calls.add('histogram', lambda: np.histogram(x, edges), x, {'bins': edges})
        for weight in INTS:
            w = sample(rng, weight, x.shape)
            calls.add('histogram', lambda: np.histogram(x, [-20.0, -5, 0, 1, 30], weights=w), x, {'bins': [-20, -5, 0, 1, 30], 'weights': w})
    large = np.array([2**53, 2**53 + 1, 2**53 + 2, 2**53 + 3, 2**62])
    calls.add('histogram', lambda: np.histogram(large, large[1:3]), large, {'bins': large[1:3]})
    calls.add('histogram', lambda: np.histogram([1, 2, 3], [0, 2, 9], weights=large[:3]), np.array([1, 2, 3]), {'bins': np.array([0, 2, 9]), 'weights': large[:3]})
    holed = np.array([1.0, np.nan, 2.0, np.inf, -np.inf, 3.0])
    calls.add('histogram', lambda: np.histogram(holed, [0.0, 2, 3]), holed, {'bins': [0, 2, 3]})
    empty = np.zeros((0, 3))
    for options in ({}, {'bins': 4}, {'bins': 'auto'}, {'bins': [1.0, 2.0, 3.0]}, {'range': [2, 3]}):
        calls.add('histogram', lambda: np.histogram(empty, **options), empty, options)


def rules(calls, rng):
    for name in NUMBERS + ['bool']:
        for x in (sample(rng, name, (20, 15)), sample(rng, name, 37), sample(rng, name, 2), sample(rng, name, 1), np.ones(6, DTYPES[name])):
            for rule in RULES:
                with warnings.catch_warnings(action='ignore'):
                    calls.add('histogramBinEdges', lambda: np.histogram_bin_edges(x, rule), x, {'bins': rule})
                    calls.add('histogram', lambda: np.histogram(x, rule, (-8, 20)), x, {'bins': rule, 'range': [-8, 20]})
    skewed = np.round(rng.exponential(3, 1000) * 16) / 16
    for rule in RULES:
        calls.add('histogram', lambda: np.histogram(skewed, rule), skewed, {'bins': rule})


def errors(calls):
    x = np.array([1.0, 2, 3])
    bad = [
        {'bins': 0}, {'bins': -1}, {'bins': 2.5}, {'bins': 'best'}, {'bins': [3.0, 1, 2]}, {'bins': [[1.0, 2], [3, 4]]},
        {'range': [2, 1]}, {'weights': [1.0, 2]}, {'bins': 'auto', 'weights': [1.0, 2, 3]}, {'bins': 10, 'range': [1e300, 1e300]},
        {'range': [1, 2, 3]}, {'bins': 5, 'range': [-1e308, 1e308]},
    ]  # fmt: skip
    for options in bad:
        for name, function in (('histogram', np.histogram), ('histogramBinEdges', np.histogram_bin_edges)):
            calls.add(name, lambda: function(x, **options), x, options)
    for value in (np.nan, np.inf, -np.inf):
        spoiled = np.array([1.0, value, 3])
        calls.add('histogram', lambda: np.histogram(spoiled), spoiled)
        calls.add('histogram', lambda: np.histogram(spoiled, 'sqrt'), spoiled, {'bins': 'sqrt'})
        calls.add('histogramdd', lambda: np.histogramdd(spoiled), spoiled)
    p = np.arange(12.0).reshape(4, 3)
    for options in ({'bins': [1, 2]}, {'bins': 0}, {'bins': [1, 2, 2.5]}, {'bins': [[3.0, 1], 2, 2]}, {'range': [[0, 1]]}, {'range': [[1, 0], None, None]}, {'weights': [1.0, 2]}, {'weights': [[1.0, 2, 3, 4]]}, {'bins': [[[1.0, 2]], 2, 2]}):
        calls.add('histogramdd', lambda: np.histogramdd(p, **options), p, options)
    cube = np.zeros((2, 2, 2))
    calls.add('histogramdd', lambda: np.histogramdd(cube), cube)
    calls.add('histogram2d', lambda: np.histogram2d(x, x[:2]), x, x[:2])
    calls.add('histogram2d', lambda: np.histogram2d(p, p), p, p)
    calls.add('histogram2d', lambda: np.histogram2d(x, x, [5]), x, x, {'bins': [5]})
    calls.add('histogram2d', lambda: np.histogram2d(x, x, [1, 2, 0]), x, x, {'bins': [1.0, 2, 0]})


def grids(calls, rng):
    def flat(result):
        hist, edges = result
        return (hist, *edges)

    for name in NUMBERS + ['bool']:
        p = sample(rng, name, (80, 3))
        edges = np.array([-50.0, -5, 0, 0, 7, 60])
        for options in ({}, {'bins': 3}, {'bins': [2, 3, 4]}, {'bins': [2, edges, 1]}, {'bins': 2, 'range': [[-3, 9], None, [0, 40.5]]}):
            numpy = {key: value for key, value in options.items()}
            calls.add('histogramdd', lambda: flat(np.histogramdd(p, **numpy)), p, options)
        w = sample(rng, name, 80)
        calls.add('histogramdd', lambda: flat(np.histogramdd(p, 3, weights=w)), p, {'bins': 3, 'weights': w})
        lists = [p[:, 0], p[:, 1].astype('f4')]
        calls.add('histogramdd', lambda: flat(np.histogramdd(lists, 4)), lists, {'bins': 4})
        calls.add('histogramdd', lambda: flat(np.histogramdd(p[:, 0], 5)), p[:, 0], {'bins': 5})
        for options in ({}, {'bins': 4}, {'bins': [3, 5]}, {'bins': edges}, {'bins': [edges, 3]}, {'bins': [edges, edges[1:]]}, {'bins': 3, 'range': [[-9, 9], [0, 20]]}, {'weights': w}):
            calls.add('histogram2d', lambda: np.histogram2d(p[:, 0], p[:, 1], **options), p[:, 0], p[:, 1], options)


def densities(calls, rng):
    for name in NUMBERS:
        x = sample(rng, name, (8, 9))
        w = sample(rng, 'f64', x.shape)
        calls.add('histogram', lambda: np.histogram(x, 5, density=True), x, {'bins': 5, 'density': True})
        calls.add('histogram', lambda: np.histogram(x, [-30, 0, 0.5, 50], density=True), x, {'bins': [-30, 0, 0.5, 50], 'density': True})
        calls.add('histogram', lambda: np.histogram(x, 5, density=True, weights=w), x, {'bins': 5, 'density': True, 'weights': w})
        calls.add('histogram', lambda: np.histogram(x, [-30.0, 0, 0.5, 50], weights=w), x, {'bins': [-30, 0, 0.5, 50], 'weights': w})
        calls.add('histogramdd', lambda: (lambda h, e: (h, *e))(*np.histogramdd(x, 2, density=True)), x, {'bins': 2, 'density': True})
        calls.add('histogram2d', lambda: np.histogram2d(x[0], x[1], [2, [-60.0, 0, 60]], density=True), x[0], x[1], {'bins': [2, [-60, 0, 60]], 'density': True})
    x = np.array([1.0, 2, 3])
    calls.add('histogram', lambda: np.histogram(x, 2, (5, 6), density=True), x, {'bins': 2, 'range': [5, 6], 'density': True})


def crosses(calls, rng):
    for name in NUMBERS:
        for other in (name, 'i16', 'f32'):
            a, b = sample(rng, name, (4, 3)), sample(rng, other, (4, 3))
            with warnings.catch_warnings(action='ignore'):
                calls.add('cross', lambda: np.cross(a, b), a, b)
                calls.add('cross', lambda: np.cross(a[0], b), a[0], b)
                calls.add('cross', lambda: np.cross(a[:, :2], b), a[:, :2], b)
                calls.add('cross', lambda: np.cross(a, b[:, :2]), a, b[:, :2])
                calls.add('cross', lambda: np.cross(a[:, :2], b[:, :2]), a[:, :2], b[:, :2])
                calls.add('cross', lambda: np.cross(a[0, :2], b[0, :2]), a[0, :2], b[0, :2])
    a, b = rng.integers(-9, 9, (3, 2, 4)) / 4, rng.integers(-9, 9, (2, 4, 3)) / 4
    calls.add('cross', lambda: np.cross(a, b, axisa=0), a, b, {'axisa': 0})
    calls.add('cross', lambda: np.cross(a, b, 0, 2, 0), a, b, {'axisa': 0, 'axisb': 2, 'axisc': 0})
    calls.add('cross', lambda: np.cross(a, b, 0, -1, 1), a, b, {'axisa': 0, 'axisb': -1, 'axisc': 1})
    calls.add('cross', lambda: np.cross(a, a, axis=0), a, a, {'axis': 0})
    calls.add('cross', lambda: np.cross(a, b, 0, 2, axis=2), a, b, {'axisa': 0, 'axisb': 2, 'axis': 2})
    calls.add('cross', lambda: np.cross(a, b, axisa=3), a, b, {'axisa': 3})
    calls.add('cross', lambda: np.cross(a, b, axisa=0, axisc=3), a, b, {'axisa': 0, 'axisc': 3})
    calls.add('cross', lambda: np.cross(a, b), a, b)
    calls.add('cross', lambda: np.cross(b, b[:1, :3]), b, b[:1, :3])
    calls.add('cross', lambda: np.cross(a[0, 0] > 0, b[0, 0] > 0), a[0, 0, :3] > 0, b[0, 0] > 0)
    calls.add('cross', lambda: np.cross(b[0] > 0, b[0] > 0), b[0] > 0, b[0] > 0)
    nothing = np.zeros((0, 3))
    calls.add('cross', lambda: np.cross(nothing, nothing), nothing, nothing)


def special(calls, single, rng):
    for name in NUMBERS + ['bool']:
        x = sample(rng, name, (5, 7))
        # NumPy's sine of f32 is off by an ULP or two.
        (single if name == 'f32' else calls).add('sinc', lambda: np.sinc(x), x)
    for m in (-1, 0, 1, 2, 5, 12):
        for beta in (0, 0.5, 5, 8.6, 14, -3):
            calls.add('kaiser', lambda: np.kaiser(m, beta), m, beta)


def bessel(calls, rng):
    """NumPy's own i0 is off by several ULP: mpmath says what is right."""

    def exact(x):
        with mpmath.workdps(60):
            wide = [mpmath.besseli(0, mpmath.mpf(abs(float(value)))) for value in x.ravel()]
            limit = mpmath.mpf(float(np.finfo(x.dtype).max))
            values = [float('inf') if value > limit else float(value) for value in wide]
        return np.array(values, 'f8').astype(x.dtype).reshape(x.shape)

    near = [0.0, -0.0, 1e-300, 1e-9, 1e-8, 12.0, np.nextafter(12.0, 13), 8.0, 708.9, 709.0, 709.1, 713.5, 713.98]
    for x in (np.array(near), rng.uniform(-12, 12, (30, 40)), rng.uniform(12, 40, (30, 40)), rng.uniform(-713, 713, (30, 40))):
        calls.add('i0', lambda: exact(x), x)
        small = x.astype('f4')[..., :16]
        small = np.where(abs(small) > 85, small / 16, small)
        calls.add('i0', lambda: exact(small), small)
    for name in INTS:
        x = sample(rng, name, (3, 4))
        calls.add('i0', lambda: exact(x.astype('f8')), x)


def quantiles(calls, rng):
    whole = rng.integers(-50, 50, (5, 6)).astype('i4')
    holed = whole / 8
    holed[rng.random(holed.shape) < 0.3] = np.nan
    holed[2] = np.nan
    holed[:, 4] = np.nan
    qs = np.array([0, 0.05, 0.3, 0.5, 0.625, 0.9, 1])
    for method, numpy in METHODS.items():
        with warnings.catch_warnings(action='ignore'):
            for x in (whole, whole.astype('u1'), whole / 8, holed):
                calls.add('nanquantile', lambda: np.nanquantile(x, qs, method=numpy), x, qs, {'method': method})
                for axis in (0, 1):
                    calls.add('nanquantile', lambda: np.nanquantile(x, qs, axis, method=numpy), x, qs, {'axis': axis, 'method': method})
                calls.add('nanpercentile', lambda: np.nanpercentile(x, 35, 1, method=numpy), x, 35, {'axis': 1, 'method': method})
            single = holed.astype('f4')
            for q in (0.1, 0.25, 0.7):
                calls.add('nanquantile', lambda: np.nanquantile(single, q, 0, method=numpy), single, q, {'axis': 0, 'method': method})
            random = rng.random((4, 9)).astype('f4')
            calls.add('nanquantile', lambda: np.nanquantile(random, qs, 1, method=numpy), random, qs, {'axis': 1, 'method': method})
            calls.add('quantile', lambda: np.quantile(random, qs, 1, method=numpy), random, qs, {'axis': 1, 'method': method})
    cube = np.stack([holed, holed[::-1], whole / 4])
    with warnings.catch_warnings(action='ignore'):
        calls.add('nanquantile', lambda: np.nanquantile(cube, [0.1, 0.3, 1], axis=(0, 2), keepdims=True), cube, [0.1, 0.3, 1], {'axis': [0, 2], 'keepdims': True})
        calls.add('nanquantile', lambda: np.nanquantile(holed, 0.4), holed, 0.4)
        calls.add('nanquantile', lambda: np.nanquantile(holed[2], 0.4), holed[2], 0.4)
        calls.add('nanpercentile', lambda: np.nanpercentile(holed[0], [0, 100]), holed[0], [0, 100])
        calls.add('nanquantile', lambda: np.nanquantile(np.zeros((0, 3)), 0.4, 0), np.zeros((0, 3)), 0.4, {'axis': 0})
    for q in (-0.1, 1.5):
        calls.add('nanquantile', lambda: np.nanquantile(holed, q), holed, q)
    calls.add('nanpercentile', lambda: np.nanpercentile(holed, 101), holed, 101)
    calls.add('nanquantile', lambda: np.nanquantile(holed, 0.5, axis=2), holed, 0.5, {'axis': 2})
    calls.add('nanquantile', lambda: np.nanquantile(holed, 0.5, method='best'), holed, 0.5, {'method': 'best'})


def cumulative(calls, rng):
    forms = (('cumulativeSum', np.cumulative_sum), ('cumulativeProd', np.cumulative_prod))
    for name in NUMBERS + ['bool']:
        x = sample(rng, name, (3, 4, 2))
        if name in FLOATS:
            x = np.round(x) / 4
        for call, function in forms:
            for axis in (0, 1, -1):
                for initial in (False, True):
                    calls.add(call, lambda: function(x, axis=axis, include_initial=initial), x, {'axis': axis, 'includeInitial': initial})
            calls.add(call, lambda: function(x[0, :, 0]), x[0, :, 0])
            calls.add(call, lambda: function(x[0, :, 0], include_initial=True), x[0, :, 0], {'includeInitial': True})
            calls.add(call, lambda: function(x, axis=1, dtype='f8', include_initial=True), x, {'axis': 1, 'dtype': 'f64', 'includeInitial': True})
            calls.add(call, lambda: function(x), x)
    for call, function in forms:
        for shape in ((0,), (0, 3)):
            nothing = np.zeros(shape)
            for axis in range(len(shape)):
                calls.add(call, lambda: function(nothing, axis=axis, include_initial=True), nothing, {'axis': axis, 'includeInitial': True})
        calls.add(call, lambda: function(np.ones(3), axis=1), np.ones(3), {'axis': 1})
        small = np.array([100, 100, 3], 'u1')
        calls.add(call, lambda: function(small, dtype='u1', include_initial=True), small, {'dtype': 'u8', 'includeInitial': True})


def vectors(calls, rng):
    for name in NUMBERS + ['bool']:
        m, v, w = sample(rng, name, (2, 3, 4)), sample(rng, name, (5, 1, 4)), sample(rng, name, (5, 2, 3))
        if name in FLOATS:
            m, v, w = np.round(m), np.round(v), np.round(w)
        calls.add('matvec', lambda: np.matvec(m, v), m, v)
        calls.add('matvec', lambda: np.matvec(m[0], v[0, 0]), m[0], v[0, 0])
        calls.add('matvec', lambda: np.matvec(m[0], v), m[0], v)
        calls.add('vecmat', lambda: np.vecmat(w, m), w, m)
        calls.add('vecmat', lambda: np.vecmat(w[0, 0], m[0]), w[0, 0], m[0])
        calls.add('vecmat', lambda: np.vecmat(w[0], m[0]), w[0], m[0])
        calls.add('matvec', lambda: np.matvec(m, v[..., :3]), m, v[..., :3])
        calls.add('vecmat', lambda: np.vecmat(v, m), v, m)
        calls.add('matvec', lambda: np.matvec(m, w[:3, 0, 0]), m, w[:3, 0, 0])
    m, v = np.ones((3, 4)), np.ones(4)
    calls.add('matvec', lambda: np.matvec(m, v.astype('i4')), m, v.astype('i4'))
    calls.add('matvec', lambda: np.matvec(np.zeros((3, 0)), np.zeros(0)), np.zeros((3, 0)), np.zeros(0))
    calls.add('vecmat', lambda: np.vecmat(np.zeros(0), np.zeros((0, 2))), np.zeros(0), np.zeros((0, 2)))
    calls.add('matvec', lambda: np.matvec(v, v), v, v)
    calls.add('vecmat', lambda: np.vecmat(v, v), v, v)
    calls.add('matvec', lambda: np.matvec(m, 2.0), m, 2.0)
    calls.add('vecmat', lambda: np.vecmat(2.0, m), 2.0, m)
    stack = np.ones((2, 3, 4))
    calls.add('matvec', lambda: np.matvec(stack, np.ones((3, 4))), stack, np.ones((3, 4)))


def rolled(calls):
    x = np.arange(24).reshape(2, 3, 4)
    for axis in range(-4, 4):
        for start in range(-4, 5):
            calls.add('rollaxis', lambda: np.rollaxis(x, axis, start), x, axis, start)
        calls.add('rollaxis', lambda: np.rollaxis(x, axis), x, axis)


def make():
    groups = {name: Calls() for name in ('exact', 'close', 'ulp', 'long')}
    exact, close = groups['exact'], groups['close']
    with warnings.catch_warnings(action='ignore'):
        equal_bins(exact, np.random.default_rng(21))
        at_edges(exact)
        given_edges(exact, np.random.default_rng(22))
        rules(exact, np.random.default_rng(23))
        errors(exact)
        grids(exact, np.random.default_rng(24))
        crosses(exact, np.random.default_rng(26))
        cumulative(exact, np.random.default_rng(27))
        vectors(exact, np.random.default_rng(28))
        rolled(exact)
        densities(close, np.random.default_rng(25))
        special(close, groups['ulp'], np.random.default_rng(29))
        quantiles(close, np.random.default_rng(30))
        bessel(groups['ulp'], np.random.default_rng(31))
        long(groups['long'])
    write('histograms', {key: group.list for key, group in groups.items()})
    return f'histograms: {sum(len(group.list) for group in groups.values())} calls'
