"""sorting.json.gz: sorting, orders, searching and sets, of every type, along every axis, with NaN, ties and zeros of both signs."""

import itertools

import numpy as np

from common import DTYPES, FLOATS, encode, error_of, name_of, snake, write

ALL = list(DTYPES)
# Around the limits of insertion sort and of the digits' widths, and more than a tile in all.
SHAPES = [(1,), (2,), (7,), (3, 5), (4, 3, 7), (41,), (3, 90), (0,), (0, 3), (3, 0)]
MAIN = ['f64', 'f32', 'i32', 'i64', 'u8']


def values(dtype, shape, seed, few=False):
    """Values of the whole range, or few different ones."""
    rng = np.random.default_rng([seed, *shape])
    kind = DTYPES[dtype]
    if dtype == 'bool':
        return rng.random(shape) < 0.5
    if dtype in FLOATS:
        numbers = (rng.normal(size=shape) * 10 ** rng.uniform(-3, 3, shape)).astype(kind)
        special = np.array([0, -0.0, np.nan, np.inf, -np.inf, 1, -1, -np.nan, 1e-40, 2], kind)
        return np.where(rng.random(shape) < (1 if few else 0.4), rng.choice(special, shape), numbers)
    if few:
        return rng.integers(0, 4, shape).astype(kind)
    info = np.iinfo(kind)
    wide = rng.integers(info.min, info.max, shape, kind, endpoint=True)
    small = rng.integers(0 if info.min == 0 else -5, 6, shape).astype(kind)
    return np.where(rng.random(shape) < 0.6, wide, small)


class Inputs(dict):
    def put(self, key, array):
        self[key] = np.asarray(array)
        return key


def inputs():
    result = Inputs()
    for dtype in ALL:
        for shape in SHAPES:
            if shape in ((7,), (4, 3, 7), (41,), (3, 90)) or (dtype in MAIN and (dtype != 'i64' or 0 not in shape)):
                result.put(f'{dtype} {shape}', values(dtype, shape, 1))
        for shape in ((7,), (9, 5), (60,)):
            result.put(f'{dtype} {shape} few', values(dtype, shape, 2, few=True))
    result.put('f64 ()', np.float64(2.5))
    result.put('i32 (2500,)', values('i32', (2500,), 1))
    result.put('f64 (2500,)', values('f64', (2500,), 1))
    return result


def case(arrays, name, args, given=None, out=None, **options):
    """One call: array arguments by key (or given as they are), options as contig takes them, NumPy's result or error."""
    given = options if given is None else given
    one = {'name': name, 'args': args, 'options': given}
    real = [[arrays[k] for k in a] if isinstance(a, list) and a and isinstance(a[0], str) else arrays[a] if isinstance(a, str) else a for a in args]
    try:
        result = (out or getattr(np, snake(name)))(*real, **options)
    except (ValueError, TypeError, IndexError) as exception:
        return {**one, **error_of(exception)}
    if isinstance(result, dict):
        one['outs'] = {k: encode(v) for k, v in result.items()}
    elif np.ndim(result) == 0 and not isinstance(args[-1 if name == 'searchsorted' else 0], str):
        one['value'] = int(result)
    else:
        one['out'] = encode(result)
    return one


def axes_of(array):
    return [None, *range(array.ndim), -1, array.ndim, -array.ndim - 1]


def orders(arrays):
    for key, array in arrays.items():
        for axis in axes_of(array):
            yield case(arrays, 'sort', [key], axis=axis)
            if array.ndim == 0 and axis is not None:
                continue  # NumPy's argsort takes axis -1 of a 0-d array, where its sort and contig's do not
            yield case(arrays, 'argsort', [key], {'axis': axis}, axis=axis, kind='stable')


def partitions(arrays):
    """With the sorted array as the result: the test compares the places in question, and what is on their two sides."""
    for dtype, (shape, kth) in itertools.product(ALL, [((7,), 3), ((4, 3, 7), [1, -1]), ((41,), [40, 0, 20]), ((3, 90), -30)]):
        key = f'{dtype} {shape}'
        for axis in [None, *range(len(shape))] if dtype in MAIN else [-1]:
            extent = arrays[key].size if axis is None else shape[axis]
            places = [k for k in np.atleast_1d(kth).tolist() if -extent <= k < extent]
            if not places:
                continue
            def check(a, kth, axis):
                np.partition(a, kth, axis=axis)
                return np.sort(a, axis=axis)
            for name in ('partition', 'argpartition'):
                yield case(arrays, name, [key, places], {'axis': axis}, check, axis=axis)
    for name, (key, kth) in itertools.product(('partition', 'argpartition'), [('f64 (7,)', 7), ('f64 (7,)', -8), ('i32 (3, 5)', [0, 5])]):
        yield case(arrays, name, [key, kth], axis=-1)


def lexes(arrays):
    for a, b in [('f64 (60,) few', 'i32 (60,) few'), ('u8 (60,) few', 'f32 (60,) few'), ('i64 (41,)', 'bool (41,)'), ('f64 (9, 5) few', 'i16 (9, 5) few')]:
        for keys in ([a, b], [b, a], [a, b, a], [b]):
            for axis in range(-1, arrays[a].ndim):
                yield case(arrays, 'lexsort', [keys], axis=axis)
    yield case(arrays, 'lexsort', ['f64 (3, 90)'])
    yield case(arrays, 'lexsort', [['f64 (7,)', 'f64 (41,)']])
    yield case(arrays, 'lexsort', [['f64 (7,)']], axis=1)


