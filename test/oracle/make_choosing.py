"""choosing.json.gz: pieces, triangles, grids of ranges, bits, byte orders, repetitions and different slices."""

import numpy as np

from common import DTYPES, INTS, encode, write
from make_numerics import Calls

FUNCTIONS = {
    'negative': np.negative,
    'double': lambda v: v * 2,
    'count': lambda v: len(v),
    'reversed': lambda v: v[::-1],
    'last': lambda v: v[-1:],
    'wrong': lambda v: np.zeros(len(v) + 1),
    'tril': np.tril,
    'triu': np.triu,
    'scalar': lambda m, k: 1,
}


class Function:
    """A function by its name: NumPy gets the function, contig the name."""

    def __init__(self, name):
        self.name = name

    def __call__(self, *args):
        return FUNCTIONS[self.name](*args)


class Named(Calls):
    def plain(self, value):
        return {'function': value.name} if isinstance(value, Function) else super().plain(value)


def sample(rng, dtype, shape):
    if dtype == 'bool':
        return rng.integers(0, 2, shape).astype(bool)
    if dtype in ('f32', 'f64'):
        values = np.round(rng.normal(size=shape) * 8) / 4
        return np.where(rng.random(shape) < 0.1, -0.0, values).astype(DTYPES[dtype])
    info = np.iinfo(DTYPES[dtype])
    return rng.integers(info.min, info.max, shape, DTYPES[dtype], endpoint=True)


def pieces(calls, rng):
    def add(x, conditions, functions):
        calls.add('piecewise', lambda: np.piecewise(x, conditions, functions), x, conditions, functions)

    negative, double, count, last = (Function(name) for name in ('negative', 'double', 'count', 'last'))
    for dtype in ['u8', 'i16', 'i64', 'f32', 'f64']:
        for shape in ((7,), (3, 4), (2, 3, 2)):
            x = sample(rng, dtype, shape)
            middle = np.median(x)
            add(x, [x > middle], [3])
            add(x, [x > middle], [3, 4])
            add(x, [x > middle, x < middle], [1, 2])
            add(x, [x >= middle, x > middle], [double, count, Function('reversed')])
            add(x, x > middle, [last, double])
            add(x, [x > middle, x < middle], [1])
            add(x, [x > middle], [Function('wrong')])
            add(x, [(x > middle).astype('i4') * 3], [5])
    m = sample(rng, 'f64', (3, 4))
    rows = np.array([True, False, True])
    add(m, [rows, ~rows], [negative, 7])
    add(m, [rows], [np.arange(4.0), double])
    add(m, [rows[:2]], [1])
    add(m, [m > 0, rows], [1, 2])
    add(m, [m > 9], [Function('wrong'), 2])
    add(m[0], [True, False, True, True], [1, 2])
    add(m[0], [m[0] > 0, m[0] < 0], [])
    add(m[0], [], [1])
    add(np.array(3.0), [np.array(True), np.array(False)], [1, 2])
    add(np.array(3.0), [True, False], [negative, 2])


def triangles(calls, rng):
    for n in (0, 1, 3, 4):
        for m in (None, 0, 2, 6):
            for k in (-5, -1, 0, 2, 9):
                options = {'k': k} if m is None else {'k': k, 'm': m}
                calls.add('trilIndices', lambda: np.tril_indices(n, k, m), n, options)
                calls.add('triuIndices', lambda: np.triu_indices(n, k, m), n, options)
    for shape in ((3, 3), (2, 5), (5, 2), (0, 3), (3,), (2, 2, 2), ()):
        a = sample(rng, 'f32', shape)
        for k in (-1, 0, 1):
            calls.add('trilIndicesFrom', lambda: np.tril_indices_from(a, k), a, k)
            calls.add('triuIndicesFrom', lambda: np.triu_indices_from(a, k), a, k)
    for n, ndim in ((0, 2), (1, 1), (3, 2), (4, 3), (3, 0)):
        calls.add('diagIndices', lambda: np.diag_indices(n, ndim), n, ndim)
    for shape in ((3, 3), (2, 2, 2), (0, 0), (2, 3), (3,), ()):
        a = np.zeros(shape, 'i1')
        calls.add('diagIndicesFrom', lambda: np.diag_indices_from(a), a)
    for name in ('tril', 'triu', 'scalar'):
        for n, k in ((0, 0), (3, 0), (4, -1), (3, 2)):
            f = Function(name)
            calls.add('maskIndices', lambda: np.mask_indices(n, f, k), n, f, k)
    for shape in ((5,), (2, 3), (0,), (2, 0), (3, 2, 4), ()):
        for dtype in ('bool', 'i8', 'u64', 'f32'):
            a = sample(rng, dtype, shape)
            calls.add('where', lambda: np.where(a), a)


