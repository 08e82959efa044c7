"""linalg.json.gz: factorizations, equations, norms and least squares, with the bound that the condition of each sets."""

import warnings

import numpy as np

from common import encode, error_of, write
from make_numerics import Calls

EPS = np.finfo(np.float64).eps
SAFETY = 16


class Bounded(Calls):
    """Calls whose results are compared within a bound, relative to the largest element of each."""

    def add(self, name, run, *args, condition=1.0):
        """`condition`: how many times eps an answer may be off by, besides the order of the matrix."""
        call = {'name': name, 'args': [self.plain(arg) for arg in args]}
        try:
            with warnings.catch_warnings(), np.errstate(all='ignore'):
                warnings.simplefilter('ignore')
                result = run()
            results = list(result) if isinstance(result, tuple) else [result]
            results = [np.asarray(item) for item in results]
            call['out'] = [encode(item) for item in results]
            call['atol'] = [self.bound(item, args, condition) for item in results]
        except np.linalg.LinAlgError:
            call['error'] = 'LinAlgError'
        except (ArithmeticError, IndexError, ValueError, TypeError) as error:
            call.update(error_of(error))
        self.list.append(call)

    def plain(self, value):
        if isinstance(value, float) and not np.isfinite(value):
            return {'number': str(value).replace('inf', 'Infinity')}
        return super().plain(value)

    @staticmethod
    def bound(result, args, condition):
        if result.dtype.kind != 'f' or result.size == 0:
            return 0
        single = any(isinstance(a, np.ndarray) and a.dtype == np.float32 for a in args) or result.dtype == np.float32
        order = max([4, *(max(a.shape, default=1) for a in args if isinstance(a, np.ndarray))])
        finite = np.abs(result[np.isfinite(result)]).max(initial=0)
        own = 4 * np.finfo(np.float32).eps if single and result.dtype == np.float32 else 0
        return float((SAFETY * order * EPS * condition + own) * finite)


def condition_of(a):
    s = np.linalg.svd(np.asarray(a, np.float64), compute_uv=False)
    return float(s[..., 0].max() / s[..., -1].min()) if s.size and s.min() > 0 else 1e3


def is_huge(a):
    """Whether powers of the elements leave the range of f64."""
    return a.size > 0 and float(np.abs(a).max()) > 1e100


def samples(rng):
    """Square and rectangular matrices of several types, alone and in stacks."""
    whole = rng.integers(-9, 9, (4, 4)).astype('i4')
    whole += 12 * np.eye(4, dtype='i4')
    yield whole
    yield rng.normal(size=(4, 4)).astype('f4')
    yield rng.integers(0, 9, (3, 3)).astype('u1') + 9 * np.eye(3, dtype='u1')
    yield rng.random((2, 2)) < 2
    yield rng.normal(size=(1, 1))
    yield rng.normal(size=(9, 9))
    yield rng.normal(size=(2, 3, 4, 4))
    yield rng.normal(size=(20, 20)) @ np.diag(10.0 ** -np.arange(0, 10, 0.5))
    yield rng.normal(size=(30, 5))
    yield rng.normal(size=(5, 30)).astype('f4')
    yield rng.normal(size=(3, 2, 4))
    yield rng.normal(size=(3, 1))
    yield rng.normal(size=(1, 3))
    yield rng.normal(size=(3, 3)) * 1e200
    yield rng.normal(size=(3, 4)) * 1e-250
    for shape in ((0, 0), (0, 3), (3, 0), (0, 3, 3), (2, 0, 0), (2, 3, 0)):
        yield np.zeros(shape)


def deficient(rng):
    """Matrices whose rank is below their order."""
    yield np.zeros((3, 3))
    yield np.ones((5, 3))
    yield (rng.normal(size=(6, 2)) @ rng.normal(size=(2, 4))).astype('f8')
    yield rng.integers(-5, 5, (4, 2)).astype('i8') @ rng.integers(-5, 5, (2, 5)).astype('i8')


