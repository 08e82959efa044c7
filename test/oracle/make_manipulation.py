"""manipulation.json.gz: joining, splitting, repeating, rearranging, padding and editing arrays, with their errors.

A case is a call as contig takes it: `args` with arrays as {"$": name of an input}, and what NumPy answers to the same.
"""

import itertools

import numpy as np

from common import DTYPES, encode, error_of, write

TYPES = ['bool', 'u8', 'i32', 'u64', 'f32', 'f64']
SHAPES = {'s': (), 'e': (0,), 'v': (5,), 'w': (3,), 'm': (2, 3), 'n': (4, 3), 'q': (4, 4), 'z': (0, 3), 'c': (3, 4, 2), 'd': (3, 1, 2)}
SPECIAL = [np.nan, np.inf, -np.inf, -0.0, 1e30]

rng = np.random.default_rng(20)
inputs = {}
cases = []


def values_of(dtype, shape):
    size = int(np.prod(shape))
    if dtype == 'bool':
        return rng.integers(0, 2, size).astype(bool).reshape(shape)
    if dtype in ('f32', 'f64'):
        values = np.round(rng.normal(size=size) * 50, 3)
        values[rng.random(size) < 0.15] = rng.choice(SPECIAL)
        return values.astype(DTYPES[dtype]).reshape(shape)
    info = np.iinfo(DTYPES[dtype])
    return rng.integers(info.min, info.max, size, dtype=DTYPES[dtype], endpoint=True).reshape(shape)


class Ref:
    """An input by its name: NumPy gets the array, contig the name."""

    def __init__(self, key):
        self.key = key
        self.array = inputs[key]


def put(key, array):
    inputs[key] = np.asarray(array)
    return Ref(key)


def given(value):
    """An argument as NumPy takes it."""
    if isinstance(value, Ref):
        return value.array.copy()
    if isinstance(value, list):
        return [given(item) for item in value]
    return value


def written(value):
    """The same as contig takes it, in JSON."""
    if isinstance(value, Ref):
        return {'$': value.key}
    if isinstance(value, (list, tuple)):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    return value


def case(name, arguments, call):
    """`arguments` as contig takes them; `call` makes NumPy's answer."""
    entry = {'name': name, 'args': written(arguments)}
    try:
        result = call()
    except ZeroDivisionError:
        cases.append({**entry, 'error': 'ZeroDivisionError'})
        return
    except (ValueError, TypeError, IndexError, OverflowError) as exception:
        cases.append({**entry, **error_of(exception)})
        return
    if isinstance(result, (list, tuple)):
        cases.append({**entry, 'outs': [encode(item) for item in result]})
    else:
        cases.append({**entry, 'out': encode(result)})


def simple(name, function, *arguments):
    """A function that takes the same arguments in both."""
    case(name, list(arguments), lambda: function(*[given(a) for a in arguments]))


def plain(**options):
    return {key: value for key, value in options.items() if value is not None}


def ref(dtype, letter):
    return Ref(f'{dtype}:{letter}')


