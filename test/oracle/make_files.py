"""files.json.gz: .npy and .npz files as NumPy writes them, with the arrays in them; and text as savetxt writes it."""

import base64
import io
import tokenize
import warnings
import zipfile

import numpy as np

from common import DTYPES, encode, error_of, snake, write

SHAPES = [(), (1,), (5,), (0,), (3, 4), (4, 1), (1, 4), (0, 3), (2, 3, 4), (2, 0, 5), (1, 1, 1), (70, 3), (1,) * 32]


def sample(dtype, shape):
    rng = np.random.default_rng([len(shape), *shape])
    size = int(np.prod(shape))
    raw = rng.integers(0, 256, size * np.dtype(dtype).itemsize, np.uint8)
    if dtype == np.bool_:
        return (raw % 2).view(np.bool_).reshape(shape)
    if np.dtype(dtype).kind == 'f':
        values = rng.normal(size=size).astype(dtype)
        values[: min(size, 5)] = [-0.0, np.inf, -np.inf, np.nan, np.finfo(dtype).smallest_subnormal][:size]
        return values.reshape(shape)
    return raw.view(dtype).reshape(shape)


def text(raw):
    return base64.b64encode(raw).decode()


def npy(array, version=None):
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # version 3 warns that old NumPys cannot read it
        np.lib.format.write_array(stream, array, version, allow_pickle=False)
    return stream.getvalue()


def file_of(array, version=None, **more):
    raw = npy(array, version)
    loaded = np.load(io.BytesIO(raw))
    return {'file': text(raw), 'out': encode(loaded.astype(loaded.dtype.newbyteorder('='))), **more}


def layouts():
    """Every type and shape in both orders; `canonical` marks what contig must write byte for byte."""
    for dtype in DTYPES.values():
        for shape in SHAPES:
            array = sample(dtype, shape)
            yield file_of(array, order='C', canonical=True)
            if array.ndim > 1:
                yield file_of(np.asfortranarray(array), order='F', canonical=True)


def byte_orders():
    for dtype in DTYPES.values():
        for shape in [(), (7,), (3, 4), (40, 5)]:
            array = sample(dtype, shape)
            swapped = array.astype(array.dtype.newbyteorder('>'))
            yield file_of(swapped, order='C')
            yield file_of(np.asfortranarray(swapped), order='F')


def versions():
    for version in [(1, 0), (2, 0), (3, 0)]:
        for dtype in ('u8', 'i32', 'f64'):
            yield file_of(sample(DTYPES[dtype], (3, 4)), version)


def by_hand(header, data=b'', version=(1, 0)):
    """A file with a header of one's own."""
    raw = header.encode('latin1')
    length = len(raw).to_bytes(2 if version == (1, 0) else 4, 'little')
    return b'\x93NUMPY' + bytes(version) + length + raw + data


def foreign():
    """Headers that NumPy does not write but reads: spacing, order of keys, quotes, Python 2's long integers."""
    data = sample(np.int32, (2, 3)).tobytes()
    for header in [
        "{'shape': (2, 3), 'fortran_order': False, 'descr': '<i4'}",
        '{"descr":"<i4","fortran_order":True,"shape":(2,3)}\n',
        " {'descr': 'i4', 'fortran_order': False, 'shape': (2, 3,)}  \n",
        "{'descr': '=i4', 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '<i4', 'fortran_order': False,\n 'shape': (2L, 3L), }\n",
    ]:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            raw = by_hand(header, data)
            yield {'file': text(raw), 'out': encode(np.load(io.BytesIO(raw)))}
    raw = by_hand("{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }", bytes([0, 1, 2, 255]))
    yield {'file': text(raw), 'out': encode(np.array([False, True, True, True]))}


