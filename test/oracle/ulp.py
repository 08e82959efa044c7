#!/usr/bin/env python3
"""Writes test/oracle/vectors/math-ulp.json.gz: reference points for the elementary functions.

    python3 test/oracle/ulp.py

For each function: `f64` and `f32` points with the correctly rounded result, and `exact` points (f64) whose result is a
floating-point number, where nothing but that number is right.  Zeros, infinities, NaN and the signs of zero are
NumPy's; every other result is mpmath's (reference.py), and NumPy's has to be within 8 ULP of it, or the script stops.
Points are special values, the boundaries of the kernels' reductions and their neighbours, the points where a result is
near zero, near overflow or denormal, the arguments that lie closest to multiples of pi/2, and random ones over all
exponents.
"""

import math
import random
import struct

import numpy as np
from common import DTYPES, encode, write
from mpmath import mp, mpf
from reference import correct

RANDOM = random.Random(20240607)

INF = math.inf
NAN = math.nan
TINY = 5e-324
NORMAL = 2.2250738585072014e-308
HUGE = 1.7976931348623157e308
LN2 = math.log(2)

# ------------------------------------------------------------------------------------------------------ points


def neighbours(x, reach=1):
    out = [x]
    up = down = x
    for _ in range(reach):
        up, down = math.nextafter(up, INF), math.nextafter(down, -INF)
        out += [up, down]
    return out


def uniform(low, high, count):
    return [RANDOM.uniform(low, high) for _ in range(count)]


def spread(low, high, count, signed=True):
    """Log-uniform magnitudes."""
    a, b = math.log(low), math.log(high)
    return [math.exp(RANDOM.uniform(a, b)) * (RANDOM.choice((-1, 1)) if signed else 1) for _ in range(count)]


def bits(count, signed=True):
    """Random bit patterns: all exponents alike, denormals now and then."""
    out = []
    while len(out) < count:
        x = struct.unpack('<d', RANDOM.randbytes(8))[0]
        if math.isfinite(x):
            out.append(x if signed else abs(x))
    return out


def denormals(count, signed=True):
    out = [math.ldexp(RANDOM.getrandbits(RANDOM.randint(1, 52)), -1074) for _ in range(count)]
    return [x * RANDOM.choice((-1, 1)) for x in out] if signed else out


def about(centre, widest, count):
    """Around a centre, at distances of all sizes."""
    return [centre + d for d in spread(widest * 2.0**-50, widest, count)]