def diagonals(rng):
    """fillDiagonal and byteswap in place: what an array holds before and after, or an error."""
    values = [9, -3.5, np.array([1, 2, 3], 'i2'), np.array([[1.5, 2], [3, 4]]), np.array([], 'f4'), [5, 6]]
    for shape in ((3, 3), (2, 5), (7, 3), (9, 2), (4, 3), (1, 1), (0, 3), (3, 0), (3, 3, 3), (2, 2, 2, 2), (3, 3, 2), (3,), (0, 0, 0)):
        for dtype in ('i8', 'i32', 'f32', 'f64'):
            for value in values if dtype == 'f64' else values[:3]:
                for wrap in (False, True):
                    a = sample(rng, dtype, shape)
                    before = encode(a)
                    args = [{'array': encode(value)} if isinstance(value, np.ndarray) else value, {'wrap': wrap}]
                    try:
                        np.fill_diagonal(a, value, wrap)
                        yield {'name': 'fillDiagonal', 'before': before, 'args': args, 'after': encode(a)}
                    except ValueError:
                        yield {'name': 'fillDiagonal', 'before': before, 'args': args, 'after': before, 'error': 'ValueError'}
    for dtype in DTYPES:
        for shape in ((), (5,), (0,), (30, 7)):
            a = sample(rng, dtype, shape)
            before = encode(a)
            a.byteswap(inplace=True)
            yield {'name': 'byteswap', 'before': before, 'args': [{'inplace': True}], 'after': encode(a)}


def ranges(calls):
    single = ['0:5', '5', ':4', '1:8:3', '8:1:-3', '5:0', '0:5:-1', '-3:+4', '0:1:0.25', '0.:3', '1e1:12', '.5:2', '2:1:-.25']
    counted = ['-1:1:5j', '0:10:3j', '3:4:1j', '0:1:0j', '0:1:2.9j', '0:1:-4j', '1:0:3J', ' 0 : 1 : 3j ', '0:.3:7j']
    for text in [*single[:1], *single[2:], *counted]:
        key = text.strip()
        for name, grid in (('mgrid', np.mgrid), ('ogrid', np.ogrid)):
            calls.add(name, lambda: eval(f'g[{key}]', {'g': grid}), text)
            calls.add(name, lambda: eval(f'g[{key},]', {'g': grid}), [text])
    pairs = [('0:5', '0:3'), ('0:5', '-1:1:5j'), ('-1:1:5j', '0:1:3j'), ('0:2', '0:3:2', '5:0:-2'), ('0:1:.1', '0:3'), ('0:3', '5:0'), ('0:0', '0:3'), ('0:3', '0:1:0'), ('0:1:1j', '0:2', '3:4:0.3')]
    for texts in pairs:
        for name, grid in (('mgrid', np.mgrid), ('ogrid', np.ogrid)):
            calls.add(name, lambda: eval(f'g[{",".join(texts)}]', {'g': grid}), *texts)
            calls.add(name, lambda: eval(f'g[{",".join(texts)}]', {'g': grid}), list(texts))
    for name, grid in (('mgrid', np.mgrid), ('ogrid', np.ogrid)):
        calls.add(name, lambda: grid[()])


def bits(calls, rng):
    for dtype in ['bool', *INTS]:
        for shape in ((0,), (1,), (7,), (8,), (63,), (64,), (65,), (200,), (3, 130), (130, 3), (2, 70, 3), (0, 9), (9, 0), ()):
            a = sample(rng, dtype, shape) * (rng.random(shape) < 0.6).astype(DTYPES[dtype])
            a = np.asarray(a, DTYPES[dtype])
            for axis in (None, *range(-1 if shape else 0, len(shape))):
                for order in ('big', 'little'):
                    if dtype in ('bool', 'u8', 'i32'):
                        calls.add('packbits', lambda: np.packbits(a, axis, order), a, {'axis': axis, 'bitorder': order})
                    if dtype == 'u8':
                        for count in (None, 0, 13, -9, 300):
                            # Of no bytes NumPy leaves the bits unwritten.
                            if count is None or (a.size if axis is None else shape[axis]) > 0:
                                call = {'axis': axis, 'bitorder': order, 'count': count}
                                calls.add('unpackbits', lambda: np.unpackbits(a, axis, count, order), a, call)
            calls.add('packbits', lambda: np.packbits(a), a)
    for bad in (np.zeros(3), np.zeros(3, 'f4')):
        calls.add('packbits', lambda: np.packbits(bad), bad)
    for bad in (np.zeros(3, 'i1'), np.zeros(3, bool)):
        calls.add('unpackbits', lambda: np.unpackbits(bad), bad)
    for dtype in DTYPES:
        for shape in ((), (5,), (0,), (30, 7), (3, 1, 4)):
            a = sample(rng, dtype, shape)
            calls.add('byteswap', lambda: a.byteswap(), a)


