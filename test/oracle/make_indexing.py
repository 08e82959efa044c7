"""indexing.json.gz: chains of view operations: shape, strides in elements, offset, values, and whether it is still a view."""

import numpy as np

from common import encode, error_of, write

# An index is written as contig's get() takes it: integers, slice strings, null, '...'.
GETS = {
    (6,): [[0], [-1], [':'], ['2:'], [':2'], ['-2:'], [':-2'], ['::2'], ['1::2'], ['::-1'], ['::-2'], ['4:1:-1'], ['4:1'], ['10:'],
           [':100'], ['-100:3'], ['-100::-1'], ['5:-100:-1'], ['::7'], ['3:3'], ['-3:-1'], ['...'], [], [None], ['...', None],
           [None, '1:3'], ['...', 2], ['1:6:2'], ['5:0:-2'], ['2::-1'], [':2:-1']],
    (4, 5): [[0], [-1, -1], [1, 2], [':', 0], [0, ':'], ['1:3', '2:4'], ['::2', '::-1'], ['...', 0], [0, '...'], [None, 1], [1, None, '::2'],
             ['...', None, '1:'], ['::-1', 3], ['3:0:-2', '::3'], ['4:', ':'], [':', '5:'], [None, ':', None, 0], ['...'], [':', ':', '...'],
             ['-1:', '-2:']],
    (2, 3, 4): [[1], [1, 2, 3], ['...', 1], [':', 1], [0, '...', 2], ['::-1', '::-1', '::-1'], [None, '...', None], ['...', '1:3', '::2'],
                [':', None, 1, None, '2:'], [1, '...', '::-1'], ['1:', '1:', '1:']],
    (1, 5): [[0], [':', '::2'], ['::-1'], ['::3', 1]],
    (0, 3): [[':', 1], ['::-1'], ['...', None]],
    (): [[], ['...'], [None], [None, '...']],
}  # fmt: skip
BAD_GETS = {
    (6,): [[6], [-7], [0, 0], ['::0'], ['...', '...']],
    (4, 5): [[4], [0, 5], [0, -6], [0, 0, 0], [':', ':', ':'], ['...', 0, 0, 0]],
    (0, 3): [[0]],
    (): [[0], [':']],
}
# What is no index at all: Python refuses these before NumPy sees them, or NumPy by another class of error than contig's.
MALFORMED = [[1.5], ['5'], ['1:2:3:4'], ['x'], ['1.5:'], ['']]

