"""A page of NumPy code and what each line gives, for the test that ports it to contig/numpy line by line."""

import numpy as np

from common import encode, write

PAGE = """
a = np.arange(12, dtype=np.float64).reshape(3, 4)
b = np.zeros_like(a)
c = np.full((3, 1), 2.5, dtype=np.float32)
np.broadcast_to(c, (3, 4))
a + c
np.linalg.multi_dot([a, a.T])
np.linalg.norm(a, 2, 1)
np.linalg.norm(a, axis=0, keepdims=True)
np.linalg.svd(a, compute_uv=False)[:2]
np.vander(np.array([1.0, 2.0, 3.0]), N=2)
np.concatenate([a, b], axis=1)
np.expand_dims(a, axis=0).shape
np.take_along_axis(a, np.argsort(-a, axis=1), axis=1)
np.clip(a, 2, 7)
np.clip(a, a_min=2, a_max=7)
np.std(a, axis=0, ddof=1)
np.std(a, axis=0, correction=1)
np.sum(a, axis=1, keepdims=True)
np.count_nonzero(a > 4)
np.nan_to_num(np.array([np.nan, np.inf, 1.0]), nan=0.5, posinf=9.0)
np.isclose(np.array([np.nan, 1.0]), np.array([np.nan, 1.0 + 1e-9]), equal_nan=True)
np.allclose(np.array([1.0, 2.0]), np.array([1.0, 2.1]), 0.1)
np.array_equal(np.array([np.nan]), np.array([np.nan]), equal_nan=True)
np.linspace(0, 1, num=5, endpoint=False)
np.eye(3, 4, k=1)
np.tri(3, M=4, dtype=np.int8)
np.diff(np.array([1.0, 4.0, 9.0, 16.0]), 2)
np.trapezoid(np.array([1.0, 2.0, 3.0]), np.array([0.0, 2.0, 3.0]))
np.gradient(np.array([1.0, 4.0, 9.0]), edge_order=2)
np.quantile(a, 0.4, axis=1, method='median_unbiased')
np.percentile(a, np.array([25.0, 75.0]), method='inverted_cdf')
np.pad(np.array([1.0, 2.0, 3.0]), 2, 'linear_ramp', end_values=5)
np.pad(np.array([1.0, 2.0, 3.0]), (1, 2), mode='constant', constant_values=(4, 6))
np.unique(np.array([3, 1, 3], dtype=np.uint8), return_counts=True)
np.intersect1d(np.array([1.0, 3.0, 4.0]), np.array([3.0, 1.0, 5.0]), return_indices=True)
np.isin(np.array([1.0, 2.0]), np.array([2.0, 5.0]), assume_unique=True, invert=True)
np.ediff1d(np.array([1.0, 2.0, 4.0]), to_begin=np.array([0.0]), to_end=np.array([9.0, 9.0]))
np.logical_and(a > 1, a < 5)
np.floor_divide(a, 4)
np.where(a > 5, a, -1.0)
np.ravel_multi_index((np.array([2, 1]), np.array([3, 0])), (3, 4))
np.bitwise_xor(np.array([1, 2], dtype=np.uint16), np.uint16(3))
np.rot90(a, k=1, axes=(0, 1))
np.transpose(a, axes=(1, 0))
np.stack([a, b], axis=-1).astype(np.int32)
np.concatenate([a, b], dtype=np.float32, casting='same_kind')
a[1:, ::-1][..., np.newaxis].mT.shape
a[:, 0].tolist()
np.cov(a, rowvar=False, ddof=0)
np.average(a, axis=0, weights=np.array([1.0, 2.0, 1.0]))
np.searchsorted(np.array([1.0, 2.0, 3.0]), np.array([2.0]), side='right')
np.interp(np.array([0.5, 9.0]), np.array([0.0, 1.0]), np.array([0.0, 10.0]), right=-1.0)
rng = np.random.default_rng(42)
rng.standard_normal(3)
rng.normal(size=3)
rng.normal(10, scale=2, size=(2, 2))
rng.integers(10, size=5)
rng.integers(0, 10, 5, dtype=np.uint8, endpoint=True)
rng.uniform(-1, 1, size=2)
rng.uniform(np.array([-100], dtype=np.int8), np.array([100], dtype=np.int8))
rng.choice(a, size=2, replace=False, axis=1)
rng.permutation(np.arange(5, dtype=np.float64))
rng.spawn(1)[0].standard_exponential(2)
np.pi * np.e
"""


def value_of(value):
    """Arrays and scalars encoded, sequences as lists, a generator as nothing."""
    if isinstance(value, np.random.Generator):
        return None
    if isinstance(value, (tuple, list)) and any(isinstance(item, np.ndarray) for item in value):
        return {'list': [value_of(item) for item in value]}
    if isinstance(value, np.ndarray):
        return {'array': encode(value)}
    return {'plain': value.item() if isinstance(value, np.generic) else value}


def make():
    names = {'np': np}
    lines = []
    for line in PAGE.strip().splitlines():
        name, _, rest = line.partition(' = ')
        if name.isidentifier():
            exec(line, names)
            lines.append({'line': line, 'value': value_of(names[name])})
        else:
            lines.append({'line': line, 'value': value_of(eval(line, names))})
    write('page', {'lines': lines})
    return f'page: {len(lines)} lines'
