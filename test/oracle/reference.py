"""Correctly rounded values of the transcendental functions, computed with mpmath.

A C library's own results are off by an ULP here and there, and NumPy's float32 loops by up to four, so neither can be
the reference of a bound of 2 ULP. Arguments at which a function is not a finite real number (NaN, infinities, poles, zeros whose sign
matters) stay NumPy's, which follows C99 Annex F.
"""

import math

import mpmath
import numpy as np
from mpmath import mp, mpf

# Enough bits for sin(1.8e308), where the argument alone has 1024 of them.
PRECISION = 320
SURE = 2600

# Beyond this power of two every finite format has overflowed, or underflowed to zero.
FAR = 20000


def rounded(value, bits, lowest, highest):
    """The mpf `value` rounded half to even to a binary format of `bits` bits, as a Python float."""
    sign, man, exp, count = value._mpf_
    if man == 0:
        return 0.0
    top = exp + count - 1
    unit = max(top - bits + 1, lowest)
    shift = unit - exp
    if shift <= 0:
        man <<= -shift
    elif shift > count + 1:
        man = 0
    else:
        rest = man & ((1 << shift) - 1)
        half = 1 << (shift - 1)
        man >>= shift
        if rest > half or (rest == half and man & 1):
            man += 1
    if man.bit_length() + unit > highest:
        return -math.inf if sign else math.inf
    result = math.ldexp(man, unit)
    return -result if sign else result


FORMATS = {np.dtype(np.float64): (53, -1074, 1024), np.dtype(np.float32): (24, -149, 128)}


def power(x, y):
    """x ** y for finite x != 0 and finite y, or None where it is not real."""
    integral = y == mpmath.floor(y)
    if x < 0 and not integral:
        return None
    negative = x < 0 and bool(int(y) & 1)
    size = abs(x)
    log2 = mpmath.log(size, 2) * y
    if abs(log2) > FAR:
        value = mpmath.ldexp(mpf(1), FAR if log2 > 0 else -FAR)
    elif integral and (abs(y) < 64 or size == 2):
        value = size ** int(y)  # exact, where halfway cases are possible
    else:
        value = mpmath.exp(y * mpmath.log(size))
    return -value if negative else value


def capped_exp(x):
    """exp(x) without the million-digit exponents that only overflow anyway."""
    return mpmath.exp(max(min(x, mpf(FAR)), mpf(-FAR)))


def logaddexp(x, y, base):
    log = mpmath.log(base)
    return max(x, y) + mpmath.log1p(capped_exp(-abs(x - y) * log)) / log


UNARY = {
    'exp': capped_exp,
    'exp2': lambda x: power(mpf(2), x),
    'expm1': lambda x: mpmath.expm1(min(x, mpf(FAR))) if x > -FAR else mpf(-1),
    'log': lambda x: mpmath.log(x) if x > 0 else None,
    'log2': lambda x: mpmath.log(x) / mpmath.log(2) if x > 0 else None,
    'log10': lambda x: mpmath.log(x) / mpmath.log(10) if x > 0 else None,
    'log1p': lambda x: mpmath.log1p(x) if x > -1 else None,
    'cbrt': lambda x: mpmath.cbrt(x) if x > 0 else -mpmath.cbrt(-x),
    'sin': mpmath.sin,
    'cos': mpmath.cos,
    'tan': mpmath.tan,
    'arcsin': lambda x: mpmath.asin(x) if abs(x) <= 1 else None,
    'arccos': lambda x: mpmath.acos(x) if abs(x) <= 1 else None,
    'arctan': mpmath.atan,
    'sinh': lambda x: mpmath.sinh(max(min(x, mpf(FAR)), mpf(-FAR))),
    'cosh': lambda x: mpmath.cosh(min(abs(x), mpf(FAR))),
    'tanh': lambda x: mpmath.tanh(max(min(x, mpf(FAR)), mpf(-FAR))),
    'arcsinh': lambda x: mpmath.asinh(x),
    'arccosh': lambda x: mpmath.acosh(x) if x >= 1 else None,
    'arctanh': lambda x: mpmath.atanh(x) if abs(x) < 1 else None,
    'degrees': lambda x: x * 180 / mp.pi,
    'radians': lambda x: x * mp.pi / 180,
}
BINARY = {
    'power': power,
    'floatPower': power,
    'hypot': lambda x, y: mpmath.sqrt(x * x + y * y),
    'arctan2': lambda y, x: mpmath.atan2(y, x),
    'logaddexp': lambda x, y: logaddexp(x, y, mp.e),
    'logaddexp2': lambda x, y: logaddexp(x, y, mpf(2)),
}
TRANSCENDENTAL = {**UNARY, **BINARY}
# Where a zero operand makes the result special rather than the function's ordinary value.
KEEP_ZERO = {'power', 'floatPower', 'arctan2'}


def value_at(name, arguments, dtype):
    """The correctly rounded value of the function, or None where NumPy's answer is to be kept."""
    if not all(math.isfinite(a) for a in arguments):
        return None
    if name in KEEP_ZERO and 0.0 in arguments:
        return None
    function = TRANSCENDENTAL[name]
    with mp.workprec(PRECISION):
        value = function(*map(mpf, arguments))
        if value is None or value == 0:
            return None
        result = rounded(value, *FORMATS[dtype])
    # A second, far higher precision: the first was enough if both round alike.
    if len(arguments) == 1:
        with mp.workprec(SURE):
            if rounded(function(*map(mpf, arguments)), *FORMATS[dtype]) != result:
                raise AssertionError(f'{name}{arguments}: {PRECISION} bits were not enough')
    if result == 0 and value < 0:
        return -0.0
    return result


def correct(name, operands, numpy_result):
    """numpy_result with every ordinary value replaced by the correctly rounded one; operands are in the loop's dtype."""
    result = numpy_result.copy()
    flat = result.reshape(-1)
    columns = [np.broadcast_to(o, result.shape).reshape(-1).tolist() for o in operands]
    memo = {}
    for i, arguments in enumerate(zip(*columns, strict=True)):
        key = tuple(map(repr, arguments))
        if key not in memo:
            memo[key] = value_at(name, arguments, result.dtype)
        if memo[key] is not None:
            flat[i] = memo[key]
    return result