def refused():
    """Files that NumPy refuses too, or reads as what contig does not have."""
    good = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }"
    data = bytes(24)
    dtypes = [np.complex64, np.complex128, np.float16, np.longdouble, 'S5', 'U3', 'M8[s]', 'm8[ns]', 'V4', [('a', 'i4'), ('b', 'c8')]]
    for dtype in dtypes:
        yield {'file': text(npy(np.zeros(2, dtype))), 'error': 'TypeError', 'why': str(np.dtype(dtype))}
    subarray = good.replace("'<i4'", "('<i4', (2,))")
    yield {'file': text(by_hand(subarray, bytes(48))), 'error': 'TypeError', 'why': 'subarrays'}
    stream = io.BytesIO()
    np.save(stream, np.array([1, None], object), allow_pickle=True)
    yield {'file': text(stream.getvalue()), 'error': 'TypeError', 'why': 'objects'}
    for header, why in [
        ('', 'empty'),
        ('{', 'open'),
        ("{'descr': '<i4'}", 'keys lack'),
        (good[:-1] + "'x': 1}", 'another key'),
        (good.replace('(2, 3)', '[2, 3]'), 'a list'),
        (good.replace('(2, 3)', '(6)'), 'no tuple'),
        (good.replace('(2, 3)', '(2, -3)'), 'negative'),
        (good.replace('(2, 3)', '(2, 3.0)'), 'a float'),
        (good.replace('(2, 3)', '(2, 3'), 'open tuple'),
        (good.replace('(2, 3)', '(02, 3)'), 'leading zero'),
        (good.replace('(2, 3)', '(2 3)'), 'no comma'),
        (good.replace('(2, 3)', '(4294967296, 4294967296, 4294967296)'), 'product overflows'),
        (good.replace('(2, 3)', '(1' + '0' * 400 + ',)'), 'huge extent'),
        (good.replace('(2, 3)', '(0, 4611686018427387904, 4611686018427387904)'), 'empty overflow'),
        (good.replace('(2, 3)', '(' + '1, ' * 65 + ')'), 'too many axes'),
        (good.replace('False', '0'), 'order 0'),
        (good.replace("'<i4'", "'<z9'"), 'no type'),
        (good.replace("'<i4'", '4'), 'type 4'),
        (good + 'x', 'more behind'),
        (good.replace('(2, 3)', "(lambda: 1, __import__('os'))"), 'code'),
        (good.replace('(2, 3)', '(4, 3)'), 'truncated'),
    ]:
        raw = by_hand(header, data)
        try:
            np.load(io.BytesIO(raw), allow_pickle=False)
            raise AssertionError(f'NumPy reads it: {why}')
        except (ValueError, TypeError, SyntaxError, OverflowError, MemoryError, tokenize.TokenError):
            yield {'file': text(raw), 'error': 'ValueError', 'why': why}


def archives():
    arrays = {'x': sample(np.float64, (3, 4)), 'y': sample(np.int8, (5,)), 'flags': sample(np.bool_, (40, 3)),
              'fortran': np.asfortranarray(sample(np.uint16, (6, 7))), 'scalar': sample(np.int64, ()), 'none': sample(np.float32, (0, 3)),
              'größe': sample(np.uint64, (2, 2)), 'dir/inner': sample(np.int32, (2,))}  # fmt: skip
    content = {name: encode(array) for name, array in arrays.items()}
    for save in (np.savez, np.savez_compressed):
        stream = io.BytesIO()
        save(stream, **arrays)
        yield {'file': text(stream.getvalue()), 'out': content}
    stream = io.BytesIO()
    np.savez(stream, arrays['x'], arrays['y'])
    yield {'file': text(stream.getvalue()), 'out': {'arr_0': content['x'], 'arr_1': content['y']}}
    stream = io.BytesIO()
    np.savez(stream)
    yield {'file': text(stream.getvalue()), 'out': {}}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo('plain'), npy(arrays['y']))
        archive.writestr(zipfile.ZipInfo('ended.npy'), npy(arrays['x']))
    yield {'file': text(stream.getvalue()), 'out': {'plain': content['y'], 'ended': content['x']}}


FORMATS_OF_TEXT = ['%.18e', '%d', '%.3f', '%g', '%e', '%.0e', '%.0f', '%.1f', '%f', '%i', '%.12g', '%#g', '%#.0f', '%#.0e', '%G', '%E', '%10.3f',
                   '%-12.4e', '%+.2f', '% d', '%08.2f', '%+06d', '%.3d', '%.20g', '%.30f', '<%5.1f%%>', '%.0g', '%lf']  # fmt: skip
