"""records.json.gz: structured dtypes as NumPy lays them out, records of them, their columns, files and orders."""

import base64
import io

import numpy as np

from common import DTYPES, NAMES, encode, write

ELEMENTS = ['?', 'u1', 'i1', '<u2', '>i2', '<i2', '<u4', '>u4', '<i4', '<u8', '>i8', '<i8', '<f4', '>f4', '<f8', '>f8']
STRINGS = ['S1', 'S3', 'S8', 'U1', '<U4', '>U3', 'V5']
SHAPES = [(), (), (), (), (2,), (3,), (2, 3), (1,)]


def spec(rng, depth=0):
    """Fields as [name, type, shape], where a type is a name or again a list of fields."""
    names = rng.permutation([f'f{i}' for i in range(9)] + ['x', 'y', 'name', 'length', 'at', "it's"])
    fields = []
    for name in names[: rng.integers(1, 7)]:
        pick = rng.random()
        if pick < 0.12 and depth < 2:
            kind = spec(rng, depth + 1)
        elif pick < 0.3:
            kind = str(rng.choice(STRINGS))
        else:
            kind = str(rng.choice(ELEMENTS))
        shape = SHAPES[rng.integers(len(SHAPES))]
        fields.append([str(name), kind, list(shape)])
    return fields


def numpy_fields(fields):
    return [(name, kind if isinstance(kind, str) else numpy_fields(kind), tuple(shape)) for name, kind, shape in fields]


def layout_of(dtype):
    """Offsets, bytes and alignment, of nested records too."""
    nested = {}
    for name in dtype.names:
        base = dtype[name].base
        if base.names:
            nested[name] = layout_of(base)
    return {
        'offsets': [dtype.fields[name][1] for name in dtype.names],
        'itemsize': dtype.itemsize,
        'alignment': dtype.alignment,
        'nested': nested,
    }


def fill(rng, array):
    """Random values; the bytes of padding stay 0."""
    dtype = array.dtype
    if dtype.names:
        for name in dtype.names:
            fill(rng, array[name])
    elif dtype.kind == 'b':
        array[...] = rng.integers(0, 2, array.shape) == 1
    elif dtype.kind in 'iu':
        raw = rng.integers(0, 256, array.size * dtype.itemsize, np.uint8).view(dtype.newbyteorder('<'))
        array[...] = raw.reshape(array.shape) if rng.random() < 0.5 else rng.integers(0, 4, array.shape)
    elif dtype.kind == 'f':
        array[...] = np.round(rng.normal(size=array.shape) * 4) / 4
    else:
        letters = list('ab') + (['é', '\U0001f600'] if dtype.kind == 'U' else [])
        width = dtype.itemsize // (4 if dtype.kind == 'U' else 1)
        texts = [''.join(rng.choice(letters, rng.integers(0, width + 1))) for _ in range(array.size)]
        array[...] = np.array(texts or [''], f'U{width}').astype(dtype if dtype.kind != 'V' else f'S{width}').view(
            dtype
        ).reshape(-1)[: array.size].reshape(array.shape)


def column(array):
    """A column as the test compares it: an encoded array, strings, or the columns of nested records."""
    dtype = array.dtype
    if dtype.names:
        return {'fields': {name: column(array[name]) for name in dtype.names}}
    if dtype.kind == 'U':
        return {'strings': array.tolist()}
    if dtype.kind in 'SV':
        flat = [base64.b64encode(bytes(item)).decode() for item in array.ravel().tolist()]
        return {'bytes': flat, 'shape': list(array.shape)}
    return {'array': encode(array.astype(DTYPES[NAMES[dtype.newbyteorder('=')]]))}


def npy(array):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, allow_pickle=False)
    return base64.b64encode(stream.getvalue()).decode()


def sortable(dtype):
    """Whether NumPy orders it: subarrays, and raw bytes, it does not."""
    return all(dtype[name].kind != 'V' and not dtype[name].shape for name in dtype.names)


def case(rng, i):
    fields = spec(rng)
    align = i % 2 == 1
    dtype = np.dtype(numpy_fields(fields), align=align)
    count = int(rng.integers(0, 8)) if i % 10 else 40
    records = np.zeros(count, dtype)
    fill(rng, records)
    result = {
        'spec': fields,
        'align': align,
        'str': str(dtype),
        'descr': str(dtype.descr),
        'layout': layout_of(dtype),
        'count': count,
        'columns': column(records)['fields'],
        'npy': npy(records),
    }
    if sortable(dtype):
        by = [str(name) for name in rng.permutation(dtype.names)[: rng.integers(1, len(dtype.names) + 1)]]
        # The remaining fields do not take part: only the stable order of the chosen ones.
        keys = [records[name] for name in reversed(by)]
        result['sort'] = {'by': by, 'order': np.lexsort(keys).tolist() if count else []}
    return result


TABLES = [
    {'names': ['a', 'b'], 'formats': ['<i4', '<f8'], 'offsets': [4, 16], 'itemsize': 32},
    {'names': ['a', 'b'], 'formats': ['<f8', 'u1'], 'offsets': [8, 0], 'itemsize': 16},
    {'names': ['a', 'b'], 'formats': ['<u4', '<u2'], 'offsets': [0, 2]},
    {'names': ['a'], 'formats': ['S3']},
    {'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'aligned': True},
    {'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'offsets': [0, 4], 'aligned': True},
    {'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'itemsize': 8},
    {'names': ['a', 'a'], 'formats': ['u1', '<f8']},
]


def table(form):
    try:
        dtype = np.dtype({**form})
    except (ValueError, TypeError) as error:
        return {'form': form, 'error': type(error).__name__}
    try:
        descr = str(dtype.descr)
    except ValueError:
        descr = None
    return {'form': form, 'str': str(dtype), 'descr': descr, 'layout': layout_of(dtype)}


def make():
    rng = np.random.default_rng(4)
    return write('records', {'cases': [case(rng, i) for i in range(240)], 'tables': [table(form) for form in TABLES]})
