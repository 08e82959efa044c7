"""Writes vectors/format.json: arrays and the text that NumPy 2.4 prints for them, with contig's dtype names.

    python test/oracle/format.py

A case is {shape, dtype, data, options, str, repr}. data holds the elements in C order, separated by spaces, each as the
exact number; it is repeated until the shape is full. Floats are given as the doubles they are, so that reading an f32
rounds nothing.
"""

import json
from pathlib import Path

import numpy as np
from numpy._core import arrayprint

assert np.__version__.startswith("2.4."), f"made for NumPy 2.4, not {np.__version__}"

DTYPES = {
    "bool": np.bool, "u8": np.uint8, "i8": np.int8, "u16": np.uint16, "i16": np.int16, "u32": np.uint32,
    "i32": np.int32, "u64": np.uint64, "i64": np.int64, "f32": np.float32, "f64": np.float64,
}  # fmt: skip
NAMES = {np.dtype(dtype): name for name, dtype in DTYPES.items()}
FLOATS = ("f32", "f64")
INTEGERS = ("u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64")

# The length of the dtype's name decides whether it fits on the last line, so the names change inside NumPy's repr.
arrayprint.dtype_short_repr = lambda dtype: NAMES[dtype]

nan, inf = float("nan"), float("inf")
rng = np.random.default_rng(20240)
cases = []


def text(x, dtype):
    if dtype in FLOATS:
        return repr(float(x)).removesuffix(".0")
    return str(int(x))


def case(data, dtype="f64", shape=None, **options):
    with np.errstate(over="ignore"):
        data = np.array(data, DTYPES[dtype])
    array = np.resize(data, data.shape if shape is None else shape)
    with np.printoptions(**options):
        cases.append({
            "shape": list(array.shape),
            "dtype": dtype,
            "data": " ".join(text(x, dtype) for x in data.ravel()),
            "options": options,
            "str": str(array),
            "repr": repr(array),
        })  # fmt: skip


def both(data, **kwargs):
    for dtype in FLOATS:
        case(data, dtype, **kwargs)


# Which notation, and how wide.
COLUMNS = [
    [1.0, 2.0], [1.5, 2.25, 3.125], [0.1, 0.2, 0.3], [1 / 3, 2 / 3], [-1.0, 2.0], [-0.0, 0.0], [-0.0], [0.0],
    [100.0, -20.5, 0.125], [1000.0, 1.0], [1000.1, 1.0], [1001.0, 1.0], [10.0, 0.01], [1e-4, 0.01], [9.9e-5, 0.01], [1e-5], [1e-10, 0.0],
    [999999.0], [999999.9], [1e6], [1e6, 0.0], [9999999.0], [99999999.0], [1e8], [1e8, 0.0], [12345678.9, 98765.4],
    [1e15], [1e16], [1e17, 1e18], [1e22], [1e23], [1e100, 1e99], [1e300, 1e-300], [1e10, 1e-10], [1.0, 1e100],
    [1e38, 1.0], [3.4028234663852886e38], [1.7976931348623157e308], [1.1754943508222875e-38], [2.2250738585072014e-308],
    [5e-324], [1.401298464324817e-45], [1e-40, 1e-45], [1e-310, 5e-324, 0.0], [0.3, 1e-320], [123456.789, 0.5],
    [1e5, 0.1], [16777216.0, 16777217.0], [2.0**-44, 2.0**-96], [9.9999999999, 1.0], [0.99999999999], [0.5, 0.25, 0.0625],
    [123456789.123456789], [0.1 + 0.2], [np.pi, np.e], [np.pi * 1e5, np.e], [1.1, 22.22, 333.333], [1e3, 1e2, 1e1],
    [1.0, 10.0, 100.0, 1000.0], [0.001, 1.0], [0.000999, 1.0], [0.0001], [0.00012345, 0.0001], [1e-5, 0.1, 0.12345678],
    [5e-9, 0.5], [1.000000005, 2.0], [1.000000015, 2.0], [0.123456785, 0.5], [0.123456775, 0.5], [2.5, 3.5],
    [1e-99, 1.2345678901234567e-5], [1e23, 1.2345678901234567e-5], [1e-7, 1e7], [1e-100, 1.0], [9.5e99, 1.0],
]  # fmt: skip
SPECIALS = [
    [nan], [inf], [-inf], [nan, inf], [nan, -inf], [nan, inf, -inf], [nan, 1.0], [inf, 1.0], [-inf, 1.0], [inf, 10.5],
    [-inf, 10.5], [-inf, -10.5], [inf, -1.5, nan], [nan, 0.1234567], [inf, 1e10, 1.0], [-inf, 1e-10, 1.0],
    [nan, 1e100], [nan, -0.0], [inf, 100000.0], [nan, 0.0], [-inf, 0.0], [nan, -1e-5],
]  # fmt: skip
for values in COLUMNS:
    both(values)
