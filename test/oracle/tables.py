"""Operands: the special values of every dtype, as named tables of which the vectors hold outer products."""

import math

import numpy as np

from common import DTYPES, FLOATS, INTS

F64 = np.finfo(np.float64)
F32 = np.finfo(np.float32)
INF, NAN = math.inf, math.nan

# Values that are interesting in both float formats, exact in f32 or rounded to it.
SHARED = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.0, 2.5, -2.5, 3.0, -7.0, 10.0, 0.1, -0.7, math.pi, 1e-10, -1e10, 88.5, INF, -INF, NAN]
OWN = {
    'f64': [
        5e-324, -5e-324, float(F64.tiny - F64.smallest_subnormal), float(F64.tiny), -float(F64.max), float(F64.max),
        1 - 2.0**-53, 1 + 2.0**-52, 2.0**53, 2.0**53 + 2, -(2.0**31), 2.0**63, 1e22, 709.5, -745.1, 1e-300, 1e300,
    ],
    'f32': [
        1e-45, -1e-45, float(F32.tiny) - 2.0**-149, float(F32.tiny), -float(F32.max), float(F32.max),
        1 - 2.0**-24, 1 + 2.0**-23, 2.0**24, 2.0**24 + 2, -(2.0**31), 2.0**63, 1e22, -103.5, 1e-30, 1e30,
    ],
}  # fmt: skip


def floats(dtype):
    return np.array(SHARED + OWN[dtype]).astype(DTYPES[dtype])


def long_floats(dtype):
    """For one operand there is room for more: every scale in both signs, and where each function is delicate."""
    info = np.finfo(DTYPES[dtype])
    rng = np.random.default_rng(2024)
    scales = np.linspace(math.log2(info.smallest_subnormal) + 1, math.log2(info.max) - 1, 60)
    wide = 2.0**scales * np.where(np.arange(60) % 2, -1, 1)
    unit = rng.uniform(-1, 1, 24)
    middle = rng.uniform(-30, 30, 30)
    near_one = 1 + np.array([-1, 1, -3, 5, 1000, -1000]) * info.eps
    # Multiples of pi/2 and of pi/4, where sin, cos and tan cancel or reduce with loss, up to the largest of them.
    turns = np.array([1, 2, 3, 4, 5, 7, 22, 355, 710, 10**5, 2**20 + 1, 3 * 2**24, 10**9]) * (math.pi / 4)
    # Halfway cases of rounding, and the first values that have no fraction.
    halves = [3.5, 4.5, -3.5, -1.5, 1 / info.eps - 0.5, 0.5 - info.eps / 4, 0.4999, 1 / info.eps / 2 + 0.5]
    # Either side of where exp, exp2, expm1, sinh and cosh overflow or underflow.
    edges = [709.78, 709.79, 710.47, 710.48, -708.4, -745.13, -745.14, 1023.5, 1024, -1074, -1075, -1022.5, 88.72, 88.73,
             89.41, 89.42, -87.34, -103.97, -103.98, 127.5, 128, -149, -150, -126.5, 36.8, -37.5, 17.4, 22.1, 1e5, -1e5]  # fmt: skip
    parts = [floats(dtype), wide, unit, middle, near_one, turns, -turns[:6], halves, edges]
    with np.errstate(over='ignore', under='ignore'):
        return np.concatenate([np.asarray(p, np.float64).astype(DTYPES[dtype]) for p in parts])


def integers(dtype):
    info = np.iinfo(DTYPES[dtype])
    bits = info.bits
    values = [0, 1, 2, 3, 5, 7, 10, 12, 100, 1 << (bits // 2), (1 << (bits // 2)) - 1, 1 << (bits - 2)]
    values += [info.max, info.max - 1, info.max // 2, info.max // 3]
    if info.min < 0:
        values += [-1, -2, -3, -7, -12, -100, info.min, info.min + 1, info.min // 2]
    if bits == 64:
        values += [2**53, 2**53 + 1, 2**31, 2**32 + 1]
    return np.array(values).astype(DTYPES[dtype]) if info.min < 0 else np.array(values, dtype=DTYPES[dtype])


def specials():
    """{ name: array }: one table per dtype, and `<dtype> long` for functions of one operand."""
    tables = {'bool': np.array([False, True, True, False, True])}
    for dtype in INTS:
        tables[dtype] = integers(dtype)
        # Integers to negative powers are an error, the reciprocal of 0 is undefined.
        tables[f'{dtype} natural'] = np.array([0, 1, 2, 3, 4, 5, 7, 8, 31, 63, 64, 100], dtype=DTYPES[dtype])
        tables[f'{dtype} nonzero'] = tables[dtype][tables[dtype] != 0]
        tables[f'{dtype} counts'] = np.array([0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 63, 64, 100], dtype=DTYPES[dtype])
    for dtype in FLOATS:
        tables[dtype] = floats(dtype)
        tables[f'{dtype} long'] = long_floats(dtype)
    exponents = [0, 1, -1, 2, 10, -10, 52, -52, 127, -149, 1023, -1022, -1074, 1024, 2000, -2200, 2**31 - 1, -(2**31)]
    tables['i32 exponents'] = np.array(exponents, np.int32)
    tables['i64 exponents'] = np.array(exponents + [2**62, -(2**62)], np.int64)
    tables['i8 exponents'] = np.array([0, 1, -1, 3, -10, 127, -128], np.int8)
    tables['i16 exponents'] = np.array([0, 1, -1, 60, -1074, 1023, -32768], np.int16)
    return tables