def joining():
    for t in TYPES:
        m, n, v, w, c, d, s, z, e = (ref(t, letter) for letter in 'mnvwcdsze')
        for axis in (0, 1, -1, None):
            case('concat', [[m, m, m], axis], lambda: np.concatenate(given([m, m, m]), axis))
        for arrays in ([m, n], [z, m, n], [v, w], [e, v], [m]):
            case('concat', [arrays], lambda: np.concatenate(given(arrays)))
            case('concatenate', [arrays, {'axis': None}], lambda: np.concatenate(given(arrays), None))
        case('concat', [[c, d], 1], lambda: np.concatenate(given([c, d]), 1))
        case('concat', [[d, c, d], {'axis': -2}], lambda: np.concatenate(given([d, c, d]), -2))
        case('concat', [m], lambda: np.concatenate(m.array))
        for axis in (0, 1, 2, -1, -3, 3):
            case('stack', [[m, m], axis], lambda: np.stack(given([m, m]), axis))
        case('stack', [[s, s, s]], lambda: np.stack(given([s, s, s])))
        for name, function in (('vstack', np.vstack), ('hstack', np.hstack), ('dstack', np.dstack), ('columnStack', np.column_stack)):
            for arrays in ([m, m], [v, v], [s, s], [c, c], [m, n], [v, m], [w, m], [v], [m, c]):
                simple(name, function, arrays)
        simple('block', np.block, [[m, m], [n, n]])
        simple('block', np.block, [m, m])
        simple('block', np.block, m)
        simple('block', np.block, [[s, w], [n, ref(t, 'q')]])
        simple('block', np.block, [[[m]], [[m]]])
        simple('block', np.block, [[m], n])
        simple('block', np.block, [[m, n]])
    for a, b in itertools.product(TYPES, TYPES):
        simple('concat', np.concatenate, [ref(a, 'm'), ref(b, 'm')])
    for triple in itertools.product(['i8', 'u16', 'u32', 'f32', 'i64'], repeat=3):
        simple('hstack', np.hstack, [ref(t, 'w') for t in triple])
    for arrays in ([], [ref('f64', 's')], [ref('f64', 'm'), ref('f64', 'v')], [ref('f64', 'm'), ref('f64', 'q')]):
        simple('concat', np.concatenate, arrays)
        simple('stack', np.stack, arrays)
    case('concat', [[ref('f64', 'm')], 2], lambda: np.concatenate([ref('f64', 'm').array], 2))
    for a, b, casting in itertools.product(['i32', 'f64', 'bool'], ['f32', 'i16', 'bool'], [None, 'no', 'safe', 'sameKind', 'unsafe']):
        if a == 'f64' and casting == 'unsafe':
            continue  # what NaN becomes is undefined
        m = ref(a, 'm')
        rule = {'sameKind': 'same_kind', None: 'same_kind'}.get(casting, casting)
        case(
            'concat',
            [[m, m], plain(axis=0, dtype=b, casting=casting)],
            lambda: np.concatenate(given([m, m]), 0, dtype=DTYPES[b], casting=rule),
        )
    simple('block', np.block, [])
    simple('block', np.block, [[], [ref('f64', 'm')]])


def splitting():
    for t in TYPES:
        v, n, c, q, s = (ref(t, letter) for letter in 'vncqs')
        for sections in (1, 2, 4, 5, 0, -1, [1, 3], [2], [], [3, 1], [-1], [1, 99], [0, 0, 4]):
            for a, axis in ((v, 0), (n, 0), (q, 1), (c, 1), (c, -1)):
                case('split', [a, sections, axis], lambda: np.split(a.array, sections, axis))
                case('arraySplit', [a, sections, {'axis': axis}], lambda: np.array_split(a.array, sections, axis))
            for name, function in (('vsplit', np.vsplit), ('hsplit', np.hsplit), ('dsplit', np.dsplit)):
                for a in (v, q, c):
                    simple(name, function, a, sections)
        for axis in (0, 1, -1, 2):
            for a in (v, n, c):
                case('unstack', [a, axis], lambda: np.unstack(a.array, axis=axis))
        simple('hsplit', np.hsplit, s, 1)


def repeating():
    for t in TYPES:
        v, m, c, s, e, z = (ref(t, letter) for letter in 'vmcsez')
        for reps in (0, 1, 2, 3, [2], [2, 1], [1, 3], [2, 1, 2], [0, 2], [], [1, 2, 1, 3], -1):
            for a in (v, m, c, s, *([] if reps == -1 else [e])):  # NumPy takes -1 where there is nothing to repeat
                simple('tile', np.tile, a, reps)
        for counts, a, axis in [(2, v, None), (0, v, 0), (3, m, None), (2, m, 0), (3, m, 1), (2, c, 1), (2, c, -1), ([1, 0, 2, 2, 3], v, None),
                                ([0, 3], m, 0), ([2, 0, 1], m, 1), ([1, 2, 2, 1], c, 1), ([4], c, 0), ([1, 2], v, 0), (-1, v, 0), (2, m, 2), (2, s, None),
                                ([2], s, 0), (2, e, None), (3, z, 1), ([1, -1], m, 0), ([], e, 0)]:  # fmt: skip
            case('repeat', [a, counts, *([] if axis is None else [axis])], lambda: np.repeat(a.array, np.array(counts, int), axis))
        for shape in (0, 3, 12, [2, 4], [7], [3, 0], [1, 1], [], [-1], [5, 3, 2]):
            for a in (v, m, s, e):
                simple('resize', np.resize, a, shape)