for values in SPECIALS:
    both(values)

# One element and no axis.
for x in [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 1e-4, 0.00012, 9.9e-5, 1e-5, 123456.7, 999999.0, 999999.9375, 1e6, 12345678.0, 1e15,
          1234567890123456.0, 9999999999999998.0, 1e16, 1.5e16, 1e100, 5e-324, 1e-45, 3e38, nan, inf, -inf, 1048576.25,
          562949953421312.25, 2.0**-44]:  # fmt: skip
    both(x)
both(1 / 3, precision=3)
both(1 / 3, precision=3, floatmode="fixed")
both(1.5, sign="+")
both(1.5, sign=" ")
both(-1.5, sign=" ")
both(inf, sign=" ")
both(2.5, threshold=0)
for dtype in INTEGERS:
    info = np.iinfo(DTYPES[dtype])
    case(info.max, dtype)
    case(info.min, dtype)
    case([info.max, info.min], dtype)
    case([0, 1, 2], dtype)
    case([info.min, 0, 7, 100], dtype, shape=(3, 4))
    case(np.arange(48), dtype, shape=(2, 24), sign=" ")
    case([0, 1, 2], dtype, shape=(1001,))
    case(5, dtype, sign="+")
for sign in ("+", " "):
    case([1, 20, 300], "i32", sign=sign)
    case([-1, 20, 300], "i64", sign=sign)
    case([-100, 2], "i16", sign=sign)
    case([-1, -20], "i8", sign=sign)
    case([0], "u64", sign=sign)
    case([1, 0], "bool", sign=sign)
case([2**63, 2**64 - 1, 0], "u64", shape=(2, 3))
case([True, False], "bool")
case(True, "bool")
case(False, "bool")
case([True, True], "bool", shape=(2, 2))
case([True, False, False], "bool", shape=(40,))
case([True, False, False], "bool", shape=(1100,))

# No elements.
for dtype in DTYPES:
    case([], dtype)
for shape in [(0, 3), (3, 0), (1, 0), (0, 0), (2, 0, 3), (0, 1, 2, 3)]:
    for dtype in ("f64", "f32", "i64", "bool", "i32"):
        case([], dtype, shape=shape)

# Nesting.
for shape in [(1,), (1, 1), (1, 1, 1), (2, 3), (3, 2), (2, 1, 3), (2, 2, 2), (3, 2, 1), (2, 2, 2, 2), (1, 2, 1, 3), (2, 1, 1, 1, 2)]:
    case(np.arange(24), "f64", shape=shape)
    case(np.arange(24) - 12, "i32", shape=shape)
    case([1, 0, 0], "bool", shape=shape)
    case([1.5, nan, -1e-5, 0.1], "f32", shape=shape)

# Lines that break.
for n in range(14, 34, 3):
    case(np.arange(n), "f64")
    case(np.arange(n) / 7, "f32")
for n in range(18, 29):
    case(np.arange(n), "i64")
    case(np.arange(n), "u8")
    case([0], "u16", shape=(n,))
case(rng.standard_normal(40), "f64")
case(rng.standard_normal(40), "f32", shape=(2, 20))
case(rng.standard_normal(48), "f64", shape=(2, 2, 12))
case(rng.standard_normal(20) * 10.0 ** rng.integers(-20, 20, 20), "f64")
case(rng.integers(-(2**62), 2**62, 12), "i64", shape=(2, 6))
for linewidth in (0, 1, 5, 8, 10, 14, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 40, 120, 1000):
    case([1.5, 22.25, 333.125], "f32", shape=(2, 5), linewidth=linewidth)
    case([1, 22, 333], "i64", shape=(9,), linewidth=linewidth)
    case([], "f32", shape=(0, 2), linewidth=linewidth)
    case([1, 22, 333], "u16", shape=(2000,), linewidth=linewidth)

# Summaries.
case([0, 1, 2, 50], "u8", shape=(1000,))
for shape in [(1001,), (7, 143), (6, 200), (200, 6), (5, 300), (300, 5), (40, 40)]:
    case([0, 1, 2, 50], "u8", shape=shape)
    case([0.5, 1.25, -3, nan], "f32", shape=shape)
    case([0.5, 1.25, -3], "f64", shape=shape, edgeitems=1)
for shape in [(11, 10, 10), (3, 4, 100), (100, 4, 3), (2, 7, 8, 11), (7, 7, 7, 7)]:
    case([0, 1, 2, 50], "u8", shape=shape, edgeitems=2)
    case([0.5, 1.25, -3], "f64", shape=shape, edgeitems=1)