def repetitions(calls, rng):
    for dtype in ('bool', 'u8', 'i16', 'f32', 'f64'):
        for shape in ((5,), (4, 3), (2, 3, 4), (0,), (3, 0), ()):
            a = sample(rng, dtype, shape)
            for axis in (None, *range(len(shape))):
                extent = a.size if axis is None else shape[axis]
                for counts in (3, 0, np.array([2]), np.zeros(extent, int), rng.integers(0, 4, extent), rng.integers(0, 4, extent).astype('u1'), np.arange(extent) % 2 == 0, np.ones(extent + 2, int), -1 if extent else 1, rng.integers(-1, 1, extent)):
                    calls.add('repeat', lambda: np.repeat(a, counts, axis), a, counts, {'axis': axis})
    calls.add('repeat', lambda: np.repeat([1.0, 2.0], np.array([1.0, 2])), np.array([1.0, 2]), np.array([1.0, 2]))
    calls.add('repeat', lambda: np.repeat([1.0], np.array([[1]])), np.array([1.0]), np.array([[1]]))


def slices(calls, rng):
    asked = ({}, {'index': True}, {'inverse': True}, {'counts': True}, {'index': True, 'inverse': True, 'counts': True})
    for dtype in DTYPES:
        for shape in ((6, 2), (40, 3), (2, 30), (7, 1), (3, 4, 5), (12, 2, 2), (0, 3), (3, 0), (5,), (1, 1)):
            a = sample(rng, dtype, shape)
            if dtype != 'bool':
                # Few different values, at both ends of the type's range.
                pool = sample(rng, dtype, 3)
                a = np.where(rng.random(shape) < 0.9, pool[rng.integers(0, 3, shape)], a).astype(DTYPES[dtype])
            for axis in range(-1, len(shape)):
                for options in asked if axis < 1 else asked[::4]:
                    more = {f'return_{key}': True for key in options}
                    calls.add('unique', lambda: np.unique(a, axis=axis, **more), a, {'axis': axis, **options})
    special = np.array([[np.nan, 1], [0, np.nan], [np.nan, 1], [-np.inf, 2], [0, 1], [np.inf, 1], [0, 1], [0, np.nan]])
    for a in (special, special.astype('f4'), special.T, special[:, 0]):
        for axis in range(a.ndim):
            for equal in (True, False):
                for options in asked:
                    more = {f'return_{key}': True for key in options}
                    calls.add('unique', lambda: np.unique(a, axis=axis, equal_nan=equal, **more), a, {'axis': axis, 'equalNan': equal, **options})
    for a, axis in ((special, 2), (special, -3), (np.array(3.0), 0)):
        calls.add('unique', lambda: np.unique(a, axis=axis), a, {'axis': axis})
    calls.add('unique', lambda: np.unique(special[1:2], axis=None), special[1:2], {'axis': None})


def iterations(rng):
    for shape in ((), (3,), (2, 3), (2, 0, 3), (1, 1, 1), (2, 3, 2)):
        a = sample(rng, 'i32', shape)
        yield {
            'array': encode(a),
            'indices': [list(index) for index in np.ndindex(shape)],
            'pairs': [[list(index), int(value)] for index, value in np.ndenumerate(a)],
        }


def make():
    rng = np.random.default_rng(31)
    calls = Named()
    pieces(calls, rng)
    triangles(calls, rng)
    ranges(calls)
    bits(calls, rng)
    repetitions(calls, rng)
    slices(calls, rng)
    write('choosing', {'calls': calls.list, 'changes': list(diagonals(rng)), 'iterations': list(iterations(rng))})
    return f'{len(calls.list)} calls'


if __name__ == '__main__':
    print(make())