def rearranging():
    for t in TYPES:
        v, m, c, s, e, q = (ref(t, letter) for letter in 'vmcseq')
        for a in (v, m, c, s, e):
            simple('flip', np.flip, a)
            simple('fliplr', np.fliplr, a)
            simple('flipud', np.flipud, a)
            for axis in (0, 1, -1, (0, 2), (0, 0)):
                simple('flip', np.flip, a, axis)
            for shift in (0, 1, -2, 7, 100):
                simple('roll', np.roll, a, shift)
                for axis in (0, -1, 1):
                    simple('roll', np.roll, a, shift, axis)
            for shift, axis in [((1, -1), (0, 1)), (1, (0, 1)), ((1, 2), 0), ((1, 2), (0, 0)), ((1, 2, 3), (0, 1)), ((1, 2, -1), (0, 1, 2))]:
                simple('roll', np.roll, a, shift, axis)
        for k in range(-5, 6):
            for a in (m, q, c):
                simple('rot90', np.rot90, a, k)
                for axes in ([1, 0], [-1, 0], [0, 2], [0, 0], [0, 1, 2]):
                    case('rot90', [a, {'k': k, 'axes': axes}], lambda: np.rot90(a.array, k, axes))


def editing():
    mask = put('mask:5', [True, False, False, True, False])
    mask3 = put('mask:3', [True, False, True])
    for t in TYPES:
        v, m, c, n, w, s, e = (ref(t, letter) for letter in 'vmcnwse')
        for a, b in ((v, w), (m, n), (v, m), (v, s), (e, v), (m, ref('f32', 'm')), (m, ref('u8', 'v'))):
            simple('append', np.append, a, b)
            simple('append', np.append, a, b, 0)
        simple('append', np.append, c, ref(t, 'd'), 1)
        simple('append', np.append, m, w, 1)
        for place in (0, 2, 5, -1, -5, 6, -6):
            simple('insert', np.insert, v, place, s)
            simple('insert', np.insert, v, place, w)
            simple('insert', np.insert, v, [place], w)
        for places, values in (([1, 3], s), ([0, 0, 5], w), ([3, 1, 1], w), ([-1, 2], s), ([1, 2], w), ([9, 1], s), ([], s), ([0, 0, 0], w)):
            simple('insert', np.insert, v, places, values)
            simple('insert', np.insert, m, places[:2], w if len(places) == 0 else s, 1)
        for place in (0, 1, -1, 4):
            for axis in (0, 1, -1, 2):
                simple('insert', np.insert, m, place, s, axis)
                simple('insert', np.insert, c, place, s, axis)
        simple('insert', np.insert, m, 1, w, 0)
        simple('insert', np.insert, m, 1, w, 1)
        simple('insert', np.insert, ref(t, 'q'), 1, ref(t, 'n'), 1)
        simple('insert', np.insert, n, [1], ref(t, 'm'), 0)
        simple('insert', np.insert, n, [0, 4], ref(t, 'm'), 0)
        simple('insert', np.insert, v, mask, ref(t, 'v'))
        simple('insert', np.insert, v, mask, ref(t, 'm'))
        case('insert', [v, '1::2', s], lambda: np.insert(v.array, slice(1, None, 2), s.array))
        case('insert', [m, '::-1', s, 1], lambda: np.insert(m.array, slice(None, None, -1), s.array, 1))
        for place in (0, 2, -1, 5, -6, [1, 3], [0, 0, -1], [], [7], [4], mask, mask3):
            simple('delete', np.delete, v, place)
        for place in (0, -1, [0, 1], [1], 3):
            for axis in (0, 1, -1, 2):
                simple('delete', np.delete, m, place, axis)
                simple('delete', np.delete, c, place, axis)
        simple('delete', np.delete, m, mask3, 1)
        for text, piece in (('::2', slice(None, None, 2)), ('1:4', slice(1, 4)), ('::-2', slice(None, None, -2)), ('3:1', slice(3, 1)), (':', slice(None))):
            case('delete', [v, text], lambda: np.delete(v.array, piece))
            case('delete', [c, text, 1], lambda: np.delete(c.array, piece, 1))
        holes = put(f'holes:{t}', np.array([0, 0, 1, 0, 1, 0]).astype(DTYPES[t]))
        field = np.zeros((4, 5), DTYPES[t])
        field[1, 2] = field[2, 1] = 1
        plane, nothing = put(f'field:{t}', field), put(f'nothing:{t}', np.zeros((2, 3), DTYPES[t]))
        for a in (holes, plane, nothing, e, v, s):
            simple('trimZeros', np.trim_zeros, a)
            for trim in ('f', 'b', 'bf', 'x'):
                simple('trimZeros', np.trim_zeros, a, trim)
            for axis in (0, 1, -1):
                case('trimZeros', [a, {'axis': axis}], lambda: np.trim_zeros(a.array, axis=axis))
                case('trimZeros', [a, {'axis': axis, 'trim': 'b'}], lambda: np.trim_zeros(a.array, 'b', axis=axis))