def singular_values(calls, rng):
    for a in [*samples(rng), *deficient(rng), np.array([[np.nan, 1], [2, 3]]), np.array([1.0, 2])]:
        for options in ({}, {'fullMatrices': False}):
            if np.isnan(a).any() or a.ndim < 2:
                calls.add('svd', lambda: np.linalg.svd(a), a, options)
            else:
                # Vectors have arbitrary signs: the test multiplies them. Shapes and values are NumPy's.
                calls.add('svd', lambda: tuple(np.linalg.svd(a, full_matrices=not options)), a, options)
        calls.add('svdvals', lambda: np.linalg.svdvals(a), a)
        calls.add('svd', lambda: np.linalg.svd(a, compute_uv=False), a, {'computeUv': False})
        calls.add('matrixRank', lambda: np.linalg.matrix_rank(a), a)
        calls.add('matrixRank', lambda: np.linalg.matrix_rank(a, tol=1.5), a, {'tol': 1.5})
        calls.add('matrixRank', lambda: np.linalg.matrix_rank(a, rtol=0.5), a, {'rtol': 0.5})
        calls.add('pinv', lambda: np.linalg.pinv(a, rcond=1e-11), a, {'rcond': 1e-11}, condition=1e6 if a.shape == (20, 20) else 100)
        calls.add('pinv', lambda: np.linalg.pinv(a, rtol=1e-11), a, {'rtol': 1e-11}, condition=1e6 if a.shape == (20, 20) else 100)
    stack = rng.normal(size=(3, 2, 4))
    calls.add('matrixRank', lambda: np.linalg.matrix_rank(stack, tol=[0.1, 9, 1]), stack, {'tol': [0.1, 9, 1]})
    calls.add('pinv', lambda: np.linalg.pinv(stack, rcond=np.array([0.1, 0.9, 0.5])), stack, {'rcond': [0.1, 0.9, 0.5]}, condition=100)
    calls.add('pinv', lambda: np.linalg.pinv(np.eye(2), rcond=0.1, rtol=0.1), np.eye(2), {'rcond': 0.1, 'rtol': 0.1})
    calls.add('matrixRank', lambda: np.linalg.matrix_rank(np.eye(2), tol=0.1, rtol=0.1), np.eye(2), {'tol': 0.1, 'rtol': 0.1})
    for vector in (np.zeros(3), np.array([0.0, 2]), np.array(5.0)):
        calls.add('matrixRank', lambda: np.linalg.matrix_rank(vector), vector)


