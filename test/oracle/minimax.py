#!/usr/bin/env python3
"""Derives every polynomial coefficient and split constant of assembly/math, with mpmath and nothing else.

    python3 test/oracle/minimax.py            prints the constants, one function family after the other
    python3 test/oracle/minimax.py --check    asserts that each of them stands in assembly/math, digit for digit

Polynomials: Remez exchange on a fine Chebyshev grid for min max |w(z) (f(z) - p(z))|, then the coefficients are rounded
to f64 from the lowest degree up, refitting the remaining ones after each rounding, so that a coefficient's rounding
error is taken up by those above it.  `error` is the weighted error of the rounded polynomial as log2.
"""

import re
import struct
import sys
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 150

MATH = Path(__file__).resolve().parents[2] / 'assembly' / 'math'


# ------------------------------------------------------------------------------------------------- polynomials


def remez(values, weights, nodes, degree):
    """Minimax polynomial over the grid: solves for equal alternating errors, exchanges, repeats."""
    count = degree + 2
    reference = [round(k * (len(nodes) - 1) / (count - 1)) for k in range(count)]
    for _ in range(40):
        system = mp.matrix(count, count)
        right = mp.matrix(count, 1)
        for row, at in enumerate(reference):
            for power in range(degree + 1):
                system[row, power] = weights[at] * nodes[at] ** power
            system[row, degree + 1] = (-1) ** row
            right[row] = weights[at] * values[at]
        solution = mp.lu_solve(system, right)
        coefficients = [solution[k] for k in range(degree + 1)]
        errors = [weights[k] * (values[k] - horner(coefficients, z)) for k, z in enumerate(nodes)]
        found = alternation(errors, count)
        if found is None or found == reference:
            break
        reference = found
    return coefficients


def alternation(errors, count):
    """Indices of `count` extrema of alternating sign: the largest of each run of one sign, weakest ends dropped."""
    runs = []
    for k, error in enumerate(errors):
        if runs and (errors[runs[-1]] > 0) == (error > 0):
            if abs(error) > abs(errors[runs[-1]]):
                runs[-1] = k
        else:
            runs.append(k)
    while len(runs) > count:
        runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
    return runs if len(runs) == count else None


def horner(coefficients, z):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * z + c
    return total


def single(value):
    """The f32 nearest to a number."""
    return struct.unpack('<f', struct.pack('<f', float(value)))[0]


def fit(function, weight, low, high, degree, nearest=float, points=400):
    """Minimax coefficients, lowest degree first, rounded by `nearest`, and log2 of their weighted error."""
    low, high = mpf(low), mpf(high)
    # Open at `low`: the functions below are quotients that mpmath can only take the limit of at 0.
    nodes = [low + (high - low) * (1 - mp.cos(mp.pi * (k + 1) / points)) / 2 for k in range(points)]
    values = [function(z) for z in nodes]
    weights = [weight(z) for z in nodes]
    fixed = []
    for done in range(degree + 1):
        shifted = [(v - horner(fixed, z)) / z**done if fixed else v for v, z in zip(values, nodes)]
        scaled = [w * z**done for w, z in zip(weights, nodes)]
        fixed.append(mpf(nearest(remez(shifted, scaled, nodes, degree - done)[0])))
    worst = max(abs(w * (v - horner(fixed, z))) for v, w, z in zip(values, weights, nodes))
    return [float(c) for c in fixed], float(mp.log(worst, 2))


def root(z):
    return mp.sqrt(z)


