"""casts.json.gz: astype between all pairs of dtypes, with the values that the destination cannot hold."""

import numpy as np

from common import DTYPES, FLOATS, INTS, encode, write
from tables import F32, INF, NAN, integers, long_floats

HALF = F32.eps / 4
# Around every integer limit, halfway between two f32 values, and beyond f32's range and below its smallest value.
FLOAT_VALUES = [
    0.0, -0.0, 0.4, -0.4, 0.999, -0.999, 1.0, -1.0, 1.5, -1.5, 2.5, 100.7, 127.0, 127.9, 128.0, -128.0, -128.9, -129.0, 255.0, 255.9, 256.0, 300.0,
    32767.5, 32768.0, -32768.5, -32769.0, 65535.9, 65536.0, 70000.0, -70000.0, 2.0**31 - 1, 2.0**31 - 128, 2.0**31, -(2.0**31), -(2.0**31) - 1,
    -(2.0**31) - 256, 2.0**32 - 1, 2.0**32 - 256, 2.0**32, 2.0**53, 2.0**53 + 2, 2.0**63 - 1024, 2.0**63 - 2.0**39, 2.0**63, -(2.0**63), -(2.0**63) - 2048,
    2.0**64 - 2048, 2.0**64 - 2.0**40, 2.0**64, 1e10, -1e10, 3e9, -3e9, 1e19, 1e20, 1e300, -1e300, INF, -INF, NAN,
    1 + HALF, 1 + 3 * HALF, 1 + HALF * (1 + 1e-9), float(F32.max), float(F32.max) * (1 + HALF / 2), float(F32.max) * (1 + HALF),
    1e-45, 0.7e-45, 0.70064923216240862e-45, 1e-40, 1.1754942807573643e-38, 5e-324, 1e-310,
]  # fmt: skip
# Integers that lie between two floats.
WIDE = [2**24 + 1, 2**24 + 3, 2**53 + 1, 2**53 + 3, 2**62 + 2**38, 2**62 + 2**38 + 1, 2**61 + 2**8, 2**63 - 1, 2**63 - 513]


def sources():
    yield 'bool', np.array([False, True])
    for dtype in INTS:
        info = np.iinfo(DTYPES[dtype])
        wide = [w for w in WIDE if w <= info.max]
        wide += [-w for w in wide if info.min < 0]
        if dtype == 'u64':
            wide += [2**63, 2**63 + 2**39, 2**63 + 2**39 + 1, 2**63 + 1024, 2**63 + 1025, 2**64 - 2**39, 2**64 - 1025]
        yield dtype, np.concatenate([integers(dtype), np.array(wide, DTYPES[dtype])])
    for dtype in FLOATS:
        with np.errstate(over='ignore'):
            yield dtype, np.array(FLOAT_VALUES).astype(DTYPES[dtype])


def undefined(values, target):
    """Indices whose truncated value does not fit the integer type: C leaves the conversion undefined, and NumPy answers as
    the processor does, here x86-64."""
    if values.dtype.kind != 'f' or target not in INTS:
        return []
    info = np.iinfo(DTYPES[target])

    def fits(value):
        return np.isfinite(value) and info.min <= int(value) <= info.max

    return [i for i, value in enumerate(values.tolist()) if not fits(value)]


def cast(values, target):
    """NumPy's conversion, one element at a time: for floats to uint32 its vector loop answers otherwise than its scalar one
    where C leaves the result undefined, and the answer should not depend on an element's place."""
    if values.dtype.kind == 'f' and target == 'u32':
        return np.concatenate([values[i : i + 1].astype(DTYPES[target]) for i in range(values.size)])
    return values.astype(DTYPES[target])


def make():
    cases = []
    inputs = dict(sources())
    for source in inputs:
        for target in DTYPES:
            values = inputs[source]
            with np.errstate(all='ignore'):
                case = {'in': source, 'out': encode(cast(values, target))}
            if gaps := undefined(values, target):
                case['undefined'] = gaps
            cases.append(case)
    # More roundings of f64 to f32, denormal results included.
    long = long_floats('f64')
    with np.errstate(all='ignore'):
        cases.append({'in': 'f64 long', 'out': encode(long.astype(np.float32))})
    inputs['f64 long'] = long
    write('casts', {'inputs': {name: encode(values) for name, values in inputs.items()}, 'cases': cases})
    return {'cases': len(cases)}