def squares(calls, rng):
    for a in [*samples(rng), np.zeros((3, 3)), np.array([[1.0, 2], [2, 4]]), np.array([[np.nan, 1], [2, 3]]), np.array(1.0)]:
        finite = a.ndim >= 2 and a.shape[-1] == a.shape[-2] and np.isfinite(a).all()
        k = condition_of(a) if finite and a.size and np.abs(np.linalg.det(a)).min() > 0 else 1.0
        calls.add('det', lambda: np.linalg.det(a), a, condition=k)
        calls.add('slogdet', lambda: tuple(np.linalg.slogdet(a)), a, condition=k)
        if np.isnan(a).any():
            # What of an inverse is NaN depends on the order of work.
            continue
        calls.add('inv', lambda: np.linalg.inv(a), a, condition=k)
        for n in (0, 1, 2, 3, 5, -1, -3):
            if not is_huge(a):
                calls.add('matrixPower', lambda: np.linalg.matrix_power(a, n), a, n, condition=k ** max(1, -n))
        for p in (None, 2, -2, 1, -1, np.inf, -np.inf, 'fro', 'nuc'):
            if a.size and not is_huge(a):
                calls.add('cond', lambda: np.linalg.cond(a, p), a, *([] if p is None else [p]), condition=k)
        calls.add('matrixPower', lambda: np.linalg.matrix_power(a, 1.5), a, 1.5)
        if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
            continue
        n = a.shape[-1]
        for b in (rng.normal(size=n), rng.normal(size=(n, 3)).astype('f4'), rng.integers(-9, 9, (2, 1, n, 2)).astype('i4'), rng.normal(size=n + 1)):
            calls.add('solve', lambda: np.linalg.solve(a, b), a, b, condition=k)
        if np.linalg.matrix_rank(a, rtol=1e-6).min(initial=n) == n and not is_huge(a):
            symmetric = a.astype('f8') @ np.swapaxes(a.astype('f8'), -1, -2)
            symmetric = symmetric.astype(a.dtype) if a.dtype == np.float32 else symmetric
            lopsided = np.tril(symmetric) + 7 * np.triu(np.ones((n, n), a.dtype if a.dtype == np.float32 else 'f8'), 1)
            calls.add('cholesky', lambda: np.linalg.cholesky(lopsided), lopsided, condition=k * k)
            calls.add('cholesky', lambda: np.linalg.cholesky(symmetric, upper=True), symmetric, {'upper': True}, condition=k * k)
        calls.add('cholesky', lambda: np.linalg.cholesky(-a.astype('f8')), -a.astype('f8'))
    calls.add('matrixPower', lambda: np.linalg.matrix_power(np.array([[200, 1], [1, 0]], 'u1'), 7), np.array([[200, 1], [1, 0]], 'u1'), 7)
    calls.add('cond', lambda: np.linalg.cond(np.zeros((0, 0))), np.zeros((0, 0)))
    # Values whose product leaves the range of f64 on the way.
    wide = np.diag([1e200, 1e200, 1e-300, 1e-90])
    calls.add('det', lambda: np.linalg.det(wide), wide, condition=100)


def factors(calls, rng):
    for a in [*samples(rng), *deficient(rng), np.array([1.0])]:
        if a.ndim >= 2 and a.shape in ((5, 3), (6, 4), (4, 5), (3, 3)) and np.linalg.matrix_rank(a) < min(a.shape):
            # Columns of Q that rounding decides: the test multiplies, and R alone is compared where it is exact.
            continue
        k = condition_of(a[..., : min(a.shape)]) if a.size and a.ndim >= 2 and not is_huge(a) else 1e3
        for mode in ('reduced', 'complete', 'r', 'raw'):
            calls.add('qr', lambda: tuple(r) if isinstance(r := np.linalg.qr(a, mode), tuple) else r, a, mode, condition=k)
    calls.add('qr', lambda: np.linalg.qr(np.eye(2), 'other'), np.eye(2), 'other')


def norms(calls, rng):
    whole = rng.integers(-9, 9, (3, 4)).astype('i2')
    arrays = [whole, whole / 8, (whole / 8).astype('f4'), whole > 0, rng.normal(size=(2, 3, 4)), whole[0], np.array(-3.0), np.zeros((2, 0)), np.zeros(0), np.array([[1.0, np.nan], [2, 3]]), np.array([0.0, np.inf, -1])]
    orders = [None, 'fro', 'nuc', np.inf, -np.inf, 0, 1, -1, 2, -2, 3, 0.5, -1.5]
    for x in arrays:
        for order in orders:
            # The smallest singular value is as exact as the largest.
            k = condition_of(x) if order == -2 and x.ndim == 2 and np.isfinite(x).all() else 1.0
            for axis in (None, 0, -1, (0, 1), (-1, 0), (1, 1)):
                for keepdims in (False, True):
                    options = {'ord': order, 'axis': list(axis) if isinstance(axis, tuple) else axis, 'keepdims': keepdims}
                    calls.add('norm', lambda: np.linalg.norm(x, order, axis, keepdims), x, options, condition=k)
            if not isinstance(order, str):
                for axis in (None, 0, (0, 1)):
                    for keepdims in (False, True):
                        options = {'ord': order, 'axis': list(axis) if isinstance(axis, tuple) else axis, 'keepdims': keepdims}
                        calls.add('vectorNorm', lambda: np.linalg.vector_norm(x, ord=order, axis=axis, keepdims=keepdims), x, options)
            for keepdims in (False, True):
                calls.add('matrixNorm', lambda: np.linalg.matrix_norm(x, ord=order, keepdims=keepdims), x, {'ord': order, 'keepdims': keepdims}, condition=k)
        calls.add('vectorNorm', lambda: np.linalg.vector_norm(x), x)
        calls.add('matrixNorm', lambda: np.linalg.matrix_norm(x), x)
    calls.add('norm', lambda: np.linalg.norm(whole, axis=2), whole, {'axis': 2})
    calls.add('norm', lambda: np.linalg.norm(whole, axis=(0, 1, 1)), whole, {'axis': [0, 1, 1]})