case(np.arange(1001), "i64", shape=(11, 7, 13))
# The widest element is not shown, and does not count.
case([1.0, 2.0, 3.0, 4.0, 1e30, 4.0, 3.0, 2.0, 1.0], "f64", threshold=5)
case([1, 2, 3, 4, 10**12, -(10**12), 3, 2, 1], "i64", threshold=5)
case([1.0, 2.0, 3.0, 1e-30, 3.0, 2.0, 1.0], "f32", threshold=6)
case([nan, 2.0, 3.0, 1e-30, inf, 3.0, 2.0, 1.0], "f32", threshold=6)
for edgeitems in (1, 2, 3, 5, 10):
    case(np.arange(20), "i32", threshold=10, edgeitems=edgeitems)
    case(np.arange(20) / 8, "f64", shape=(5, 7), threshold=10, edgeitems=edgeitems)
case([7], "i32", shape=(4, 4), threshold=10, edgeitems=0)
case([7.5], "f64", shape=(9,), threshold=0, edgeitems=0)
case(np.arange(12), "i64", threshold=0)
case([1, 2], "i64", threshold=1)
case([1, 2], "i64", threshold=2)
case(1, "i64", threshold=0)
case(1, "f32", threshold=0)
case(np.arange(30) * 1.1, "f64", threshold=20, edgeitems=12)

# Number options.
MIXED = [
    [1.123456789, 22.2, -333.0], [0.1, 0.25, 0.5], [1e-5, 1.5], [1e-9, 1.0], [1e10, 1.25], [nan, 1.5, -inf], [0.125, 0.375],
    [2.5, 3.5, -0.5], [0.0, -0.0], [1e-20], [123456.789012345, 0.1], [-1e-9], [inf], [1e-7, 1e-6, 123.0], [5e-324, 1.0],
    [0.1, 1 / 3], [1e100, -1.5], [0.00015, 0.00025],
]  # fmt: skip
for values in MIXED:
    for floatmode in ("fixed", "unique", "maxprec", "maxprec_equal"):
        both(values, floatmode=floatmode)
        case(values, "f64", floatmode=floatmode, precision=2)
        case(values, "f32", floatmode=floatmode, precision=0)
    both(values, suppress=True)
    case(values, "f64", suppress=True, precision=3, floatmode="fixed")
    for sign in ("+", " "):
        both(values, sign=sign)
for precision in (0, 1, 3, 12, 20):
    for floatmode in ("fixed", "maxprec", "maxprec_equal"):
        both([0.1, 0.2, 1 / 3, 2.5], precision=precision, floatmode=floatmode)
        both([1e-7, 1 / 3, 2.5e20], precision=precision, floatmode=floatmode)
case([0.1, 1e-5], "f64", precision=120, floatmode="fixed", suppress=True)
case([0.1, 1e-5], "f64", precision=110, floatmode="fixed")
case([5e-324, 0.5], "f64", precision=400, suppress=True)
# Digits beyond the shortest, where those were rounded up to a power of ten.
case([1e23, 1.2345678901234567e-5], "f64", floatmode="unique")
case([1e-99, 1e23, 1.2345678901234567e-5], "f64", floatmode="unique")
case([1e100, 1e-100, 1.2345678901234567e-5], "f64", precision=17)
# Powers of two, whose lower neighbour is nearer; for each of these the unique mode does not print the nearest decimal.
POWERS = [2.0**k for k in (-645, -569, -499, 149, 740, 890, 956, 966, -44)]
case(POWERS, "f64", floatmode="unique")
for precision in (13, 14, 15, 16):
    case(POWERS, "f64", precision=precision)
    case(POWERS, "f64", precision=precision, floatmode="fixed")

# Other words for what is no finite number; room is kept for both of them.
for values in SPECIALS:
    both(values, nanstr="NA", infstr="Infinity")
    case(values, "f64", nanstr="", infstr="", sign="+")
    case(values, "f32", nanstr="not a number", infstr="oo", sign=" ", floatmode="fixed", precision=3)

# Digits of all kinds of numbers, one to a line at their shortest.
bits = rng.integers(0, 2**32, 150, dtype=np.uint32)
case(bits.view(np.float32), "f32", floatmode="unique")
case(rng.integers(0, 2**64, 120, dtype=np.uint64).view(np.float64), "f64", floatmode="unique")
case(2.0 ** np.arange(-149, 128, 2), "f32", floatmode="unique")
case(2.0 ** np.arange(-1074, 1024, 31), "f64", floatmode="unique")
case(rng.integers(1, 2**20, 60, dtype=np.uint32).view(np.float32), "f32", floatmode="unique")
case(2.0**20 + np.arange(60) / 8, "f32", floatmode="unique")
case(rng.random(100), "f32", floatmode="unique", linewidth=60)
case(rng.random(60) * 1000, "f64", floatmode="maxprec", linewidth=60)
case(np.round(rng.random(60) * 100, 3), "f64", linewidth=60)
# Halves at the last place kept.
case((np.arange(64) * 2 + 1) / 128, "f64", precision=6)
case((np.arange(64) * 2 + 1) / 128, "f32", precision=6, floatmode="fixed")

path = Path(__file__).parent / "vectors" / "format.json"
path.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size / 1000:.0f} kB")