def closest_to_quarter_turns(step):
    """For binades `step` apart, an f64 nearly as close to a multiple of pi/2 as any: convergents of 2^e 2/pi."""
    out = []
    with mp.workprec(1400):
        for e in [*range(-50, 971, step), 797]:
            rest = mpf(2) ** e * 2 / mp.pi
            q0, q1 = 0, 1
            while True:
                whole = int(mp.floor(rest))
                q0, q1 = q1, whole * q1 + q0 if q0 else 1
                rest = 1 / (rest - whole)
                if int(mp.floor(rest)) * q1 + q0 >= 2**53:
                    break
            m = q1 * (2**53 // q1)
            out.append(math.ldexp(m, e))
    return out


SPECIAL = [0.0, -0.0, INF, -INF, NAN, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 1e-8, -1e-8, 1e-17, -1e-17]
SPECIAL += [TINY, -TINY, 3 * TINY, NORMAL, -NORMAL, NORMAL - TINY, HUGE, -HUGE, 1e300, -1e300, 1e-300, -1e-300]
SPECIAL += [*neighbours(1.0), *neighbours(-1.0), 10.0, 0.1, 1.5, -1.5, 2.0**52 + 0.5, 2.0**53, -(2.0**53)]


def half_logs(low, high, count, base=LN2):
    """Where the k of x = k log 2 + r changes."""
    return [x for k in RANDOM.sample(range(low, high), count) for x in neighbours((k + 0.5) * base)]


def roots_of_two(count):
    """Where the exponent of a logarithm's reduction changes."""
    ks = [0, -1, 1, -2, *RANDOM.sample(range(-1020, 1020), count)]
    return [x for k in ks for x in neighbours(math.ldexp(math.sqrt(0.5), k))]


def positive():
    return [*bits(150, False), *about(1.0, 0.4, 150), *uniform(0.5, 2, 80), *denormals(40, False), *roots_of_two(15)]


def turns():
    out = [*closest_to_quarter_turns(16), *bits(80), *spread(1e-9, 1.6e6, 150), *spread(1.6e6, HUGE, 50)]
    out += [*uniform(-1, 1, 100), *uniform(-10, 10, 100), *neighbours(1647099.0, 2), *neighbours(-1647099.0, 2)]
    for k in [*range(1, 13), *(RANDOM.randint(13, 1 << 20) for _ in range(20)), (1 << 20) - 1, 1 << 20, (1 << 20) + 1]:
        out += neighbours(k * math.pi / 4)
    return out


def small(widest, count):
    return [*spread(1e-18, widest, count), *uniform(-widest, widest, count)]


def below_one(count):
    return [1 - x for x in spread(1e-16, 0.5, count, False)]


UNARY = {
    'exp': [*uniform(-746, 710, 200), *uniform(-745.5, -707, 80), *small(1, 80), *half_logs(-1074, 1024, 25)]
    + [x for c in (709.782712893384, -745.1332191019411, -708.3964185322641) for x in neighbours(c, 4)],
    'exp2': [*uniform(-1076, 1025, 200), *uniform(-1075.5, -1020, 80), *small(1, 80), *half_logs(-1074, 1024, 25, 1)]
    + [x for c in (1024.0, -1074.0, -1075.0, -1022.0) for x in neighbours(c, 2)],
    'expm1': [*uniform(-45, 710, 120), *small(1, 150), *uniform(-3, 3, 100), *half_logs(-56, 1024, 25)]
    + [x for c in (709.782712893384, 0.34657359027997264, -0.34657359027997264, 37.08) for x in neighbours(c, 3)],
    'log': positive(),
    'log2': positive(),
    'log10': positive(),
    'log1p': [*bits(60), *small(0.5, 150), *uniform(-1, 4, 100), *denormals(20)]
    + [x for k in range(-4, 60, 3) for x in neighbours(math.ldexp(math.sqrt(0.5), k) - 1)]
    + [x - 1 for x in spread(1e-16, 1, 50, False)],
    'sin': turns(),
    'cos': turns(),
    'tan': turns(),
    'arcsin': [*uniform(-1, 1, 250), *small(0.5, 80), *below_one(100), *neighbours(0.5, 3)],
    'arccos': [*uniform(-1, 1, 250), *small(0.5, 50), *below_one(100), *neighbours(-0.5, 3)]
    + [-x for x in below_one(50)],
    'arctan': [*uniform(-3, 3, 250), *spread(1e-9, 1e9, 120), *bits(60), *spread(1e15, 1e20, 20)]
    + [x for i in range(8) for b in neighbours((i + 0.5) / 8, 2) for x in (b, 1 / b)],
    'sinh': [*uniform(-3, 3, 150), *small(0.4, 100), *uniform(-711, 711, 120), *half_logs(0, 1024, 20)]
    + [x for c in (710.4758600739439, 0.34657359027997264, 41.9) for x in neighbours(c, 3)],
    'tanh': [*uniform(-3, 3, 200), *small(0.4, 120), *uniform(-25, 25, 100), *half_logs(0, 60, 20, LN2 / 2)]
    + neighbours(22.0, 2),
    'arcsinh': [*uniform(-3, 3, 200), *spread(1e-12, 1e12, 120), *bits(100)]
    + [*neighbours(0.75, 3), *neighbours(1e10, 2)],
    'arccosh': [*uniform(1, 3, 180), *spread(1, 1e12, 80, False), *bits(60, False)]
    + [1 + x for x in spread(1e-16, 1, 120, False)]
    + [*neighbours(1.25, 3), *neighbours(1e10, 2)],
    'arctanh': [*uniform(-1, 1, 250), *small(0.5, 100), *below_one(100), *neighbours(1 / 3, 2)],
    'cbrt': [*bits(200), *uniform(-10, 10, 120), *denormals(60)]
    + [x for k in RANDOM.sample(range(-1020, 1020), 25) for x in neighbours(2.0**k)],
}
UNARY['cosh'] = UNARY['sinh']


def crossed(left, right):
    return [(x, y) for x in left for y in right]


def pairs(left, right):
    return list(zip(left, right))


def power_points():
    out = crossed(
        [0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 2.0, -2.0, 0.5, -0.5, TINY, -TINY, HUGE, -HUGE, 1 - 2.0**-53],
        [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, INF, -INF, NAN, 2.0**53, 2.0**53 - 1, TINY, 1e300],
    )
    out += pairs(uniform(0, 3, 100), uniform(-100, 100, 100))
    out += pairs(bits(80, False), spread(1e-3, 1e3, 80))
    out += pairs([-x for x in spread(1e-3, 1e3, 40, False)], [float(RANDOM.randint(-100, 100)) for _ in range(40)])
    out += pairs(denormals(20, False), uniform(-1, 1, 20))
    # Results near overflow, near the least normal number and denormal: where log x counts with up to 2^10 of itself.
    for x in [*spread(1e-300, 1e300, 60, False), *about(1.0, 0.1, 60)]:
        for edge in (RANDOM.uniform(690, 709.7), RANDOM.uniform(-745, -690)):
            if x != 1:
                out.append((x, edge / math.log(x)))
    return out


def angle_points():
    specials = [0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, TINY, -TINY, HUGE, -HUGE, 1e-300, -1e300]
    out = crossed(specials, specials) + pairs(bits(120), bits(120)) + pairs(uniform(-3, 3, 150), uniform(-3, 3, 150))
    out += pairs(spread(1e-9, 1e9, 100), spread(1e-9, 1e9, 100)) + pairs(denormals(40), denormals(40))
    out += pairs(spread(1e290, HUGE, 30), spread(1e290, HUGE, 30))
    # Quotients of 2^+-64 or so, and ones that underflow.
    out += pairs(spread(1e-20, 1e20, 40), spread(1e-20, 1e20, 40))
    out += pairs(spread(1e-308, 1e-290, 20), spread(1, 1e20, 20))
    return out


def side_points():
    specials = [0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, TINY, -TINY, HUGE, 1e-300, -1e300]
    out = crossed(specials, specials) + pairs(bits(100), bits(100)) + pairs(uniform(-3, 3, 150), uniform(-3, 3, 150))
    out += pairs(spread(1e-9, 1e9, 120), spread(1e-9, 1e9, 120)) + pairs(denormals(60), denormals(60))
    for low, high, count in (1e140, 1e160, 40), (1e306, HUGE, 40), (1e-170, 1e-120, 60):
        out += pairs(spread(low, high, count), spread(low, high, count))
    return out


def exponent_points(complement):
    specials = [0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, TINY, HUGE, -HUGE, 700.0, -700.0]
    out = crossed(specials, specials) + pairs(uniform(-3, 3, 200), uniform(-3, 3, 200))
    out += pairs(uniform(-800, 800, 80), uniform(-800, 800, 80)) + [(0.0, -x) for x in spread(1e-3, 1100, 80, False)]
    out += pairs(spread(1e-20, 1e3, 100), spread(1e-20, 1e3, 100)) + [(x, x) for x in uniform(-3, 3, 20)]
    # Results near zero: b close to the logarithm of 1 - e^a, down to 2^-40 of it.
    for a in uniform(-3, 0, 120):
        b = complement(a)
        out.append((a, b * (1 + RANDOM.choice((-1, 1)) * 2.0 ** RANDOM.uniform(-40, -1))))
    return out


BINARY = {
    'power': power_points(),
    'arctan2': angle_points(),
    'hypot': side_points(),
    'logaddexp': exponent_points(lambda a: math.log(-math.expm1(a))),
    'logaddexp2': exponent_points(lambda a: math.log2(-math.expm1(a * LN2))),
}

def steps(x, reach=2):
    """Neighbours in both formats, of both signs."""
    with np.errstate(all='ignore'):
        single = np.float32(x)
        around = np.nextafter(single, np.float32([0, np.inf]))
    out = [*neighbours(x, reach), *(float(v) for v in (single, *around))]
    return [*out, *(-v for v in out)]


# Where the vector functions change their way; added to both tables of a function.
EDGES = {
    **dict.fromkeys(('sin', 'cos', 'tan'), [*steps(201.0), *steps(411770.0), *steps(128.5 * math.pi / 2)]),
    **dict.fromkeys(('arcsin', 'arccos'), steps(0.5)),
    'arctan': [*steps(0.55), *steps(1 / 0.55), *steps(1.0)],
    'arctan2': [(y, x) for y in (0.55, 1 / 0.55, 2.0**126, 2.0**127) for x in (1.0, -1.0, *neighbours(2.0**126), *neighbours(2.0**1022))]
    + [(a * TINY, b * TINY) for a in range(1, 6) for b in (1, -3, 5)],
    'cbrt': [*steps(1e-270), *steps(1e-33), *(x for k in range(-3, 4) for x in steps(2.0**k))],
    'hypot': [(a, b) for a in (*steps(1e-15), *steps(1e19), *steps(1e-130), *steps(1e150)) for b in (a, 0.5 * a, 1.0, 0.0)],
    **dict.fromkeys(('arcsinh', 'arccosh'), [*steps(2.0**30), *steps(1.0)]),
    'arctanh': [*steps(0.5), *steps(0.125)],
    # Near overflow, of bases next to the ends of a reduction: where parts of the logarithm are as large as they get.
    'power': [(1.4143622195357983, 2042.0243517965941), (0.7071614211407521, -2043.7681388454102)]
    + [(1.0081328936955836, 86801.74140031093), (1.008089849796059, 86917.25745874638)],
}

EXACT = {
    'exp': [0.0],
    'exp2': [float(k) for k in range(-1074, 1024, 7)],
    'log': [1.0],
    'log2': [math.ldexp(1, k) for k in range(-1074, 1024, 7)],
    'log10': [10.0**k for k in range(23)],
    'cbrt': [float(n**3) for n in range(-60, 61)] + [math.ldexp(27, 3 * k) for k in range(-300, 300, 23)],
    'power': [(float(b), float(e)) for b in range(2, 40) for e in range(2, 33) if b**e < 2**53]
    + [(2.0, float(k)) for k in range(-1074, 1024, 29)]
    + [(float(n * n), 0.5) for n in range(1, 40)],
    'hypot': [(3.0, 4.0), (5.0, 12.0), (8.0, 15.0), (20.0, 21.0), (3e300, 4e300), (15 * TINY, 8 * TINY)],
}

# ------------------------------------------------------------------------------------------------------ output


def within_f32(x):
    """x, or its mantissa with an exponent that f32 has."""
    if x == 0 or not math.isfinite(x) or 1e-45 < abs(x) < 3.4e38:
        return x
    return math.ldexp(math.frexp(x)[0], RANDOM.randint(-148, 128))


def check(name, operands, result, numpy):
    """Stops where mpmath and NumPy disagree, but where logarithms cancel, which NumPy's precision does not survive."""
    same = (result == numpy) | (np.isnan(result) & np.isnan(numpy))
    far = ~(same | (abs(result - numpy) <= 8 * np.spacing(abs(result))))
    if name.startswith('logaddexp'):
        far &= abs(result) > 0.5 * np.max(np.abs(operands), axis=0)
    if far.any():
        at = np.flatnonzero(far)[0]
        raise SystemExit(f'{name}{[o[at] for o in operands]}: mpmath {result[at]!r}, NumPy {numpy[at]!r}')


def table(name, points, dtype):
    points = [p if isinstance(p, tuple) else (p,) for p in points]
    with np.errstate(all='ignore'):
        operands = np.array(points, DTYPES[dtype])
        # Each point once, told apart by its bits: -0 is another one than 0.
        _, first = np.unique(operands.view(f'u{operands.itemsize}'), axis=0, return_index=True)
        operands = np.ascontiguousarray(operands[np.sort(first)].T)
        numpy = getattr(np, name)(*operands)
        result = correct(name, operands, numpy)
        check(name, operands, result, numpy)
    return {'in': [encode(o) for o in operands], 'out': encode(result)}


def main():
    functions = {}
    for name, points in {**{name: SPECIAL + points for name, points in UNARY.items()}, **BINARY}.items():
        if name in BINARY:
            single = [tuple(map(within_f32, p)) for p in RANDOM.sample(points, 280)]
        else:
            single = [*SPECIAL, *map(within_f32, RANDOM.sample(points, 220))]
        edges = EDGES.get(name, [])
        functions[name] = {'f64': table(name, points + edges, 'f64'), 'f32': table(name, single + edges, 'f32')}
        if name in EXACT:
            functions[name]['exact'] = table(name, EXACT[name], 'f64')
    write('math-ulp', {'functions': functions})


if __name__ == '__main__':
    main()