def looking():
    for t in TYPES:
        v, m, c, s, n, e = (ref(t, letter) for letter in 'vmcsne')
        for name, function in (('atleast1d', np.atleast_1d), ('atleast2d', np.atleast_2d), ('atleast3d', np.atleast_3d)):
            for arrays in ([v], [s], [m], [c], [s, v, m], [e, s]):
                case(name, arrays, lambda: function(*given(arrays)))
        for arrays in ([v, s], [m, ref(t, 'w')], [c, ref(t, 'd')], [m, n], [v], [s, s]):
            case('broadcastArrays', arrays, lambda: np.broadcast_arrays(*given(arrays)))
        view = np.lib.stride_tricks.sliding_window_view
        for a, window, axis in [(v, 2, None), (v, 5, None), (v, 6, None), (v, 0, None), (v, -1, None), (m, [2, 2], None), (m, 2, None), (m, 2, 1), (m, [2, 2], [1, 1]),
                                (c, [3, 2], [1, 0]), (c, [2], -1), (c, [2, 2], [0, 3]), (m, [1, 1], [0, 1])]:  # fmt: skip
            case('slidingWindowView', [a, window, *([] if axis is None else [axis])], lambda: view(a.array, window, axis))


def diagonals():
    for t in TYPES:
        v, m, c, s, q, z, e = (ref(t, letter) for letter in 'vmcsqze')
        for k in (0, 1, -1, 2, -3, 5, -5):
            for a in (v, m, q, s, c, e, z):
                simple('diag', np.diag, a, k)
                simple('diagflat', np.diagflat, a, k)
                simple('diagonal', np.diagonal, a, k)
                simple('tril', np.tril, a, k)
                simple('triu', np.triu, a, k)
            if t not in ('f32', 'f64'):  # sums of floats are sum's
                for a in (m, q, c, v):
                    simple('trace', np.trace, a, k)
        for axes in ((0, 2), (2, 1), (-1, 0), (1, 1), (0, 3)):
            options = {'axis1': axes[0], 'axis2': axes[1], 'offset': 1}
            case('diagonal', [c, options], lambda: np.diagonal(c.array, 1, *axes))
            if t not in ('f32', 'f64'):
                case('trace', [c, options], lambda: np.trace(c.array, 1, *axes))
        for rows, columns, k in [(3, None, 0), (3, 5, 1), (4, 2, -1), (0, None, 0), (3, 0, 0), (2, 3, 9), (2, 3, -9)]:
            options = plain(columns=columns, k=k, dtype=t)
            case('tri', [rows, options], lambda: np.tri(rows, columns, k, DTYPES[t]))
    case('trace', [ref('i32', 'q'), {'dtype': 'f64'}], lambda: np.trace(ref('i32', 'q').array, dtype=np.float64))