# Every step is [method, ...arguments].
CHAINS = {
    (24,): [[['reshape', [4, 6]]], [['reshape', [2, -1, 4]]], [['reshape', [-1]]], [['reshape', [24, 1, 1]]], [['get', '::2'], ['reshape', [3, 4]]],
            [['get', '::-1'], ['reshape', [4, 6]]], [['get', '::-3'], ['reshape', [2, 2, 2]]], [['get', '::2'], ['ravel']], [['ravel']],
            [['reshape', [4, 6]], ['T']], [['reshape', [4, 6]], ['T'], ['reshape', [24]]], [['reshape', [4, 6]], ['T'], ['ravel']],
            [['reshape', [4, 6]], ['get', ':', '::2'], ['reshape', [12]]], [['reshape', [4, 6]], ['get', ':', '::2'], ['reshape', [2, 2, 3]]],
            [['reshape', [4, 6]], ['get', '::2'], ['reshape', [2, 2, 3]]], [['reshape', [4, 6]], ['get', ':', '1:4'], ['reshape', [4, 3, 1]]],
            [['reshape', [4, 6]], ['T'], ['reshape', [2, 3, 4]]], [['reshape', [4, 6]], ['T'], ['get', '::-1'], ['T']],
            [['reshape', [2, 3, 4]], ['get', ':', 1], ['T'], ['reshape', [-1]]], [['reshape', [1, 24]], ['squeeze']],
            [['expandDims', 0]], [['expandDims', -1]], [['expandDims', [0, 2]]], [['get', '4:5'], ['broadcastTo', [3]]],
            [['broadcastTo', [2, 24]]], [['broadcastTo', [2, 24]], ['reshape', [48]]], [['broadcastTo', [2, 24]], ['T']],
            [['broadcastTo', [3, 24]], ['get', '::2', '::6']], [['get', '::2'], ['copy']]],
    (2, 3, 4): [[['transpose']], [['T']], [['transpose', [1, 0, 2]]], [['transpose', [2, 0, 1]]], [['transpose', [-1, 0, 1]]], [['permuteDims', [0, 2, 1]]],
                [['swapaxes', 0, 2]], [['swapaxes', -1, -2]], [['swapaxes', 1, 1]], [['moveaxis', 0, -1]], [['moveaxis', 2, 0]], [['moveaxis', [0, 1], [-1, -2]]],
                [['moveaxis', [0, 2], [1, 0]]], [['transpose', [1, 0, 2]], ['reshape', [3, 8]]], [['transpose', [1, 0, 2]], ['reshape', [6, 4]]],
                [['transpose', [0, 2, 1]], ['reshape', [2, 12]]], [['swapaxes', 0, 1], ['get', '::-1', ':', '1:3']], [['T'], ['T']], [['T'], ['ravel']],
                [['T'], ['copy']], [['reshape', [6, 4]], ['get', '1::2'], ['reshape', [3, 2, 2]]], [['get', ':', ':', '::2'], ['reshape', [6, 2]]],
                [['get', '::-1', ':', '::2'], ['reshape', [12]]], [['expandDims', 1], ['broadcastTo', [2, 5, 3, 4]]],
                [['get', None, '...', 0], ['squeeze', 0]], [['reshape', [2, 12]], ['T'], ['reshape', [3, 4, 2]]], [['reshape', [2, 12]], ['T'], ['reshape', [4, 6]]]],
    (1, 3, 1, 2): [[['squeeze']], [['squeeze', 0]], [['squeeze', 2]], [['squeeze', -2]], [['squeeze', [0, 2]]], [['broadcastTo', [4, 3, 5, 2]]],
                   [['broadcastTo', [7, 1, 3, 1, 2]]], [['T'], ['squeeze']], [['T'], ['reshape', [6]]], [['expandDims', [1, 3]]], [['expandDims', [-1, 0]]]],
    (0, 3): [[['reshape', [3, 0]]], [['T']], [['ravel']], [['reshape', [0]]], [['broadcastTo', [2, 0, 3]]], [['expandDims', 0]], [['reshape', [5, 0, 7]]]],
    (): [[['reshape', [1, 1]]], [['ravel']], [['T']], [['broadcastTo', [2, 2]]], [['expandDims', 0]], [['squeeze']], [['reshape', []]]],
}  # fmt: skip
BAD_CHAINS = {
    (2, 3, 4): [[['reshape', [5, 5]]], [['reshape', [-1, -1]]], [['reshape', [-1, 7]]], [['transpose', [0, 1]]], [['transpose', [0, 0, 1]]],
                [['transpose', [0, 1, 3]]], [['permuteDims', [0, 1, 2, 3]]], [['swapaxes', 0, 3]], [['moveaxis', 0, 3]], [['moveaxis', [0, 0], [1, 2]]],
                [['moveaxis', [0, 1], [2]]], [['squeeze', 0]], [['squeeze', 5]], [['expandDims', 4]], [['expandDims', -5]], [['expandDims', [0, 0]]],
                [['broadcastTo', [3, 4]]], [['broadcastTo', [2, 3, 5]]], [['broadcastTo', [2, 2, 4]]]],
    (0, 3): [[['reshape', [0, -1]]], [['reshape', [1]]], [['broadcastTo', [2, 3]]]],
}  # fmt: skip

