"""singular.json.gz: singular values of bidiagonals, to full relative accuracy, and of matrices that halves have trouble with."""

import mpmath
import numpy as np

from common import encode, write

# Digits that hold the smallest singular value beside the largest.
DIGITS = 120


def bidiagonal(d, e):
    return np.diag(np.asarray(d, float)) + np.diag(np.asarray(e, float), 1)


def exact(a):
    """Singular values, descending, rounded once."""
    with mpmath.workdps(DIGITS):
        values = mpmath.svd_r(mpmath.matrix(a.tolist()), compute_uv=False)
        return np.array(sorted((float(value) for value in values), reverse=True))


def bidiagonals(rng):
    down = 10.0 ** -np.arange(12)
    yield 'from large to small', bidiagonal(down, down[:-1])
    yield 'from small to large', bidiagonal(down[::-1], down[:0:-1])
    yield 'small in the middle', bidiagonal(10.0 ** (np.abs(np.arange(15) - 7) - 7.0), 10.0 ** (np.abs(np.arange(14) - 7) - 7.0))
    yield 'signs', bidiagonal(rng.choice([-1, 1], 19) * rng.uniform(0.5, 2, 19), rng.choice([-1, 1], 18) * rng.uniform(0.5, 2, 18))
    yield 'all ones', bidiagonal(np.ones(24), np.ones(23))
    yield 'nearly singular', bidiagonal(np.full(20, 1e-3), np.ones(19))
    yield 'zeros above', bidiagonal(rng.uniform(1e-9, 1, 14), rng.uniform(1e-9, 1, 13) * (np.arange(13) % 4 > 0))
    yield 'tiny', bidiagonal([1, 1e-180, 1e-100, 1], [1e-60, 1e-170, 1e-120])
    yield 'large above', bidiagonal(rng.uniform(1e-6, 1e-4, 10), rng.uniform(1, 9, 9))


def matrices(rng):
    whole = lambda *shape: rng.integers(-9, 10, shape)
    yield 'integers', whole(45, 45)
    yield 'tall', whole(80, 30)
    yield 'a little tall', whole(50, 40)
    yield 'wide', whole(25, 70)
    yield 'rank 3', np.clip(whole(60, 3) @ whole(3, 42), -127, 127)
    yield 'ones', np.ones((37, 37), int)
    yield 'a triangle', np.tri(64, dtype=int)
    yield 'equal blocks', np.kron(np.eye(12, dtype=int), whole(4, 4))
    yield 'an arrow', np.eye(50, dtype=int) * np.arange(50) + (np.arange(50) == 0)[:, None]
    yield 'a band', np.diag(np.full(66, 2)) - np.diag(np.ones(65, int), 1) - np.diag(np.ones(65, int), -1)
    yield 'zeros around', np.pad(whole(20, 24), ((15, 11), (9, 13)))
    yield 'a permutation', np.eye(48, dtype=int)[rng.permutation(48)]
    yield 'zeros', np.zeros((33, 33), int)


def make():
    rng = np.random.default_rng(60)
    exactly = [{'name': name, 'a': encode(a), 's': encode(exact(a))} for name, a in bidiagonals(rng)]
    nearly = [
        {'name': name, 'a': encode(a.astype('i1')), 's': encode(np.linalg.svd(a.astype('i1').astype('f8'), compute_uv=False))}
        for name, a in matrices(rng)
    ]
    write('singular', {'bidiagonals': exactly, 'matrices': nearly})
    return f'singular: {len(exactly)} bidiagonals, {len(nearly)} matrices'
