"""What every make_*.py shares: contig's dtype names, the encoding of arrays, and calling NumPy as contig would."""

import base64
import gzip
import json
import pathlib

import numpy as np

VECTORS = pathlib.Path(__file__).parent / 'vectors'

DTYPES = {
    'bool': np.bool_,
    'u8': np.uint8,
    'i8': np.int8,
    'u16': np.uint16,
    'i16': np.int16,
    'u32': np.uint32,
    'i32': np.int32,
    'u64': np.uint64,
    'i64': np.int64,
    'f32': np.float32,
    'f64': np.float64,
}
INTS = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64']
FLOATS = ['f32', 'f64']
NAMES = {np.dtype(t): name for name, t in DTYPES.items()}

# NumPy spells a few functions that contig offers under a camelCase name of another root.
NUMPY_NAME = {'mod': 'remainder', 'pow': 'power', 'abs': 'absolute'}


def snake(name):
    """floorDivide -> floor_divide, the name under which NumPy has it."""
    name = NUMPY_NAME.get(name, name)
    return ''.join('_' + c.lower() if c.isupper() else c for c in name)


def name_of(dtype):
    return NAMES[np.dtype(dtype)]


def encode(array):
    """A C-contiguous copy as { dtype, shape, data }: base64 of the little-endian elements."""
    array = np.asarray(array)
    raw = array.astype(array.dtype.newbyteorder('<'), order='C').tobytes()
    return {'dtype': name_of(array.dtype), 'shape': list(array.shape), 'data': base64.b64encode(raw).decode()}


def error_of(exception):
    """The class of NumPy's error, by the standard Python class that a caller would catch."""
    for kind in (np.exceptions.AxisError, OverflowError, ZeroDivisionError, IndexError, TypeError, ValueError):
        if isinstance(exception, kind):
            return {'error': kind.__name__}
    raise exception


def half_free(function, arrays, *rest, **options):
    """function(*arrays), where NumPy would answer in float16 computed in float32 instead: contig has no float16."""
    result = function(*arrays, *rest, **options)
    parts = result if isinstance(result, tuple) else (result,)
    if any(part.dtype == np.float16 for part in parts):
        small = ('bool', 'u8', 'i8')
        arrays = [
            a.astype(np.float32) if isinstance(a, np.ndarray) and name_of(a.dtype) in small else a for a in arrays
        ]
        # ldexp's exponent is an integer whatever the mantissa is.
        if getattr(function, '__name__', '') == 'ldexp':
            arrays[1] = arrays[1].astype(np.int32)
        result = function(*arrays, *rest, **options)
    return result if isinstance(result, tuple) else (result,)


def write(name, content):
    """vectors/<name>.json.gz, the same bytes on every run (no time stamp in the header)."""
    content = {'numpy': np.__version__, **content}
    text = json.dumps(content, separators=(',', ':'), allow_nan=False)
    VECTORS.mkdir(exist_ok=True)
    path = VECTORS / f'{name}.json.gz'
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f'{path.name}: {path.stat().st_size} bytes, {len(text)} unpacked')
