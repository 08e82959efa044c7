"""printing.json.gz: array2string with its options, single floats, integers in other bases."""

import itertools

import numpy as np
from numpy._core import arrayprint

from common import DTYPES, NAMES, encode, error_of, write

CAMEL = {'precision': 'precision', 'max_line_width': 'maxLineWidth', 'suppress_small': 'suppressSmall', 'separator': 'separator', 'prefix': 'prefix',
         'suffix': 'suffix', 'threshold': 'threshold', 'edgeitems': 'edgeitems', 'sign': 'sign', 'floatmode': 'floatmode', 'unique': 'unique', 'trim': 'trim',
         'fractional': 'fractional', 'pad_left': 'padLeft', 'pad_right': 'padRight', 'min_digits': 'minDigits', 'exp_digits': 'expDigits'}  # fmt: skip


def camel(options):
    return {CAMEL[key]: value for key, value in options.items()}


def arrays():
    rng = np.random.default_rng(5)
    yield np.arange(12, dtype=np.int32).reshape(3, 4)
    yield rng.standard_normal((3, 5))
    yield (rng.standard_normal(30) * 1000).astype(np.float32)
    yield np.array([1e-10, 1.5, np.nan, -np.inf])
    yield np.arange(8).reshape(2, 2, 2) > 3
    yield np.array(1 / 3)
    yield np.array(True)
    yield np.array(-7, np.int8)
    yield np.array(1e-7, np.float32)
    yield np.zeros((0, 3))
    yield rng.integers(0, 100, (30, 40)).astype(np.uint8)


OPTIONS = [{}, {'precision': 3}, {'precision': 2, 'suppress_small': True}, {'separator': ', '}, {'separator': ','}, {'separator': ' ; ', 'max_line_width': 30},
           {'separator': '', 'max_line_width': 25}, {'separator': '::', 'prefix': 'name = ', 'suffix': ';;;', 'max_line_width': 40}, {'prefix': 'x' * 10}, {'suffix': ')' * 20},
           {'threshold': 5, 'edgeitems': 1}, {'threshold': 5, 'edgeitems': 2, 'separator': ', '}, {'sign': '+'}, {'sign': ' ', 'floatmode': 'fixed', 'precision': 4}, {'floatmode': 'unique'},
           {'floatmode': 'maxprec_equal', 'precision': 5, 'max_line_width': 1}]  # fmt: skip


def array_cases():
    for a, options in itertools.product(arrays(), OPTIONS):
        yield {'name': 'array2string', 'array': encode(a), 'options': camel(options), 'text': np.array2string(a, **options)}
    named = arrayprint.dtype_short_repr
    arrayprint.dtype_short_repr = lambda dtype: NAMES[dtype]
    for a, options in itertools.product(arrays(), OPTIONS[:3] + [{'max_line_width': 30}]):
        yield {'name': 'arrayRepr', 'array': encode(a), 'options': camel(options), 'text': np.array_repr(a, **options)}
        yield {'name': 'arrayStr', 'array': encode(a), 'options': camel(options), 'text': np.array_str(a, **options)}
    arrayprint.dtype_short_repr = named


NUMBERS = [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 2 / 3, 1e-4, 0.00096, 0.0995, 0.95, 0.05, 0.5, 0.25, 0.125, 9.5, 9.96, 9.9999, 99.5, 123.456, 1234567.0, 1.0004, 1.9996, 0.00120001, 5e-5,
           999999.5, 1e16, 1e22, 1e23, 1.7976931348623157e308, 5e-324, 2.0**-44, 3.4e38, 1e-45, 16777217.0, 2.5, 1024.0, 1e100, np.nan, np.inf, -np.inf]  # fmt: skip


def attempt(run):
    try:
        return {'text': run()}
    except (TypeError, ValueError) as error:
        return error_of(error)


def float_cases():
    for x, dtype in itertools.product(NUMBERS, ('f64', 'f32')):
        with np.errstate(over='ignore'):
            value = DTYPES[dtype](x)
        for precision, unique, trim, digits in itertools.product((None, 0, 1, 3, 8), (True, False), 'k.0-', (None, 0, 2, 5)):
            if precision is not None and digits is not None and unique is False:
                continue
            options = {'trim': trim, 'unique': unique, **({} if precision is None else {'precision': precision}), **({} if digits is None else {'min_digits': digits})}
            for fractional in (True, False):
                given = {**options, 'fractional': fractional}
                yield {'name': 'formatFloatPositional', 'x': encode(value), 'options': camel(given), **attempt(lambda: np.format_float_positional(value, **given))}
            yield {'name': 'formatFloatScientific', 'x': encode(value), 'options': camel(options), **attempt(lambda: np.format_float_scientific(value, **options))}
        for sign, left, trim in itertools.product((False, True), (0, 3, 9), 'k-'):
            options = {'sign': sign, 'pad_left': left, 'trim': trim}
            for right in (0, 2, 9):
                given = {**options, 'pad_right': right}
                yield {'name': 'formatFloatPositional', 'x': encode(value), 'options': camel(given), **attempt(lambda: np.format_float_positional(value, **given))}
            for digits in (0, 1, 4, 7):
                given = {**options, 'exp_digits': digits}
                yield {'name': 'formatFloatScientific', 'x': encode(value), 'options': camel(given), **attempt(lambda: np.format_float_scientific(value, **given))}


def integer_cases():
    for value in [0, 1, 2, 5, 7, 8, 255, 2**40 + 3, 2**70, -1, -2, -3, -4, -5, -8, -9, -255, -(2**70)]:
        for base, padding in itertools.product((2, 3, 10, 16, 36, 1, 37), (0, 3, -1)):
            yield {'name': 'baseRepr', 'args': [str(value), base, padding], **attempt(lambda: np.base_repr(value, base, padding))}
        for width in (None, 0, 1, 3, 4, 5, 9, 80):
            yield {'name': 'binaryRepr', 'args': [str(value), width], **attempt(lambda: np.binary_repr(value, width))}


def make():
    content = {'arrays': list(array_cases()), 'floats': list(float_cases()), 'integers': list(integer_cases())}
    write('printing', content)
    return {key: len(value) for key, value in content.items()}