def least_squares(calls, rng):
    for a in [*samples(rng), *deficient(rng), np.array([[np.nan, 1], [2, 3]]), np.array([1.0, 2])]:
        m = a.shape[-2] if a.ndim > 1 else a.shape[0]
        for b in (rng.normal(size=m), rng.normal(size=(m, 3)), rng.integers(-9, 9, (m, 2)).astype('f4'), np.zeros((m, 0)), rng.normal(size=m + 1)):
            k = 1.0
            if a.ndim == 2 and np.isfinite(a).all() and a.size:
                s = np.linalg.svdvals(a.astype('f8'))
                kept = s[s > 1e-11 * s[0]]
                k = float(kept[0] / kept[-1]) ** 2 if kept.size else 1.0
            # Rounding may decide between 0 and what it leaves: the bound is a clear one.
            calls.add('lstsq', lambda: np.linalg.lstsq(a, b, 1e-11), a, b, {'rcond': 1e-11}, condition=k)
            if a.shape != (20, 20):
                calls.add('lstsq', lambda: np.linalg.lstsq(a, b), a, b, condition=k)
    a, b = rng.normal(size=(5, 3)), rng.normal(size=5)
    for rcond in (0.5, 0.999, 0, -1, 2):
        calls.add('lstsq', lambda: np.linalg.lstsq(a, b, rcond), a, b, {'rcond': rcond}, condition=100)


def products(calls, rng):
    stack = rng.integers(-9, 9, (2, 3, 4)).astype('i4')
    for x in (stack, stack[0] / 8, stack > 0, stack[0, 0]):
        for offset in (0, 1, -1):
            calls.add('diagonal', lambda: np.linalg.diagonal(x, offset=offset), x, {'offset': offset})
            calls.add('trace', lambda: np.linalg.trace(x, offset=offset), x, {'offset': offset})
        calls.add('outer', lambda: np.linalg.outer(x, stack[0, 1]), x, stack[0, 1])
        calls.add('matrixTranspose', lambda: np.linalg.matrix_transpose(x), x)
    calls.add('outer', lambda: np.linalg.outer(stack[0, 0], stack[0, 1]), stack[0, 0], stack[0, 1])
    calls.add('matmul', lambda: np.linalg.matmul(stack, stack[0].T), stack, stack[0].T)
    calls.add('vecdot', lambda: np.linalg.vecdot(stack, stack[0]), stack, stack[0])
    calls.add('tensordot', lambda: np.linalg.tensordot(stack, stack[0], axes=2), stack, stack[0], 2)
    calls.add('multiDot', lambda: np.linalg.multi_dot([stack[0], stack[1].T, stack[1]]), [stack[0], stack[1].T, stack[1]])


def make():
    calls = Bounded()
    for number, part in enumerate((singular_values, squares, factors, norms, least_squares, products)):
        part(calls, np.random.default_rng(number + 20))
    write('linalg', {'calls': calls.list})
    return f'linalg: {len(calls.list)} calls'