# [shape, index, value]: what the base holds after set(index, value); values repeat by broadcasting.
SETS = [
    ((6,), [2], 50), ((6,), [-1], 50), ((6,), ['::2'], 50), ((6,), ['::-1'], [9, 8, 7, 6, 5, 4]), ((6,), ['1:4'], [70, 71, 72]), ((6,), ['...'], 3),
    ((4, 5), [1], 50), ((4, 5), [':', 1], [60, 61, 62, 63]), ((4, 5), ['1:3', '::2'], [[1, 2, 3], [4, 5, 6]]), ((4, 5), ['1:3', '::2'], [7, 8, 9]),
    ((4, 5), ['::-1', -1], [60, 61, 62, 63]), ((4, 5), [2, 3], 99), ((4, 5), ['...', None, 0], [[1]]), ((4, 5), [':', '2:4'], [[1], [2], [3], [4]]),
    ((2, 3, 4), ['...', 1], 5), ((2, 3, 4), [1, '...', '::-2'], [5, 6]), ((2, 3, 4), [':', 0], [1, 2, 3, 4]), ((2, 3, 4), ['2:'], 4),
    ((6,), ['1:4'], [1, 2]), ((4, 5), [0], [1, 2, 3, 4]), ((6,), [7], 1),
]  # fmt: skip


def parse(item):
    if not isinstance(item, str):
        return item
    if item == '...':
        return Ellipsis
    if ':' not in item:
        return int(item)
    return slice(*(int(part) if part else None for part in item.split(':')))


def step(array, method, *arguments):
    """One NumPy operation under contig's name for it."""
    if method == 'get':
        # An index of integers alone still gives a (0-d) view here: contig's scalar is compared by its value.
        return array[(*map(parse, arguments), *([] if '...' in arguments else [Ellipsis]))]
    if method == 'T':
        return array.T
    if method in ('ravel', 'copy'):
        return getattr(array, method)()
    function = {
        'reshape': np.reshape,
        'transpose': np.transpose,
        'permuteDims': np.permute_dims,
        'swapaxes': np.swapaxes,
        'moveaxis': np.moveaxis,
        'squeeze': np.squeeze,
        'expandDims': np.expand_dims,
        'broadcastTo': np.broadcast_to,
    }[method]
    return function(array, *(tuple(a) if isinstance(a, list) else a for a in arguments))


def base_of(shape):
    return np.arange(int(np.prod(shape)), dtype=np.int16).reshape(shape)


def run(shape, chain):
    base = view = base_of(shape)
    case = {'shape': list(shape), 'chain': chain}
    try:
        for method, *arguments in chain:
            view = step(view, method, *arguments)
    except (IndexError, ValueError, TypeError) as exception:
        return {**case, **error_of(exception)}
    case['out'] = encode(view)
    if view.size:
        pointer = view.__array_interface__['data'][0] - base.__array_interface__['data'][0]
        case['view'] = bool(np.shares_memory(base, view))
        if case['view']:
            case['offset'] = pointer // base.itemsize
        case['strides'] = [s // base.itemsize for s in view.strides]
    return case


def cases():
    for shape, indices in GETS.items():
        for index in indices:
            yield run(shape, [['get', *index]])
    for shape, indices in BAD_GETS.items():
        for index in indices:
            case = run(shape, [['get', *index]])
            assert 'error' in case, case
            yield case
    for index in MALFORMED:
        yield {'shape': [6], 'chain': [['get', *index]], 'error': 'ValueError'}
    for chains in (CHAINS, BAD_CHAINS):
        for shape, steps in chains.items():
            for chain in steps:
                case = run(shape, chain)
                assert ('error' in case) == (chains is BAD_CHAINS), case
                yield case


def set_cases():
    for shape, index, value in SETS:
        base = base_of(shape)
        case = {'shape': list(shape), 'index': index, 'value': value}
        try:
            base[tuple(map(parse, index))] = value
            yield {**case, 'out': encode(base)}
        except (IndexError, ValueError) as exception:
            yield {**case, **error_of(exception)}


def make():
    content = {'chains': list(cases()), 'sets': list(set_cases())}
    write('indexing', content)
    return {key: len(value) for key, value in content.items()}