# name: (what p(z) stands for, function, weight, low, high, degree).  The weight turns the error of p into the error of
# the whole function, relative to the function's leading term.  Names that end in 32 have coefficients in f32.
POLYNOMIALS = {
    'exp.ts': {
        'EVEN': ('(cosh r - 1 - z/2) / z^2, z = r^2, |r| <= 0.3466',
                 lambda z: (mp.cosh(root(z)) - 1 - z / 2) / z**2, lambda z: z**1.5, 0, '0.1204', 4),
        'ODD': ('(sinh r - r) / (r z)',
                lambda z: (mp.sinh(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.1204', 4),
    },
    'log.ts': {
        'SERIES': ('(2 atanh(s) / s - 2 - 2z/3) / z^2, z = s^2, |s| <= 0.1716',
                   lambda z: (2 * mp.atanh(root(z)) / root(z) - 2 - 2 * z / 3) / z**2, lambda z: z**2, 0, '0.02945', 7),
    },
    'exp-lanes.ts': {
        'EVEN': ('(cosh r - 1 - z/2) / z^2, z = r^2, |r| <= 0.3466',
                 lambda z: (mp.cosh(root(z)) - 1 - z / 2) / z**2, lambda z: z**2, 0, '0.1204', 3),
        'ODD': ('(sinh r - r) / (r z)',
                lambda z: (mp.sinh(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.1204', 4),
        'EVEN32': ('(cosh r - 1 - z/2) / z^2',
                   lambda z: (mp.cosh(root(z)) - 1 - z / 2) / z**2, lambda z: z**2, 0, '0.1204', 1),
        'ODD32': ('(sinh r - r) / (r z)',
                  lambda z: (mp.sinh(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.1204', 1),
    },
    'log-lanes.ts': {
        'SERIES': ('(2 atanh(s) / s - 2) / z, z = s^2, |s| <= 0.1716',
                   lambda z: (2 * mp.atanh(root(z)) / root(z) - 2) / z, lambda z: z / 2, 0, '0.02945', 6),
        'SERIES32': ('(2 atanh(s) / s - 2) / z',
                     lambda z: (2 * mp.atanh(root(z)) / root(z) - 2) / z, lambda z: z / 2, 0, '0.02945', 2),
    },
    'pow-lanes.ts': {
        'LOG2_OF_SINGLE': ('2 atanh(s) / (s ln 2), z = s^2, |s| <= 0.1716',
                           lambda z: 2 * mp.atanh(root(z)) / (root(z) * mp.log(2)), lambda z: mp.log(2) / 2, 0, '0.02945', 4),
        'EVEN_OF_SINGLE': ('(cosh(f ln 2) - 1) / z, z = f^2, |f| <= 1/2',
                           lambda z: (mp.cosh(root(z) * mp.log(2)) - 1) / z, lambda z: z, 0, '0.25', 2),
        'ODD_OF_SINGLE': ('sinh(f ln 2) / f, z = f^2, |f| <= 1/2',
                          lambda z: mp.sinh(root(z) * mp.log(2)) / root(z), root, 0, '0.25', 2),
    },
    'trigonometric.ts': {
        'SIN': ('(sin r - r) / (r z), z = r^2, |r| <= pi/4',
                lambda z: (mp.sin(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.6170', 5),
        'COS': ('(cos r - 1 + z/2) / z^2',
                lambda z: (mp.cos(root(z)) - 1 + z / 2) / z**2, lambda z: z**2, 0, '0.6170', 5),
        'TAN': ('(tan r - r) / (r z)',
                lambda z: (mp.tan(root(z)) / root(z) - 1) / z, lambda z: z * root(z) / mp.tan(root(z)), 0, '0.6170', 13),
        'SIN32': ('(sin r - r) / (r z)',
                  lambda z: (mp.sin(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.6170', 2),
        'COS32': ('(cos r - 1 + z/2) / z^2',
                  lambda z: (mp.cos(root(z)) - 1 + z / 2) / z**2, lambda z: z**2, 0, '0.6170', 2),
        'TAN32': ('(tan r - r) / (r z)',
                  lambda z: (mp.tan(root(z)) / root(z) - 1) / z, lambda z: z * root(z) / mp.tan(root(z)), 0, '0.6170', 6),
    },
    'inverse.ts': {
        'ATAN': ('(atan t - t) / (t z), z = t^2, |t| <= 0.55',
                 lambda z: (mp.atan(root(z)) / root(z) - 1) / z, lambda z: z * root(z) / mp.atan(root(z)), 0, '0.3026', 12),
        'ATAN32': ('(atan t - t) / (t z)',
                   lambda z: (mp.atan(root(z)) / root(z) - 1) / z, lambda z: z * root(z) / mp.atan(root(z)), 0, '0.3026', 5),
        'ASIN': ('(asin x - x) / (x z), z = x^2, |x| <= 1/2',
                 lambda z: (mp.asin(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.25', 11),
        'ASIN32': ('(asin x - x) / (x z)',
                   lambda z: (mp.asin(root(z)) / root(z) - 1) / z, lambda z: z, 0, '0.25', 4),
    },
    'inverse-hyperbolic.ts': {
        'AREA': ('(2 atanh(v/2) - v) / (v z), z = v^2, |v| <= 0.546',
                 lambda z: (2 * mp.atanh(root(z) / 2) / root(z) - 1) / z, lambda z: z, 0, '0.2981', 8),
        'AREA32': ('(2 atanh(v/2) - v) / (v z)',
                   lambda z: (2 * mp.atanh(root(z) / 2) / root(z) - 1) / z, lambda z: z, 0, '0.2981', 3),
    },
    'bessel.ts': {
        'SMALL': ('(I0(x) - 1) / z, z = x^2 / 4, |x| <= 12',
                  lambda z: (mp.besseli(0, 2 * root(z)) - 1) / z, lambda z: z / mp.besseli(0, 2 * root(z)), 0, 36, 17),
        'LARGE': ('I0(x) e^-x sqrt(x), u = 12 / x, 12 <= x <= 720',
                  lambda u: mp.besseli(0, 12 / u) * mp.exp(-12 / u) * root(12 / u), lambda u: mpf(5) / 2, '0.0166', 1, 17),
    },
}

# The functions of single values have the same.
POLYNOMIALS['angle.ts'] = {name: POLYNOMIALS['trigonometric.ts'][name] for name in ('SIN', 'COS')}


# --------------------------------------------------------------------------------------------------- constants


def leading(value, bits):
    """`value` cut to `bits` significant bits, towards zero."""
    exponent = mp.floor(mp.log(abs(value), 2)) + 1 - bits
    return mp.floor(value / mpf(2) ** exponent) * mpf(2) ** exponent


def split(value, *widths, nearest=float):
    """Parts of the given widths in bits, then one more with the rest, rounded."""
    parts = []
    for bits in widths:
        parts.append(leading(value, bits))
        value -= parts[-1]
    return [float(p) for p in parts] + [nearest(value)]


def pair(value, nearest=float):
    """The nearest f64 (or f32) and the one nearest to what is left."""
    return [nearest(value), nearest(value - mpf(nearest(value)))]


def parts(value, *widths, nearest=float):
    """Like `split`, but each part is the nearest number of its width: the parts become small faster."""
    found = []
    for bits in widths:
        unit = mpf(2) ** (mp.floor(mp.log(abs(value), 2)) + 1 - bits)
        found.append(mp.nint(value / unit) * unit)
        value -= found[-1]
    return [float(p) for p in found] + [nearest(value)]


def guess(bits, bias):
    """The integer B for which the bits B - v/3, v the upper bits of x, are closest to those of x^(-1/3); and how close."""

    def number(p):
        return mpf(2) ** mp.floor(p) * (1 + p - mp.floor(p))

    def worst(offset):
        places = [mpf(k) / 80 for k in range(241)]
        return max(abs(1 - number(p) * number(offset / mpf(2) ** bits - (p + bias) / 3 - bias) ** 3) for p in places)

    low, high = mpf(bias) * 4 / 3 * 2**bits - mpf(2) ** bits / 8, mpf(bias) * 4 / 3 * 2**bits
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, b) if worst(a) < worst(b) else (a, high)
    offset = mp.nint((low + high) / 2)
    return float(offset), worst(offset)


def around(function, reach, degree, nearest, points=200):
    """Minimax coefficients for |e| <= reach, of a factor of e; for few digits, so that rounding them does not count."""
    nodes = [-reach * mp.cos(mp.pi * (2 * k + 1) / (2 * points)) for k in range(points)]
    found = remez([function(e) for e in nodes], [abs(e) for e in nodes], nodes, degree)
    return [nearest(c) for c in found]


def circular():
    """Of sin, cos, tan, their inverses and their kin."""
    for nearest, widths in ((float, (35, 35)), (single, (12, 17))):
        yield 'trigonometric.ts', f'2/pi, {nearest.__name__}', [nearest(2 / mp.pi)], nearest
        what = f'pi/2 in parts of {widths[0]} and {widths[1]} bits and the rest'
        yield 'trigonometric.ts', what, parts(mp.pi / 2, *widths, nearest=nearest), nearest
        yield 'inverse.ts', 'pi/2', pair(mp.pi / 2, nearest), nearest
    yield 'inverse.ts', 'pi/4 in 50 bits and the rest', split(mp.pi / 4, 50)
    yield 'inverse.ts', 'pi/4 in 21 bits and the rest', split(mp.pi / 4, 21, nearest=single), single
    for nearest, bits, exponent, degree in ((float, 20, 1023, 5), (single, 14, 127, 2)):
        name = nearest.__name__
        yield 'roots.ts', f'1/3, {name}', [nearest(mpf(1) / 3)], nearest
        offset, reach = guess(bits, exponent)
        yield 'roots.ts', f'{name}: the offset of a third of the upper bits', [2.0 ** (23 if nearest is single else 52) + offset]
        series = around(lambda e: ((1 - e) ** (-mpf(1) / 3) - 1) / e, reach, degree, nearest)
        yield 'roots.ts', f'((1 - e)^(-1/3) - 1) / e, |e| <= {float(reach):.3f}', series, nearest


def powers():
    """Of pow-lanes.ts: the series; and pow-table.ts: c and its logarithm."""

    def rest(r):
        return (mp.log(1 + r) - r + r * r / 2) / r**3

    nodes = [-mpf('0.0084') * mp.cos(mp.pi * (2 * k + 1) / 400) for k in range(200)]
    series = remez([rest(r) for r in nodes], [abs(r) ** 2 for r in nodes], nodes, 5)
    yield 'pow-lanes.ts', '(log(1 + r) - r + r^2/2) / r^3, |r| <= 0.0084', [float(c) for c in series]
    first = struct.unpack('<Q', struct.pack('<d', float(mp.sqrt(mpf(1) / 2))))[0]
    for i in range(64):
        ends = (first + (i << 46), first + ((i + 1) << 46) - 1)
        low, high = (struct.unpack('<d', struct.pack('<Q', end))[0] for end in ends)
        c = 1.0 if low <= 1 <= high else round(2 / (low + high) * 512) / 512
        log = -mp.log(mpf(c))
        upper = mp.nint(log * mpf(2) ** 42) / mpf(2) ** 42
        least = mp.nint((log - upper) * mpf(2) ** 76) / mpf(2) ** 76
        yield 'pow-table.ts', f'c, -log c to 2^-42 and 2^-76, m from {low:.4f}', [c, float(upper), float(least)]


def two_over_pi_words():
    """2/pi in words of 32 bits, most significant first, from its bit of weight 2^63 on."""
    with mp.workdps(500):
        scaled = int(mp.floor(mpf(2) / mp.pi * mpf(2) ** (32 * 38)))
    return [(scaled >> (32 * (39 - k))) & 0xFFFFFFFF for k in range(40)]


def constants():
    ln2, third = mp.log(2), mpf(1) / 3
    yield 'constants.ts', 'ln 2: LN2 and LN2_TAIL', pair(ln2)
    yield 'constants.ts', 'LN2_HIGH, 42 bits, and LN2_LOW', split(ln2, 42)
    yield 'constants.ts', 'LN2_UPPER, 26 bits, and LN2_REST', split(ln2, 26)
    yield 'constants.ts', 'LOG2_E, then in 26 bits and the rest', [float(1 / ln2), *split(1 / ln2, 26)]
    for nearest, half, most in ((float, 26, 42), (single, 12, 16)):
        name = nearest.__name__
        yield 'exp-lanes.ts', f'1 / ln 2, {name}', [nearest(1 / ln2)], nearest
        parts = split(ln2, most, nearest=nearest) + pair(ln2, nearest)
        yield 'exp-lanes.ts', f'ln 2: {most} bits and the rest, and rounded', parts, nearest
        yield 'log-lanes.ts', f'ln 2 in {most} bits and the rest', split(ln2, most, nearest=nearest), nearest
        yield 'log-lanes.ts', f'log10 2 in {most} bits and the rest', split(mp.log10(2), most, nearest=nearest), nearest
        yield 'log-lanes.ts', 'sqrt(1/2)', [nearest(mp.sqrt(mpf(1) / 2))], nearest
        for base in (2, 10):
            parts = split(1 / mp.log(base), half, nearest=nearest)
            yield 'log-lanes.ts', f'1 / ln {base} in {half} bits and the rest', parts, nearest
    yield 'constants.ts', 'pi', [float(mp.pi)]
    yield 'constants.ts', 'HALF_PI and HALF_PI_TAIL', pair(mp.pi / 2)
    yield 'constants.ts', 'QUARTER_PI, TWO_OVER_PI', [float(mp.pi / 4), float(2 / mp.pi)]
    yield 'constants.ts', 'SQRT_HALF', [float(mp.sqrt(mpf(1) / 2))]
    yield 'constants.ts', 'NORMAL, TWO_630, TWO_MINUS_630', [2.0**-1022, 2.0**630, 2.0**-630]
    yield 'pow.ts', '2/3: 26 bits, the rest, and whole', [*split(2 * third, 26), float(2 * third)]
    yield from powers()
    yield 'logadd.ts', 'LN2_MIDDLE and LN2_LEAST: 42 bits after LN2_HIGH and the rest', split(ln2, 42, 42)[1:]
    yield 'reduction.ts', 'pi/2 in three parts of 33 bits and the rest', split(mp.pi / 2, 33, 33, 33)
    yield from circular()


def literal(value, nearest=float):
    """As the formatter leaves it in the sources: shortest digits that give the same number, no needless exponent sign."""
    digits = repr(value)
    if nearest is single:
        digits = next(d for d in (f'{value:.{n}g}' for n in range(1, 18)) if single(float(d)) == value)
        digits = repr(float(digits))
    return digits.replace('e-0', 'e-').replace('e+', 'e')


def main(check):
    missing = []

    def emit(file, text):
        print('   ', text)
        if check and re.search(r'(?<![\w.])' + re.escape(text.lstrip('-')) + r'(?![\w.])', sources[file]) is None:
            missing.append(f'{file}: {text}')

    sources = {p.name: p.read_text() for p in MATH.glob('*.ts')} if check else {}
    for file, polynomials in POLYNOMIALS.items():
        for name, (what, function, weight, low, high, degree) in polynomials.items():
            nearest = single if name.endswith('32') else float
            coefficients, error = fit(function, weight, low, high, degree, nearest)
            print(f'{file}: {name}: {what}; error 2^{error:.1f}')
            for c in coefficients:
                emit(file, literal(c, nearest))
    for file, what, values, *nearest in constants():
        print(f'{file}: {what}')
        for value in values:
            emit(file, literal(value, *nearest))
    print('reduction.ts: the bits of 2/pi')
    for word in two_over_pi_words():
        emit('reduction.ts', f'0x{word:08x}')
    if missing:
        sys.exit('not in assembly/math:\n' + '\n'.join(missing))


if __name__ == '__main__':
    main('--check' in sys.argv[1:])