# Halves in decimal that binary holds exactly round to even; others only look like halves.
TEXT_VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 3.5, 0.125, 0.375, 0.0625, 0.1875, 1.005, 2.675, 0.15, 0.25, 0.35, 1e21, 1.5e22, 1e300, 1e-300,
               5e-324, 1.7976931348623157e308, 123456.5, 1234567.5, 999999.5, 99999.95, 0.0001, 0.00001234, 9.5, 95.0, 0.95, 1e5, 1e6, 1e15, 1e16,
               2.0**-20, 2.0**70, 3.141592653589793, -2718.281828459045, 12345678.9, 0.45, 25.0, 35.0, 4.5e15, 1 / 3]  # fmt: skip


def written():
    for fmt in FORMATS_OF_TEXT:
        whole = fmt[-1] in 'di'
        values = TEXT_VALUES if whole else [*TEXT_VALUES, np.nan, np.inf, -np.inf]
        for dtype in ('f64', 'f32'):
            with np.errstate(over='ignore'):
                array = np.array(values, DTYPES[dtype])
            array = array[np.isfinite(array)] if whole else array
            stream = io.StringIO()
            np.savetxt(stream, array, [fmt])  # in a list: NumPy counts every % of a string
            yield {'array': encode(array), 'options': {'fmt': fmt}, 'text': stream.getvalue()}
        for dtype in ('bool', 'u8', 'i8', 'i32', 'u64', 'i64'):
            array = sample(DTYPES[dtype], (9,))
            stream = io.StringIO()
            np.savetxt(stream, array, [fmt])  # in a list: NumPy counts every % of a string
            yield {'array': encode(array), 'options': {'fmt': fmt}, 'text': stream.getvalue()}
    for shape in [(3, 4), (1, 4), (4, 1), (0, 3), (3, 0), (0,), (5,)]:
        array = np.arange(np.prod(shape)).reshape(shape) / 8
        for options in [{}, {'delimiter': ',', 'newline': '\r\n'}, {'header': 'a b\nc', 'footer': 'end'}, {'header': 'x', 'comments': '', 'fmt': '%.2f'}]:
            stream = io.StringIO(newline='')
            np.savetxt(stream, array, **options)
            yield {'array': encode(array), 'options': options, 'text': stream.getvalue()}
    array = np.arange(6.0).reshape(3, 2)
    stream = io.StringIO()
    np.savetxt(stream, array, fmt=['%d', '%.3f'])
    yield {'array': encode(array), 'options': {'fmt': ['%d', '%.3f']}, 'text': stream.getvalue()}
    for bad, options in [(np.zeros((2, 2, 2)), {}), (np.float64(1), {}), (array, {'fmt': ['%d']}), (np.array([np.nan]), {'fmt': '%d'}),
                         (np.array([np.inf]), {'fmt': '%i'})]:  # fmt: skip
        try:
            np.savetxt(io.StringIO(), bad, **options)
            raise AssertionError(f'NumPy writes {bad} {options}')
        except (ValueError, OverflowError, AttributeError) as exception:
            yield {'array': encode(bad), 'options': options, **error_of(ValueError(exception))}


