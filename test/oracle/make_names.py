"""names.json.gz: real parts, infinities, memory orders as plain calls; tables of casts, kinds, limits and overlaps."""

import itertools

import numpy as np

from common import DTYPES, NAMES, encode, half_free, name_of, write
from make_numerics import Calls

TYPES = list(DTYPES)
VALUES = {
    'bool': [True, False, True, True],
    'u8': [0, 1, 7, 255],
    'i8': [0, -1, 127, -128],
    'f': [0.0, -0.0, 2.5, -3.0, np.inf, -np.inf, np.nan, 1e-40],
}


def samples():
    for name in TYPES:
        kind = np.dtype(DTYPES[name]).kind
        values = VALUES['f'] if kind == 'f' else VALUES['bool'] if kind == 'b' else VALUES['i8' if kind == 'i' else 'u8']
        yield np.array(values, DTYPES[name]).reshape(2, -1)


def parts(calls):
    for x in samples():
        for name, function in [('real', np.real), ('imag', np.imag), ('isreal', np.isreal), ('iscomplex', np.iscomplex), ('isrealobj', np.isrealobj),
                               ('iscomplexobj', np.iscomplexobj), ('realIfClose', np.real_if_close), ('conjugate', np.conjugate), ('isposinf', np.isposinf),
                               ('isneginf', np.isneginf), ('angle', np.angle), ('ascontiguousarray', np.ascontiguousarray),
                               ('asfortranarray', np.asfortranarray), ('asarrayChkfinite', np.asarray_chkfinite), ('require', np.require)]:  # fmt: skip
            calls.add(name, lambda: half_free(function, [x])[0] if name == 'angle' else function(x), x)
        calls.add('angle', lambda: half_free(np.angle, [x], deg=True)[0], x, {'deg': True})
        calls.add('size', lambda: np.size(x), x)
        calls.add('ndim', lambda: np.ndim(x), x)
        for axis in (0, -1, [0, 1], 2, [0, 0]):
            calls.add('size', lambda: np.size(x, tuple(axis) if isinstance(axis, list) else axis), x, axis)
    f = np.array([[1.5, 2, -3], [0, 5, 6]])
    for name in ('ascontiguousarray', 'asfortranarray', 'asarrayChkfinite'):
        numpy = getattr(np, {'asarrayChkfinite': 'asarray_chkfinite'}.get(name, name))
        for dtype in ('f32', 'i16'):
            calls.add(name, lambda: numpy(f, DTYPES[dtype]), f, dtype)
        calls.add(name, lambda: numpy([[1.5, 2], [3.5]]), [[1.5, 2], [3.5]])
        calls.add(name, lambda: numpy(2.5), 2.5)
    for wanted in (['C'], ['F'], ['W', 'fortran'], ['c_contiguous', 'A', 'E', 'WRITEABLE'], ['C', 'F']):
        calls.add('require', lambda: np.require(f, np.float32, wanted), f, 'f32', wanted)