def searches(arrays):
    for dtype in ALL:
        sorted_key = arrays.put(f'{dtype} sorted', np.sort(arrays[f'{dtype} (60,) few']))
        wide = arrays.put(f'{dtype} sorted wide', np.sort(arrays[f'{dtype} (41,)']))
        order = arrays.put(f'{dtype} order', np.argsort(arrays[f'{dtype} (41,)'], kind='stable'))
        others = [dtype, 'f64', 'i8', 'u64']
        for side in ('left', 'right'):
            for other in others:
                for key in (f'{other} (4, 3, 7)', f'{other} (9, 5) few'):
                    yield case(arrays, 'searchsorted', [sorted_key, key], side=side)
                    yield case(arrays, 'searchsorted', [wide, key], side=side)
            yield case(arrays, 'searchsorted', [f'{dtype} (41,)', f'{dtype} (7,)'], {'side': side, 'sorter': order}, side=side, sorter=arrays[order])
            for number in (1, 0, -1, 0.5, 300):
                yield case(arrays, 'searchsorted', [wide, number], side=side)
    yield case(arrays, 'searchsorted', ['f64 (0,)', 'f64 (7,)'])
    yield case(arrays, 'searchsorted', ['f64 sorted', 'f64 (0, 3)'])
    yield case(arrays, 'searchsorted', ['f64 (3, 5)', 'f64 (7,)'])
    yield case(arrays, 'searchsorted', ['f64 sorted', 'f64 (7,)'], side='middle')
    long = arrays.put('i64 long', np.arange(7))
    high = arrays.put('i64 high', np.arange(1, 8))
    low = arrays.put('i64 low', np.arange(-1, 6))
    for key, sorter in itertools.product(['f64 (7,)', 'f64 (41,)'], [long, high, low, 'f64 (7,)', 'i32 (3, 5)']):
        yield case(arrays, 'searchsorted', [key, 'f64 (7,)'], {'sorter': sorter}, sorter=arrays[sorter])
    steps = arrays.put('f64 steps', np.array([-2, -0.5, 0, 0, 1.5, 7]))
    down = arrays.put('f64 down', np.array([7, 1.5, 0, 0, -0.5]))
    whole = arrays.put('i32 steps', np.array([-3, 0, 2, 2, 5], np.int32))
    for bins in (steps, down, whole, 'f64 (0,)', 'f64 (1,)', 'f64 (3, 5)', 'i32 (41,)'):
        for right in (False, True):
            for key in ('f64 (4, 3, 7)', 'i32 (9, 5) few', 'f32 (60,) few', 'u8 (7,)'):
                yield case(arrays, 'digitize', [key, bins], right=right)
            yield case(arrays, 'digitize', [1.5, bins], right=right)


def uniques(arrays):
    for key, array in arrays.items():
        if array.ndim > 3 or 'wide' in key:
            continue
        yield case(arrays, 'unique', [key])
        for names in (['index'], ['inverse'], ['counts'], ['index', 'inverse', 'counts']):
            def parts(a, names=names):
                result = np.unique(a, **{f'return_{n}': True for n in names})
                return dict(zip(['values', *names], result))
            yield case(arrays, 'unique', [key], {n: True for n in names}, parts)
        if name_of(array.dtype) in FLOATS:
            yield case(arrays, 'unique', [key], {'equalNan': False}, lambda a: np.unique(a, equal_nan=False))
        if 'few' in key or '(4, 3, 7)' in key:
            yield case(arrays, 'uniqueValues', [key], {}, lambda a: np.sort(np.unique_values(a)))
            yield case(arrays, 'uniqueCounts', [key], {}, lambda a: np.unique_counts(a)._asdict())
            yield case(arrays, 'uniqueAll', [key], {}, lambda a: camel(np.unique_all(a)._asdict()))
            if np.sum(np.isnan(array)) > 1:
                continue  # which of several NaN is which is left open
            yield case(arrays, 'uniqueInverse', [key], {}, lambda a: camel(np.unique_inverse(a)._asdict()))


def camel(parts):
    return {('inverseIndices' if k == 'inverse_indices' else k): v for k, v in parts.items()}


def sets(arrays):
    pairs = []
    for dtype in ALL:
        for other in (dtype, 'f64', 'i8', 'u8'):
            pairs += [(f'{dtype} (60,) few', f'{other} (7,) few'), (f'{dtype} (4, 3, 7)', f'{other} (9, 5) few')]
    pairs += [('f64 (0,)', 'f64 (7,)'), ('f64 (7,)', 'f64 (0,)'), ('i32 (7,)', 'i32 (7,)')]
    for a, b in pairs:
        for name in ('union1d', 'intersect1d', 'setdiff1d', 'setxor1d'):
            yield case(arrays, name, [a, b])
        for invert in (False, True):
            yield case(arrays, 'isin', [a, b], invert=invert)
        def places(x, y):
            return dict(zip(['values', 'aIndices', 'bIndices'], np.intersect1d(x, y, return_indices=True)))
        yield case(arrays, 'intersect1d', [a, b], {'returnIndices': True}, places)
    single = [arrays.put('i32 single', np.array([5, 2, 9, -1, 7], np.int32)), arrays.put('i32 single too', np.array([9, 4, -1, 6], np.int32))]
    for name in ('intersect1d', 'setdiff1d', 'setxor1d', 'isin'):
        yield case(arrays, name, single, {'assumeUnique': True}, assume_unique=True)


def make():
    arrays = inputs()
    with np.errstate(all='ignore'):
        groups = {f.__name__: list(f(arrays)) for f in (orders, partitions, lexes)}
        groups['uniques'] = list(uniques(dict(arrays)))
        groups |= {f.__name__: list(f(arrays)) for f in (searches, sets)}
    write('sorting', {'inputs': {k: encode(a) for k, a in arrays.items()}, **groups})
    return {k: len(v) for k, v in groups.items()}