def grids():
    for t in TYPES:
        v, w, s, m = (ref(t, letter) for letter in 'vwsm')
        for arrays in ([v, w], [v], [w, v, w], [s, v], [m, w], [v, ref('u8', 'w')]):
            case('meshgrid', arrays, lambda: np.meshgrid(*given(arrays)))
            for indexing, sparse, copy in itertools.product(['xy', 'ij', 'ji'], [True, False], [True, False]):
                options = {'indexing': indexing, 'sparse': sparse, 'copy': copy}
                case('meshgrid', [*arrays, options], lambda: np.meshgrid(*given(arrays), **options))
        for shape in ([2, 3], [4], [2, 1, 3], [0, 2], [-1]):
            if t != 'bool':
                case('indices', [shape, {'dtype': t}], lambda: np.indices(shape, DTYPES[t]))
        for shape in ([2, 3], [4], [2, 1, 3], [0, 2]):
            case('indices', [shape, {'sparse': True}], lambda: np.indices(shape, np.int64, sparse=True))
    case('indices', [[2, 3]], lambda: np.indices([2, 3], np.int64))


def applying():
    """Functions by name: the test has them too. NumPy sums small integers in 64 bits, as contig does."""
    functions = {'cumsum': np.cumsum, 'first': lambda line: line[0], 'outer': np.multiply.outer, 'reverse': np.flip}
    for t in ('u8', 'i64', 'bool'):
        for name, function in functions.items():
            apply = (lambda line: function(line, line)) if name == 'outer' else function
            for letter, axis in itertools.product('vmc', (0, 1, -1)):
                a = ref(t, letter)
                case('applyAlongAxis', [{'function': name}, axis, a], lambda: np.apply_along_axis(apply, axis, a.array))
    empty = ref('f64', 'z')
    case('applyAlongAxis', [{'function': 'first'}, 0, ref('f64', 's')], lambda: np.apply_along_axis(functions['first'], 0, ref('f64', 's').array))
    case('applyAlongAxis', [{'function': 'reverse'}, 1, empty], lambda: np.apply_along_axis(np.flip, 1, empty.array))


def copied(target, source, where, casting):
    result = target.array.copy()
    np.copyto(result, source.array, casting, True if where is None else where.array)
    return result


def copying():
    for t, u in itertools.product(['bool', 'u8', 'i32', 'i64', 'f32', 'f64'], ['bool', 'i16', 'u64', 'f32', 'f64']):
        for casting in ('no', 'equiv', 'safe', 'sameKind', 'unsafe'):
            if u in ('f32', 'f64') and casting == 'unsafe' and t not in ('f32', 'f64', 'bool'):
                continue  # what NaN becomes is undefined
            rule = 'same_kind' if casting == 'sameKind' else casting
            for target, source, where in [('m', 'm', None), ('m', 'w', None), ('c', 'd', 'c'), ('m', 's', 'w'), ('m', 'v', None), ('w', 'm', None), ('m', 'm', 'c')]:
                mask = where and ref('bool', where)
                options = plain(casting=casting, where=mask)
                case('copyto', [ref(t, target), ref(u, source), options], lambda: copied(ref(t, target), ref(u, source), mask, rule))
    case('copyto', [ref('i32', 'm'), ref('f64', 'm')], lambda: copied(ref('i32', 'm'), ref('f64', 'm'), None, 'same_kind'))


def bits():
    for t in TYPES:
        for letter in 'svmce':
            for axis in (None, 0, 1, -1):
                for order in ('big', 'little', 'medium'):
                    options = plain(axis=axis, bitorder=order)
                    a = ref(t, letter)
                    case('packbits', [a, options], lambda: np.packbits(a.array, axis, order))
    long = put('bits', rng.integers(0, 2, (3, 37)).astype(bool))
    simple('packbits', np.packbits, long)
    simple('packbits', np.packbits, long, 1)
    simple('unpackbits', np.unpackbits, ref('i16', 'v'))
    for letter in 'svmce':
        a = ref('u8', letter)
        for axis, order, count in itertools.product((None, 0, 1, -1), ('big', 'little'), (None, 0, 3, 13, 100, -3, -1000)):
            if letter == 'e' and (count or 0) > 0:
                continue  # NumPy leaves the result uninitialised
            options = plain(axis=axis, bitorder=order, count=count)
            case('unpackbits', [a, options], lambda: np.unpackbits(a.array, axis, count, order))