def shared():
    """Views of 240 bytes, as [byte offset, shape, byte strides, dtype], and whether pairs of them share memory."""
    rng = np.random.default_rng(11)
    base = np.zeros(240, np.uint8)
    views, arrays = [], []
    while len(views) < 60:
        dtype = TYPES[rng.integers(len(TYPES))]
        item = np.dtype(DTYPES[dtype]).itemsize
        ndim = int(rng.integers(0, 4))
        shape = [int(n) for n in rng.integers(0 if rng.random() < 0.1 else 1, 5, ndim)]
        strides = [int(s) * item for s in rng.integers(-7, 8, ndim)]
        low = sum(min(0, (n - 1) * s) for n, s in zip(shape, strides))
        high = sum(max(0, (n - 1) * s) for n, s in zip(shape, strides)) + item
        room = 240 - high
        offset = int(rng.integers(0, 240) // item * item)
        if offset + low < 0 or offset > room:
            continue
        views.append([offset, shape, strides, dtype])
        arrays.append(np.lib.stride_tricks.as_strided(base[offset:].view() if item == 1 else base[offset : offset + (240 - offset) // item * item].view(DTYPES[dtype]), shape, strides))
    exact = [[int(np.shares_memory(a, b)) for b in arrays] for a in arrays]
    bounds = [[int(np.may_share_memory(a, b)) for b in arrays] for a in arrays]
    return {'views': views, 'exact': exact, 'bounds': bounds}


CASTING = {'no': 'no', 'equiv': 'equiv', 'safe': 'safe', 'sameKind': 'same_kind', 'unsafe': 'unsafe'}
KINDS = ['generic', 'number', 'integer', 'signedinteger', 'unsignedinteger', 'inexact', 'floating', 'complexfloating']
STANDARD = ['bool', 'signed integer', 'unsigned integer', 'integral', 'real floating', 'complex floating', 'numeric']
FINFO = {'smallestNormal': 'smallest_normal', 'smallestSubnormal': 'smallest_subnormal'}
FIELDS = ['bits', 'nexp', 'iexp', 'nmant', 'eps', 'epsneg', 'machep', 'negep', 'max', 'min', 'maxexp', 'smallestNormal', 'tiny', 'minexp',
          'smallestSubnormal', 'precision', 'resolution']  # fmt: skip


def minimal(value):
    dtype = np.min_scalar_type(value)
    return 'f32' if dtype == np.float16 else NAMES[dtype]


def tables():
    yield 'canCast', [[a, b, rule, bool(np.can_cast(DTYPES[a], DTYPES[b], numpy))] for a, b in itertools.product(TYPES, TYPES) for rule, numpy in CASTING.items()]
    scalars = [True, 2.5, ['bigint', '3']]
    python = {0: True, 1: 2.5, 2: 3}
    cases = [[a, b] for a, b in itertools.product(TYPES, TYPES)]
    results = [[[a, b], name_of(np.result_type(DTYPES[a], DTYPES[b]))] for a, b in cases]
    for (a, b), (i, scalar) in itertools.product(cases[::7], enumerate(scalars)):
        if a == b == 'bool' and i == 1:
            continue
        results.append([[a, scalar, b], name_of(np.result_type(DTYPES[a], python[i], DTYPES[b]))])
    yield 'resultType', results
    whole = [0, 1, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, -1, -128, -129, -32768, -32769, -(2**31), -(2**31) - 1, -(2**63)]
    yield 'minScalarType', [[str(v), minimal(v)] for v in whole] + [[repr(v), minimal(v)] for v in (0.5, 1e-300, 1e4 + 0.5, 70000.5, 3.3e38, 3.4e38, 3.5e38, -3.5e38, 1e300, np.inf, -np.inf, np.nan)]
    zero_d = []
    for dtype in TYPES:
        info = np.dtype(DTYPES[dtype])
        for v in [0, 1] if info.kind == 'b' else [0, 1, 100] if info.kind == 'u' else [0, -1, 100]:
            zero_d.append([encode(np.array(v, info)), minimal(np.array(v, info))])
        zero_d.append([encode(np.zeros(2, info)), name_of(np.min_scalar_type(np.zeros(2, info)))])
    yield 'minScalarType of arrays', zero_d
    pairs = [[[a, b], name_of(np.common_type(np.zeros(1, DTYPES[a]), np.zeros(1, DTYPES[b])))] for a, b in cases if a != 'bool' != b]
    yield 'commonType', [[[a, b], 'f32' if t == 'f16' else t] for (a, b), t in pairs]
    kinds = {k: getattr(np, k) for k in KINDS}
    every = {**{t: DTYPES[t] for t in TYPES}, **kinds}
    yield 'issubdtype', [[a, b, bool(np.issubdtype(every[a], every[b]))] for a, b in itertools.product(every, every)]
    yield 'isdtype', [[a, k, bool(np.isdtype(np.dtype(DTYPES[a]), k))] for a in TYPES for k in STANDARD]
    yield 'finfo', [[t, f, encode(np.float64(getattr(np.finfo(DTYPES[t]), FINFO.get(f, f))))] for t in ('f32', 'f64') for f in FIELDS]
    yield 'iinfo', [[t, str(np.iinfo(DTYPES[t]).min), str(np.iinfo(DTYPES[t]).max), np.iinfo(DTYPES[t]).bits, np.iinfo(DTYPES[t]).kind] for t in TYPES if np.dtype(DTYPES[t]).kind in 'iu']


def make():
    calls = Calls()
    parts(calls)
    constants = {'pi': np.pi, 'e': np.e, 'eulerGamma': np.euler_gamma}
    write('names', {'calls': calls.list, 'shared': shared(), 'tables': dict(tables()), 'constants': constants})
    return f'names: {len(calls.list)} calls'