COMMA = {'delimiter': ','}
LOADTXT = [
    ('', {}), ('', {'ndmin': 2}), ('# x\n', {'ndmin': 1}), ('1 2\n', {}), ('1 2\n', {'ndmin': 2}), ('1\n2\n', {}), ('1\n2\n', {'ndmin': 2}),
    ('5', {}), ('5', {'ndmin': 1}), ('5', {'ndmin': 2}), ('1 2\n3 4', {}), ('1,2\n  \n3,4', COMMA), ('1,2\n\n3,4', COMMA),
    ('1, 2 \n 3 ,4', COMMA), ('1,2,\n', COMMA), ('1,,3', COMMA), ('1 2\n3', {}), ('1 2 3\n4 5', {'usecols': 0}), ('1 2 3\n4 5 6', {'usecols': -1}),
    ('1 2 3\n4 5 6', {'usecols': [2, 0]}), ('1 2 3\n4 5 6', {'usecols': [0, 0, -2]}), ('1 2 3\n4 5 6', {'usecols': 3}), ('1 2 3', {'usecols': -4}),
    ('1.0 2', {'dtype': 'i64'}), ('1e3 2', {'dtype': 'i64'}), ('300', {'dtype': 'u8'}), ('-1', {'dtype': 'u8'}), ('-128 +127', {'dtype': 'i8'}),
    ('1 0 2 -3', {'dtype': 'bool'}), ('True', {'dtype': 'bool'}), ('nan -INF +Infinity 1e400 .5 5. 1e-400 -0 1E5 +.25e-3', {}), ('1_0', {}), ('0x10', {}),
    ('1e', {}), ('.', {}), ('--1', {}), ('1d5', {}), ('infin', {}), ('1 2\n3 4', {'unpack': True}), ('1 2', {'unpack': True, 'ndmin': 2}),
    ('a\nb\n1 2', {'skiprows': 2}), ('#a\n\n1 2\n3 4\n5 6', {'maxRows': 2}), ('#a\n\n1 2\n3 4', {'skiprows': 2}), ('1 2', {'skiprows': 5}),
    ('1 2 // x\n3 4', {'comments': '//'}), ('1;2%x\n3;4#y', {'comments': ['#', '%'], 'delimiter': ';'}), ('1 2', {'comments': None}),
    ('1 2 # 3', {'comments': None}), ('1\t2\n3\t4', {'delimiter': '\t'}), ('1\t\t2', {'delimiter': '\t'}), ('1  2', {'delimiter': ' '}),
    ('9223372036854775807 -9223372036854775808', {'dtype': 'i64'}), ('9223372036854775808', {'dtype': 'i64'}), ('18446744073709551615', {'dtype': 'u64'}),
    ('1abc 2', {}), (' 1 2 \n', {}), ('0.1 0.2 16777217', {'dtype': 'f32'}), ('1\r\n2\r\n', {}),
]  # fmt: skip
GENFROMTXT = [
    ('1,,3\n4,x,6', COMMA), ('1 2\n3', {}), ('', {}), ('1,2\n  \n3,4', COMMA), ('1,,3', {**COMMA, 'dtype': 'i64'}), ('1,2.5,x', {**COMMA, 'dtype': 'i64'}),
    ('1,,x', {**COMMA, 'dtype': 'bool'}), ('1,true,False,0,TRUE', {**COMMA, 'dtype': 'bool'}), ('a b\n1 2\n3 4\n5 6', {'skipHeader': 1, 'skipFooter': 1}),
    ('1 2\n3 4\n\n# end\n', {'skipFooter': 1}), ('1,N/A,z', {**COMMA, 'fillingValues': 7}), ('1,-,3', {**COMMA, 'dtype': 'i16', 'fillingValues': 9}),
    ('1 2 3\n4 5', {'usecols': [0, 1]}), ('1 2 3\n4 5 6', {'usecols': [-1]}), ('1 2 3\n4 5 6', {'usecols': 1}), ('1,300,-5', {**COMMA, 'dtype': 'u8'}),
    (' 1, 2 ,3 ', COMMA), ('1,2,', COMMA), (',,', COMMA), ('1 2 # c\n3 4', {'maxRows': 1}), ('1 2\n3 4', {'unpack': True}), ('5', {}), ('5\n6', {}),
    ('5 6', {'ndmin': 2}), ('5', {'ndmin': 1}), ('1\t\t3\n', {'delimiter': '\t'}), ('\t2\t3\n4\t5\t6', {'delimiter': '\t'}), ('nan inf -Infinity 1e5', {}),
    ('1 2', {'maxRows': 1, 'skipFooter': 1}), ('%1\n2 3%4', {'comments': '%'}), ('1;;;\n;;;2', {'delimiter': ';', 'dtype': 'f32'}),
]  # fmt: skip


def read_text(cases, function):
    for source, options in cases:
        keywords = {snake(key): value for key, value in options.items() if key != 'usecols'}
        keywords |= {'usecols': options['usecols']} if 'usecols' in options else {}
        keywords |= {'dtype': DTYPES[options['dtype']]} if 'dtype' in options else {}
        case = {'text': source, 'options': options}
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # no data
            try:
                yield {**case, 'out': encode(function(io.StringIO(source, newline=None), **keywords))}
            except (ValueError, OverflowError) as exception:
                yield {**case, **error_of(exception)}


def make():
    content = {
        'layouts': list(layouts()),
        'byteOrders': list(byte_orders()),
        'versions': list(versions()),
        'foreign': list(foreign()),
        'refused': list(refused()),
        'archives': list(archives()),
        'savetxt': list(written()),
        'loadtxt': list(read_text(LOADTXT, np.loadtxt)),
        'genfromtxt': list(read_text(GENFROMTXT, np.genfromtxt)),
    }
    write('files', content)
    return {key: len(value) for key, value in content.items()}
