"""polynomials.json.gz: arithmetic of polynomials, their values, and polynomials through points."""

import numpy as np

from common import write
from make_linalg import Bounded


def arithmetic(calls, rng):
    whole = rng.integers(-9, 9, 5).astype('i4')
    whole[0] = 3
    polynomials = [whole, whole / 8, (whole / 8).astype('f4'), whole[:2], np.array([0.0, 0, 2, 1]), np.array([7], 'u1'), np.array([0, 0], 'i2'), whole > 0, np.array(2.5), whole.reshape(5, 1)]
    for p in polynomials:
        for q in polynomials:
            for name in ('polyadd', 'polysub', 'polymul', 'polydiv'):
                if name == 'polydiv' and not (q.ndim == 1 and q[0] != 0):
                    continue
                if p.ndim > 1 or q.ndim > 1:
                    if name == 'polymul':
                        calls.add(name, lambda: getattr(np, name)(p, q), p, q)
                    continue
                calls.add(name, lambda: getattr(np, name)(p, q), p, q, condition=1e3 if name == 'polydiv' else 1)
        if p.ndim == 1:
            for m in (0, 1, 2, 3, 6, -1):
                calls.add('polyder', lambda: np.polyder(p, m), p, m)
                calls.add('polyint', lambda: np.polyint(p, m), p, {'m': m})
            calls.add('polyint', lambda: np.polyint(p, 2, [3, 4]), p, {'m': 2, 'k': [3, 4]})
            calls.add('polyint', lambda: np.polyint(p, 3, 1.5), p, {'m': 3, 'k': 1.5})
            calls.add('polyint', lambda: np.polyint(p, 3, [1, 2]), p, {'m': 3, 'k': [1, 2]})
            for n in (None, 0, 1, 3):
                calls.add('vander', lambda: np.vander(p, n), p, *([] if n is None else [{'n': n}]))
            calls.add('vander', lambda: np.vander(p, 4, increasing=True), p, {'n': 4, 'increasing': True})
            if p.dtype != bool:
                calls.add('poly', lambda: np.poly(p), p, condition=100)
    calls.add('vander', lambda: np.vander(whole.reshape(5, 1)), whole.reshape(5, 1))
    calls.add('vander', lambda: np.vander(whole, -1), whole, {'n': -1})
    calls.add('poly', lambda: np.poly(np.zeros(0)), np.zeros(0))
    calls.add('poly', lambda: np.poly(np.zeros((2, 3))), np.zeros((2, 3)))
    calls.add('poly', lambda: np.poly(whole > 0), whole > 0)
    calls.add('polydiv', lambda: np.polydiv(np.array([1.0, np.nan, 2]), np.array([1.0, 1])), np.array([1.0, np.nan, 2]), np.array([1.0, 1]))
    exact = np.convolve([2.0, -3, 1], [1.0, 4])
    calls.add('polydiv', lambda: np.polydiv(exact, np.array([1.0, 4])), exact, np.array([1.0, 4]))


def values(calls, rng):
    grid = rng.integers(-5, 5, (3, 4)).astype('i2')
    for p in (np.array([2, -1, 3], 'i4'), np.array([0.5, 0, -1, 2]), np.array([1, 2], 'u1'), np.array([0.5, 3], 'f4'), np.zeros(0), np.array([True, False])):
        for x in (grid, grid / 8, (grid / 8).astype('f4'), grid > 0, np.array([np.inf, np.nan, -np.inf, 0.0]), np.array(1.5), np.zeros((2, 0)), grid.astype('u1')):
            calls.add('polyval', lambda: np.polyval(p, x), p, x)


def fits(calls, rng):
    x = np.linspace(-2, 3, 12)
    y = np.polyval([0.5, -1, 2, 3], x) + rng.normal(size=12) / 10
    both = np.stack([y, np.cos(x)], 1)
    w = rng.uniform(0.5, 2, 12)

    def fit(x, y, deg, **options):
        numpy = {key: value for key, value in options.items()}
        k = 1.0
        if np.ndim(x) == 1 and np.size(x) and deg >= 0 and np.isfinite(x).all():
            v = np.vander(np.asarray(x, float), deg + 1)
            v = v * np.asarray(w)[:, None] if 'w' in options and np.size(options['w']) == np.size(x) else v
            s = np.linalg.svdvals(v / np.sqrt((v * v).sum(0)))
            s = s[s > 1e-9 * s[0]]
            k = float(s[0] / s[-1]) ** 2 * (deg + 1)
        calls.add('polyfit', lambda: np.polyfit(x, y, deg, **numpy), x, y, deg, options, condition=k)

    for deg in (0, 1, 3, 5):
        fit(x, y, deg)
        fit(x, both, deg)
        fit(x, y, deg, w=w)
        fit(x, y.astype('f4'), deg)
        for options in ({'full': True}, {'cov': True}, {'cov': 'unscaled'}):
            fit(x, y, deg, **options)
            fit(x, both, deg, w=w, **options)
    whole = np.arange(6, dtype='i4')
    fit(whole, whole * whole, 2, full=False)
    fit(whole.astype('f4'), (whole * whole + 1).astype('f4'), 2)
    fit(whole.astype('f4'), (whole * whole % 5).astype('f4'), 2, full=True)
    fit(whole.astype('u1'), whole > 2, 1)
    # Fewer places than coefficients: of all polynomials through them the one of least norm.
    fit(np.array([0.0, 1, 1, 0]), np.array([1.0, 2, 4, 3]), 3, rcond=1e-9)
    fit(np.array([0.0, 1, 1, 0]), np.array([1.0, 2, 4, 3]), 3, rcond=1e-9, full=True)
    fit(x, y, 3, rcond=0.5)
    fit(x[:4], y[:4], 3, cov=True)
    fit(x[:4], y[:4], 3, cov='unscaled')
    for bad in ((x, y, -1), (both, y, 1), (x[:0], y[:0], 1), (x, y.reshape(3, 2, 2), 1), (x, y[:5], 1), (x, np.array(1.0), 1)):
        fit(*bad)
    fit(x, y, 1, w=w[:5])
    fit(x, y, 1, w=both)
    fit(np.where(x > 2, np.nan, x), y, 1)


def make():
    calls = Bounded()
    for number, part in enumerate((arithmetic, values, fits)):
        part(calls, np.random.default_rng(number + 40))
    write('polynomials', {'calls': calls.list})
    return f'polynomials: {len(calls.list)} calls'
