"""CPython's side of the rows on packed records: `struct_rival.py pack|unpack N MILLISECONDS` times its struct module's
loop over N objects and prints one JSON line. The records are made by the formula of packing.js."""

import hashlib
import json
import statistics
import struct
import sys
import time


class Point:
    __slots__ = ('x', 'y', 'id')

    def __init__(self, i):
        self.x = (i % 1000) * 0.5
        self.y = (i % 777) - 100.25
        self.id = i


RECORD = struct.Struct('<ffI')


def pack(points, buffer):
    offset = 0
    pack_into = RECORD.pack_into
    for point in points:
        pack_into(buffer, offset, point.x, point.y, point.id)
        offset += 12


def unpack(points, buffer):
    offset = 0
    unpack_from = RECORD.unpack_from
    for point in points:
        point.x, point.y, point.id = unpack_from(buffer, offset)
        offset += 12


def main():
    task, n, milliseconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    points = [Point(i) for i in range(n)]
    buffer = bytearray(12 * n)
    pack(points, buffer)
    if task == 'unpack':
        for point in points:
            point.x = point.y = point.id = 0
    run = {'pack': pack, 'unpack': unpack}[task]
    samples = []
    start = time.perf_counter()
    while len(samples) < 3 or time.perf_counter() - start < milliseconds / 1000:
        begin = time.perf_counter()
        run(points, buffer)
        samples.append((time.perf_counter() - begin) * 1e9)
    # Packed again after unpacking, so that both tasks answer for what they did.
    pack(points, buffer)
    p25, median, p75 = statistics.quantiles(samples, n=4, method='inclusive')
    timing = {'median': median, 'p25': p25, 'p75': p75, 'samples': len(samples), 'calls': 1}
    print(json.dumps({'python': sys.version.split()[0], 'hash': hashlib.md5(buffer).hexdigest(), **timing}))


main()
