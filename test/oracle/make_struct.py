"""struct.json.gz: what CPython's struct module answers to generated formats, values, bytes and offsets, failing ones too."""

import math
import random
import struct
import sys

from common import write

SIZES = {'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'P': 8}
NATIVE = 'xcbB?hHiIlLqQnNefdspP'
STANDARD = 'xcbB?hHiIlLqQefdsp'
MARKS = ['', '@', '=', '<', '>', '!']
SPACES = ' \t\n\r\v\f'


def encode(value):
    """A value as [kind, text]; floats by their bits, for JSON has no infinity."""
    if isinstance(value, bool):
        return ['bool', str(value).lower()]
    if isinstance(value, int):
        return ['int', str(value)]
    if isinstance(value, float):
        return ['float', 'nan' if math.isnan(value) else struct.pack('>d', value).hex()]
    if isinstance(value, bytes):
        return ['bytes', value.hex()]
    return ['none', '']


def attempt(run):
    """The answer, or the message of the error: struct's own, or one that only Python's types tell from it."""
    try:
        return {'out': run()}
    except (struct.error, OverflowError, UnicodeEncodeError) as error:
        return {'error': str(error)}


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def items(self, mark, most=6, zeros=True):
        """A format's counts and characters."""
        rng = self.rng
        chars = NATIVE if mark in ('', '@') else STANDARD
        for _ in range(rng.randint(0, most)):
            count = rng.choice(['', '', '', '', '1', '2', '3', '5', '9', '11', '03'] + ['0'] * zeros)
            char = rng.choice(chars)
            # CPython 3.11 fails to unpack '0p', with an error that is not struct's.
            yield ('1' if char == 'p' and count == '0' else count), char

    def format(self, **options):
        rng = self.rng
        mark = rng.choice(MARKS)
        items = list(self.items(mark, **options))
        text = mark
        for count, char in items:
            text += rng.choice(['', '', '', rng.choice(SPACES), '  ']) + count + char
        return text + rng.choice(['', '', '', ' ']), mark, items

    def hostile(self):
        """A format with something in it that may not be there."""
        text, _, _ = self.format()
        junk = self.rng.choice(
            ['z', 'F', 'D', '<', '@', '3', '3 ', '-1i', '+1i', '1.5i', '\0', 'é', '\u00a0', '\x1c', 'n', 'P', 'N', '(', ',', 'i3']
        )
        at = self.rng.randint(0, len(text))
        return text[:at] + junk + text[at:]

    def integer(self, char, standard):
        size = 4 if standard and char in 'lL' else SIZES[char]
        low, high = (-(1 << (8 * size - 1)), (1 << (8 * size - 1)) - 1) if char.islower() else (0, (1 << (8 * size)) - 1)
        rng = self.rng
        inside = [low, low + 1, high, high - 1, 0, 1, rng.randint(low, high), rng.randint(low, high), rng.randint(0, 9)]
        return rng.choice(inside), rng.choice([low - 1, high + 1, -1, high * 2, 1 << 70, -(1 << 70), 0.5, b'1', None])

    def float(self):
        rng = self.rng
        return rng.choice(
            [
                0.0,
                -0.0,
                1.0,
                rng.uniform(-10, 10),
                rng.uniform(-70000, 70000),
                rng.choice([-1, 1]) * 10 ** rng.uniform(-320, 308),
                rng.choice([-1, 1]) * 2 ** rng.uniform(-26, 16),
                rng.choice([-1, 1]) * 2 ** rng.uniform(-151, 128),
                math.inf,
                -math.inf,
                math.nan,
                65504.0,
                65519.99,
                65520.0,
                -65520.0,
                2.0**-24,
                2.0**-25,
                3.4028234663852886e38,
                3.4028235677973362e38,
                3.4028235677973366e38,
                5e-324,
                rng.randint(-1000, 1000),
                rng.randint(-(1 << 63), 1 << 64),
                True,
            ]
        )

    def bytes(self, length):
        return bytes(self.rng.choice([0, 1, 65, 255, self.rng.randrange(256)]) for _ in range(length))

    def value(self, char, count, standard, wrong):
        """A value that fits, as a rule, or one that does not."""
        rng = self.rng
        if char in SIZES:
            good, bad = self.integer(char, standard)
            return bad if wrong else rng.choice([good] * 9 + [True])
        if char in 'efd':
            return rng.choice([None, b'1', 10**400, 1e300]) if wrong else self.float()
        if char == '?':
            return rng.choice([True, False, 0, 1, 7, -1, 0.0, 0.5, math.nan, None, 1 << 70])
        if char == 'c':
            return rng.choice([b'', b'ab', 1, None]) if wrong else self.bytes(1)
        return rng.choice([1, 1.5, None]) if wrong else self.bytes(rng.randint(0, count + 3))

    def values(self, mark, items, wrong):
        """Values for a format; if `wrong`, one of them, or their number, probably does not fit."""
        slots = []
        for count, char in items:
            number = int(count or 1)
            if char in 'sp':
                slots.append((char, number))
            elif char != 'x':
                slots.extend([(char, 1)] * number)
        bad = self.rng.randrange(len(slots)) if wrong and slots else -1
        standard = mark not in ('', '@')
        values = [self.value(char, number, standard, i == bad) for i, (char, number) in enumerate(slots)]
        if wrong and self.rng.random() < 0.2:
            values = values[:-1] if self.rng.random() < 0.5 else [*values, 1]
        return values


def formats(maker, count):
    fixed = ['', ' ', '3', '0i', 'c0i', 'c0q', 'x0e', '0s', '0p', '0x0c0?', 'b0h0i0q', '9007199254740992x', '99999999999999999999s']
    made = [maker.hostile() if i % 2 else maker.format()[0] for i in range(count)]
    for text in fixed + made:
        answer = attempt(lambda: struct.calcsize(text))
        # JavaScript counts exactly up to 2^53 only; CPython up to 2^63.
        if answer.get('out', 0) >= 1 << 53:
            answer = {'error': 'total struct size too long'}
        yield {'format': text, **answer}


def packs(maker, count):
    for i in range(count):
        text, mark, items = maker.format()
        values = maker.values(mark, items, wrong=i % 3 == 0)
        answer = attempt(lambda: struct.pack(text, *values))
        case = {'format': text, 'values': [encode(value) for value in values]}
        if 'out' in answer:
            raw = answer['out']
            case.update(out=raw.hex(), back=[encode(value) for value in struct.unpack(text, raw)])
        else:
            case.update(answer)
        yield case


def unpacks(maker, count):
    """Any bytes, sometimes too few or too many."""
    for i in range(count):
        text, _, _ = maker.format(most=4)
        raw = maker.bytes(max(0, struct.calcsize(text) + (maker.rng.randint(-2, 2) if i % 4 == 0 else 0)))
        answer = attempt(lambda: [encode(value) for value in struct.unpack(text, raw)])
        yield {'format': text, 'bytes': raw.hex(), **answer}


def places(maker, count):
    """Records at offsets of a buffer, inside and outside."""
    for _ in range(count):
        text, mark, items = maker.format(most=3)
        size = struct.calcsize(text)
        raw = maker.bytes(maker.rng.randint(0, 3 * size + 3))
        offset = maker.rng.randint(-len(raw) - 3, len(raw) + 3)
        values = maker.values(mark, items, wrong=False)
        if 'error' in attempt(lambda: struct.pack(text, *values)):
            continue
        buffer = bytearray(raw)
        into = attempt(lambda: struct.pack_into(text, buffer, offset, *values))
        yield {
            'format': text,
            'bytes': raw.hex(),
            'offset': offset,
            'values': [encode(value) for value in values],
            'into': into if 'error' in into else {'out': buffer.hex()},
            'from': attempt(lambda: [encode(value) for value in struct.unpack_from(text, raw, offset)]),
        }


def iterations(maker, count):
    for i in range(count):
        text, _, _ = maker.format(most=3)
        raw = maker.bytes(struct.calcsize(text) * maker.rng.randint(0, 4) + (i % 4 == 0))
        answer = attempt(lambda: [[encode(value) for value in values] for values in struct.iter_unpack(text, raw)])
        yield {'format': text, 'bytes': raw.hex(), **answer}


def halves(maker, count):
    """Doubles between halves, on their borders and beside these; and what each of them rounds to."""
    rng = maker.rng
    for _ in range(count):
        below = rng.randrange(0x7C00)
        low, high = (struct.unpack('<e', struct.pack('<H', bits))[0] for bits in (below, below + 1))
        middle = (low + min(high, 65536.0)) / 2
        value = rng.choice([low, middle, math.nextafter(middle, 0), math.nextafter(middle, math.inf), rng.uniform(low, middle)])
        value *= rng.choice([-1, 1])
        answer = attempt(lambda: struct.pack('<e', value).hex())
        yield {'value': encode(value)[1], **answer}


def half_values():
    """All of them as big-endian doubles, the NaNs without their bits."""
    values = struct.unpack('<65536e', struct.pack('<65536H', *range(1 << 16)))
    return struct.pack('>65536d', *(math.nan if math.isnan(value) else value for value in values))


def make():
    assert struct.calcsize('P') == 8 and sys.byteorder == 'little', 'native mode is that of 64-bit little-endian machines'
    write(
        'struct',
        {
            'formats': list(formats(Maker(1), 2000)),
            'packs': list(packs(Maker(2), 3500)),
            'unpacks': list(unpacks(Maker(3), 1000)),
            'places': list(places(Maker(4), 1000)),
            'iterations': list(iterations(Maker(5), 500)),
            'halves': list(halves(Maker(6), 3000)),
            'half values': half_values().hex(),
        },
    )
    return 'struct'
