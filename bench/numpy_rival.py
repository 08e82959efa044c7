"""NumPy's side of the benchmark: reads one JSON request a line, times it, answers with one JSON line.

The inputs are made by the formula of data.js, so that the answers can be compared with contig's.
"""

import json
import sys
import time

import numpy as np

LATE = 60

# Seconds; a call that lasts longer is a sample by itself, and needs no others.
LONG = 20e-3

TASKS = {
    "add": lambda o: np.add(o.a, o.b, out=o.out),
    "multiply": lambda o: np.multiply(o.a, o.b, out=o.out),
    "a*b+c": lambda o: np.add(np.multiply(o.a, o.b, out=o.out), o.c, out=o.out),
    "sum": lambda o: np.sum(o.a),
    "mean": lambda o: np.mean(o.a),
    "max": lambda o: np.max(o.a),
    "dot": lambda o: np.vecdot(o.a, o.b),
    # NumPy would give float16 for uint8; float32 is contig's result.
    "exp": lambda o: np.exp(o.a, out=o.real, dtype=o.real.dtype),
    "sqrt": lambda o: np.sqrt(o.a, out=o.real, dtype=o.real.dtype),
    "threshold": lambda o: np.where(np.greater(o.a, o.t, out=o.mask), o.a, o.zero),
    "normalise": lambda o: normalise(o.a, o.averaged),
    "mean of 3 columns": lambda o: np.array([np.mean(o.delay), np.mean(o.distance), np.mean(o.time)]),
    "late: count, mean": lambda o: late(o),
    "normalise delay": lambda o: normalise(o.delay, o.averaged),
    "sort": lambda o: np.sort(o.keys),
    "argsort, stable": lambda o: np.argsort(o.keys, kind="stable"),
    "partition": lambda o: np.partition(o.keys, o.n // 2),
    "median": lambda o: np.median(o.keys),
    "searchsorted": lambda o: np.searchsorted(o.sorted, o.keys),
    "unique": lambda o: np.unique(o.keys),
    "chain of 3": lambda o: chain_of_3(o.a, o.b, o.out),
    "chain of 6": lambda o: chain_of_6(o.a, o.b, o.out),
    "chain of 12": lambda o: chain_of_12(o.a, o.b, o.out),
    "chain of 3, as written": lambda o: np.sqrt(o.a * o.b + 1),
    "chain of 6, as written": lambda o: half(o.a, o.b),
    "chain of 12, as written": lambda o: np.minimum(np.abs(np.square(half(o.a, o.b)) + o.a) * o.b - 2, 10),
}

# What of a result is compared, where it is not its first, middle and last element.
ANSWERS = {"partition": lambda result: result[len(result) // 2]}


def normalise(a, out):
    np.subtract(a, np.mean(a), out=out)
    return np.divide(out, np.std(a), out=out)


def chain_of_3(a, b, out):
    np.multiply(a, b, out=out)
    np.add(out, 1, out=out)
    return np.sqrt(out, out=out)


def chain_of_6(a, b, out):
    chain_of_3(a, b, out)
    np.subtract(out, a, out=out)
    np.multiply(out, 0.5, out=out)
    return np.maximum(out, b, out=out)


def chain_of_12(a, b, out):
    chain_of_6(a, b, out)
    np.square(out, out=out)
    np.add(out, a, out=out)
    np.abs(out, out=out)
    np.multiply(out, b, out=out)
    np.subtract(out, 2, out=out)
    return np.minimum(out, 10, out=out)


def half(a, b):
    return np.maximum((np.sqrt(a * b + 1) - a) * 0.5, b)


def late(o):
    mask = np.greater(o.delay, LATE, out=o.mask)
    count = np.count_nonzero(mask)
    return np.array([count, np.sum(o.delay, where=mask) / count])


def mix(i):
    """MurmurHash3's 32-bit finaliser, as in data.js."""
    h = i.astype(np.uint32)
    h = (h ^ (h >> 16)) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> 13)) * np.uint32(0xC2B2AE35)
    return h ^ (h >> 16)


def numbers(dtype, n, seed):
    scale = (12 if dtype == "u8" else 4) / 2**32
    start = np.uint64(seed * 0x9E3779B9)
    return (mix(np.arange(n, dtype=np.uint64) + start) * scale).astype(TYPES[dtype])


def keys(dtype, n, seed):
    if TYPES[dtype](0.5):
        return numbers(dtype, n, seed)
    start = np.uint64(seed * 0x9E3779B9)
    return mix(np.arange(n, dtype=np.uint64) + start).astype(TYPES[dtype])


TYPES = {"u8": np.uint8, "i32": np.int32, "f32": np.float32, "f64": np.float64}


class Operands:
    """Inputs and reused outputs of one dtype and size, made when first asked for."""

    def __init__(self, dtype, n):
        self.key = (dtype, n)
        self.dtype = dtype
        self.n = n
        self.t = 5 if dtype == "u8" else 2
        self.zero = TYPES[dtype](0)

    def __getattr__(self, name):
        self.__dict__[name] = value = self.make(name)
        return value

    def make(self, name):
        own = TYPES[self.dtype]
        if name in ("a", "b", "c"):
            return numbers(self.dtype, self.n, "abc".index(name))
        if name == "keys":
            return keys(self.dtype, self.n, 0)
        if name == "sorted":
            return np.sort(keys(self.dtype, self.n, 1))
        dtype = {
            "out": own,
            "mask": np.bool_,
            "real": np.float32 if self.dtype == "u8" else own,
            "averaged": np.float64 if self.dtype == "u8" else own,
        }[name]
        return np.zeros(self.n, dtype)


class Flights(Operands):
    """The columns of the flights file."""

    def __init__(self, file):
        with open(file) as source:
            rows = json.load(source)
        super().__init__("f32", len(rows))
        self.key = file
        for name in ("delay", "distance", "time"):
            setattr(self, name, np.array([row[name] for row in rows], np.float32))


def measure(task, operands, seconds, answer):
    """Nanoseconds a call: median and quartiles of batches of about half a millisecond."""
    made = len(operands.__dict__)
    start = time.perf_counter()
    result = answer(task(operands))
    elapsed = time.perf_counter() - start
    calls, fewest, samples = 1, 3, []
    # The first call is none if it had to make operands.
    if elapsed < LONG or made < len(operands.__dict__):
        while (elapsed := batch(task, operands, calls)) < 0.25e-3:
            calls *= 2
    if elapsed > LONG:
        fewest, samples = 1, [elapsed * 1e9]
    else:
        calls = max(1, round(calls * 0.5e-3 / elapsed))
    start = time.perf_counter()
    while len(samples) < fewest or time.perf_counter() - start < seconds:
        samples.append(batch(task, operands, calls) * 1e9 / calls)
    p25, median, p75 = np.quantile(samples, [0.25, 0.5, 0.75]).tolist()
    return {
        "median": median,
        "p25": p25,
        "p75": p75,
        "samples": len(samples),
        "calls": calls,
        "probe": probe(result),
    }


def batch(task, operands, calls):
    start = time.perf_counter()
    for _ in range(calls):
        task(operands)
    return time.perf_counter() - start


def probe(result):
    if np.ndim(result) == 0:
        return float(result)
    return [float(result[i]) for i in (0, len(result) // 2, -1)]


def main():
    print(json.dumps({"numpy": np.__version__}), flush=True)
    operands = None
    for line in sys.stdin:
        request = json.loads(line)
        file = request.get("file")
        key = file or (request["dtype"], request["n"])
        if operands is None or operands.key != key:
            operands = Flights(file) if file else Operands(*key)
        name = request["task"]
        reply = measure(TASKS[name], operands, request["ms"] / 1000, ANSWERS.get(name, lambda result: result))
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