MODES = {'linearRamp': 'linear_ramp'}
OPTION = {'constantValues': 'constant_values', 'endValues': 'end_values', 'statLength': 'stat_length', 'reflectType': 'reflect_type'}


def pad(a, width, mode, **options):
    numpy_options = {OPTION[key]: value for key, value in options.items()}
    case('pad', [a, width, {'mode': mode, **options}], lambda: np.pad(a.array, width, MODES.get(mode, mode), **numpy_options))


def padding():
    widths = {1: [0, 2, [3], [1, 2], [0, 9], [[4, 1]], [7, 7]], 2: [0, 1, [1, 2], [[1, 2], [0, 3]], [[1], [2]], [[2, 0], [5, 4]]], 3: [1, [0, 2], [[1, 0], [0, 0], [2, 3]]]}
    small = {1: rng.integers(0, 30, 5), 2: rng.integers(0, 30, (2, 3)), 3: rng.integers(0, 30, (3, 4, 2))}
    for t in [*TYPES, 'i8', 'i64']:
        for ndim, whole in small.items():
            values = whole % 2 if t == 'bool' else whole - (15 if t[0] in 'if' else 0)
            a = put(f'pad:{t}:{ndim}', np.asarray(values + (0.375 if t[0] == 'f' else 0)).astype(DTYPES[t]))
            for width in widths[ndim]:
                case('pad', [a, width], lambda: np.pad(a.array, width))
                for mode in ('constant', 'edge', 'wrap', 'reflect', 'symmetric', 'maximum', 'minimum'):
                    pad(a, width, mode)
                pad(a, width, 'constant', constantValues=1)
                pad(a, width, 'constant', constantValues=[0, 1])
                if t != 'bool':
                    pad(a, width, 'mean')
                    pad(a, width, 'median')
                    pad(a, width, 'linearRamp')
                    pad(a, width, 'linearRamp', endValues=[3, 20])
                    pad(a, width, 'reflect', reflectType='odd')
                    pad(a, width, 'symmetric', reflectType='odd')
                    for length in (1, 2, [1, 3], 99):
                        for mode in ('mean', 'median', 'maximum', 'minimum'):
                            pad(a, width, mode, statLength=length)
        pad(ref(t, 's'), 0, 'constant')
        pad(ref(t, 'w'), [1, 2], 'edge')
        for mode in ('constant', 'edge', 'wrap', 'reflect', 'mean', 'maximum', 'linearRamp'):
            pad(ref(t, 'e'), 2, mode)
            pad(ref(t, 'z'), [[0, 0], [1, 2]], mode)
            pad(ref(t, 'd'), [[2, 1], [1, 3], [0, 1]], mode) if t[0] not in 'f' and t != 'bool' and mode not in ('mean', 'linearRamp') else None
    a = Ref('pad:i32:2')
    for width in (-1, [1, -1], [[1, 2, 3]], [1, 2, 3], [[1, 2]] * 3):
        pad(a, width, 'edge')
    pad(a, 1.5, 'edge')
    pad(a, 1, 'mirror')
    pad(a, 1, 'edge', constantValues=1)
    pad(a, 1, 'maximum', statLength=0)
    pad(a, 1, 'minimum', statLength=-1)
    pad(a, [[1, 2], [3, 4]], 'constant', constantValues=[[5, 6], [7, 8]])
    pad(a, 2, 'linearRamp', endValues=[[5, 6], [-7, 8]])
    case('pad', [a, {'1': [1, 2]}, 'edge'], lambda: np.pad(a.array, {1: (1, 2)}, 'edge'))
    case('pad', [a, {'0': 2, '-1': [0, 1]}], lambda: np.pad(a.array, {0: 2, -1: (0, 1)}))


def make():
    for t in DTYPES:
        for letter, shape in SHAPES.items():
            put(f'{t}:{letter}', values_of(t, shape))
    for part in (joining, splitting, repeating, rearranging, editing, looking, diagonals, grids, applying, copying, bits, padding):
        part()
    write('manipulation', {'inputs': {key: encode(array) for key, array in inputs.items()}, 'cases': cases})
    return f'{len(cases)} manipulation cases'
