"""What CPython's array.array does: random sequences of operations with their results, errors and the array after each.

Values are written as [kind, text], since JSON has neither NaN nor 64-bit integers. The array after an operation is given
by its repr without the name and type code.
"""

import random
from array import array

from common import write

CODES = 'bBhHiIlLqQfd'
SIZES = {'b': 8, 'h': 16, 'i': 32, 'l': 64, 'q': 64}
STEPS = 60
SEQUENCES = 12


def text_of(value):
    if isinstance(value, bool):
        return ['boolean', str(value).lower()]
    if isinstance(value, int):
        return ['int', str(value)]
    if isinstance(value, float):
        return ['float', {'inf': 'Infinity', '-inf': '-Infinity', 'nan': 'NaN'}.get(repr(value), repr(value))]
    if isinstance(value, bytes):
        return ['bytes', value.hex()]
    if isinstance(value, array):
        return ['array', state(value)]
    if value is None:
        return ['none', '']
    return ['text', value]


def state(a):
    return repr(a)[len("array('x'") : -1]


def range_of(code):
    bits = SIZES[code.lower()]
    return (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if code.islower() else (0, 2**bits - 1)


def value_for(rng, code, bad=0.08):
    """A value: mostly a small one, so that searches find it; sometimes a bound, sometimes one that does not fit."""
    if rng.random() < bad:
        wrong = ['seven', None] if code in 'fd' else ['seven', None, 1.5, float('nan')]
        if code not in 'fd':
            low, high = range_of(code)
            wrong += [low - 1, high + 1, high * 3, -(2**70)]
        else:
            wrong += [2**2000]
        return rng.choice(wrong)
    if rng.random() < 0.05:
        return rng.random() < 0.5
    if code in 'fd':
        return rng.choice([0.0, -0.0, 1.0, 2.5, -3.25, 0.1, 1e300, 1e-5, 1e16, 123456.75, float('inf'), float('nan'), 7])
    return rng.choice([*range(5), *range(5), *range_of(code)])


def slice_for(rng, n):
    bound = lambda: rng.choice([None, rng.randint(-n - 2, n + 2)])  # noqa: E731
    step = rng.choice([None, None, None, 1, 2, 3, -1, -2, 0])
    return bound(), bound(), step


def slice_text(parts):
    start, stop, step = ('' if part is None else str(part) for part in parts)
    return f'{start}:{stop}:{step}' if step else f'{start}:{stop}'


def list_for(rng, code, most=6, bad=0.02):
    return [value_for(rng, code, bad) for _ in range(rng.randint(0, most))]


def fitting(rng, code, count):
    return array(code, [value_for(rng, code, 0) for _ in range(count)])


def step_of(rng, a):
    """A random operation: its name, its arguments as the test is told them, and a function that does it."""
    code, n = a.typecode, len(a)
    index = lambda: rng.randint(-n - 2, n + 1)  # noqa: E731
    name = rng.choice(
        'append append extend extendArray extendOther insert insert pop pop remove index indexFrom count reverse '
        'frombytes tobytes byteswap get getSlice getSlice set setSlice setSlice setSlice delete deleteSlice concat '
        'concatOther repeat compare compareOther'.split()
    )
    if name in ('append', 'remove', 'index', 'count'):
        value = value_for(rng, code)
        return name, [text_of(value)], lambda: getattr(a, name)(value)
    if name == 'extend':
        values = list_for(rng, code)
        # fromlist, unlike extend, leaves the array as it was when a value does not fit.
        return name, [[text_of(v) for v in values]], lambda: a.fromlist(values)
    if name in ('extendArray', 'concat', 'compare', 'setSlice'):
        other = fitting(rng, code, rng.randint(0, 5))
        if name == 'compare' and rng.random() < 0.7:
            other = array(code, a)
            if n and rng.random() < 0.6:
                other[rng.randrange(n)] = value_for(rng, code, 0)
        told = [text_of(v) for v in other]
        if name == 'extendArray':
            return name, [told], lambda: a.extend(other)
        if name == 'concat':
            return name, [told], lambda: a + other
        if name == 'compare':
            return name, [told], lambda: [a == other, a < other, a > other]
        parts = slice_for(rng, n)
        return name, [slice_text(parts), told], lambda: a.__setitem__(slice(*parts), other)
    if name in ('extendOther', 'concatOther'):
        other = array('d' if code in 'fbB' else 'f', [1.0])
        return name, [other.typecode], (lambda: a.extend(other)) if name == 'extendOther' else (lambda: a + other)
    if name == 'compareOther':
        other = array('d' if code != 'd' else 'q', [int(v) if abs(v) < 2**62 else 0 for v in a if v == v])
        return name, [other.typecode, [text_of(v) for v in other]], lambda: [a == other, a < other, a > other]
    if name == 'insert':
        at, value = index(), value_for(rng, code)
        return name, [at, text_of(value)], lambda: a.insert(at, value)
    if name == 'pop':
        at = rng.choice([-1, -1, index()])
        return name, [at], lambda: a.pop(at)
    if name == 'indexFrom':
        value, start, stop = value_for(rng, code), index(), index()
        return name, [text_of(value), start, stop], lambda: a.index(value, start, stop)
    if name == 'frombytes':
        raw = rng.randbytes(rng.choice([0, a.itemsize, 2 * a.itemsize, 3]))
        return name, [text_of(raw)], lambda: a.frombytes(raw)
    if name in ('reverse', 'byteswap', 'tobytes'):
        return name, [], getattr(a, name)
    if name == 'get':
        at = index()
        return name, [at], lambda: a[at]
    if name == 'set':
        at, value = index(), value_for(rng, code)
        return name, [at, text_of(value)], lambda: a.__setitem__(at, value)
    if name == 'delete':
        at = index()
        return name, [at], lambda: a.__delitem__(at)
    if name in ('getSlice', 'deleteSlice'):
        parts = slice_for(rng, n)
        if name == 'getSlice':
            return name, [slice_text(parts)], lambda: a[slice(*parts)]
        return name, [slice_text(parts)], lambda: a.__delitem__(slice(*parts))
    times = rng.randint(-1, 3)
    return name, [times], lambda: a * times


def sequence(code, seed):
    rng = random.Random(f'{code}{seed}')
    a = array(code, [value_for(rng, code, 0) for _ in range(rng.randint(0, 12))])
    initial = [text_of(v) for v in a]
    exported, steps = None, []
    for _ in range(STEPS):
        if rng.random() < 0.06:
            if exported is None:
                exported = memoryview(a)
            else:
                exported.release()
                exported = None
        name, arguments, run = step_of(rng, a)
        if len(a) > 60:
            name, arguments, run = 'deleteSlice', ['5:'], lambda: a.__delitem__(slice(5, None))
        try:
            result = run()
            told = {'result': [text_of(v) for v in result] if isinstance(result, list) else text_of(result)}
        except (TypeError, ValueError, IndexError, OverflowError, BufferError) as error:
            told = {'error': type(error).__name__}
        steps.append([name, exported is not None, arguments, told, state(a)])
    return {'code': code, 'initial': initial, 'steps': steps}


def make():
    write('packed', {'sequences': [sequence(code, seed) for code in CODES for seed in range(SEQUENCES)]})
    return 'packed'
