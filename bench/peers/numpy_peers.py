"""NumPy's side of the comparison with peers: takes its turns as one JSON request a line tells it to.

`prepare` makes the operands that a row describes (see operands.js), warms up and answers with the number of calls in a batch;
`turn` times one batch.
"""

import json
import os
import sys
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from numpy_rival import TYPES, keys, numbers  # noqa: E402

rng = np.random.default_rng(1)

# Milliseconds: a call that lasts longer needs no other before it to fill the caches.
REFILL = 5

TASKS = {
    "add": lambda o: np.add(o.a, o.b, out=o.out),
    "multiply": lambda o: np.multiply(o.a, o.b, out=o.out),
    "divide": lambda o: np.divide(o.a, o.b, out=o.out),
    "add scalar": lambda o: np.add(o.a, 3, out=o.out),
    "greater": lambda o: np.greater(o.a, o.b, out=o.out),
    "where": lambda o: np.where(o.mask, o.a, o.b),
    "cast to f64": lambda o: copy(o),
    "cast to f32": lambda o: copy(o),
    "cast to i32": lambda o: copy(o),
    "copy": lambda o: copy(o),
    "transpose copy": lambda o: copy(o),
    "sqrt": lambda o: np.sqrt(o.a, out=o.out),
    "cbrt": lambda o: np.cbrt(o.a, out=o.out),
    "exp": lambda o: np.exp(o.a, out=o.out),
    "exp2": lambda o: np.exp2(o.a, out=o.out),
    "expm1": lambda o: np.expm1(o.a, out=o.out),
    "log": lambda o: np.log(o.b, out=o.out),
    "log2": lambda o: np.log2(o.b, out=o.out),
    "log10": lambda o: np.log10(o.b, out=o.out),
    "log1p": lambda o: np.log1p(o.a, out=o.out),
    "sin": lambda o: np.sin(o.a, out=o.out),
    "cos": lambda o: np.cos(o.a, out=o.out),
    "tan": lambda o: np.tan(o.a, out=o.out),
    "arcsin": lambda o: np.arcsin(o.unit, out=o.out),
    "arccos": lambda o: np.arccos(o.unit, out=o.out),
    "arctan": lambda o: np.arctan(o.a, out=o.out),
    "sinh": lambda o: np.sinh(o.a, out=o.out),
    "cosh": lambda o: np.cosh(o.a, out=o.out),
    "tanh": lambda o: np.tanh(o.a, out=o.out),
    "arcsinh": lambda o: np.arcsinh(o.a, out=o.out),
    "arctanh": lambda o: np.arctanh(o.unit, out=o.out),
    "arctan2": lambda o: np.arctan2(o.a, o.b, out=o.out),
    "power": lambda o: np.power(o.a, o.b, out=o.out),
    "hypot": lambda o: np.hypot(o.a, o.b, out=o.out),
    "sum": lambda o: np.sum(o.a),
    "mean": lambda o: np.mean(o.a),
    "std": lambda o: np.std(o.a),
    "max": lambda o: np.max(o.a),
    "argmax": lambda o: np.argmax(o.a),
    "sum, axis 0": lambda o: np.sum(o.a, axis=0),
    "sum, axis 1": lambda o: np.sum(o.a, axis=1),
    "mean, axis 0": lambda o: np.mean(o.a, axis=0),
    "mean, axis 1": lambda o: np.mean(o.a, axis=1),
    "max, axis 0": lambda o: np.max(o.a, axis=0),
    "max, axis 1": lambda o: np.max(o.a, axis=1),
    "cumsum": lambda o: np.cumsum(o.a, out=o.out),
    "cumsum, axis 0": lambda o: np.cumsum(o.a, axis=0, out=o.out),
    "cumsum, axis 1": lambda o: np.cumsum(o.a, axis=1, out=o.out),
    "mask select": lambda o: o.a[o.mask],
    "take": lambda o: np.take(o.a, o.index),
    "sort": lambda o: np.sort(o.keys),
    "argsort, stable": lambda o: np.argsort(o.keys, kind="stable"),
    "partition": lambda o: np.partition(o.keys, o.n // 2),
    "median": lambda o: np.median(o.keys),
    "searchsorted": lambda o: np.searchsorted(o.sorted, o.keys),
    "unique": lambda o: np.unique(o.keys),
    "a @ b": lambda o: np.matmul(o.a, o.b, out=o.out),
    "a.T @ b": lambda o: np.matmul(o.a.T, o.b, out=o.out),
    "a.T @ a": lambda o: np.matmul(o.a.T, o.a, out=o.out),
    "64 of a @ b": lambda o: np.matmul(o.a, o.b, out=o.out),
    "matrix @ vector": lambda o: np.matvec(o.a, o.b),
    "dot": lambda o: np.dot(o.a, o.b),
    "solve": lambda o: np.linalg.solve(o.well, o.b),
    "inv": lambda o: np.linalg.inv(o.well),
    "svd": lambda o: np.linalg.svd(o.a).S,
    "qr": lambda o: np.linalg.qr(o.a).R,
    "cholesky": lambda o: np.linalg.cholesky(o.spd),
    "add of 10": lambda o: np.add(o.a, o.b),
    "a * 2 + b of 10": lambda o: o.a * 2 + o.b,
    "sum of 10": lambda o: np.sum(o.a),
    "slice of 10": lambda o: o.a[2:8],
    "reshape of 10": lambda o: o.a.reshape(2, 5),
    "uniform": lambda o: rng.random(o.n, dtype=o.dtype, out=o.out),
    "normal": lambda o: rng.standard_normal(o.n, dtype=o.dtype, out=o.out),
}


def average(result):
    return 0 if len(result) < 1e5 else np.mean(result)


# What of a result is compared, where it is not its first, middle and last element.
ANSWERS = {
    "partition": lambda result: result[len(result) // 2],
    "qr": np.abs,
    "slice of 10": len,
    "uniform": average,
    "normal": average,
}


def copy(o):
    np.copyto(o.out, o.a, casting="unsafe")
    return o.out


SEEDS = {"a": 0, "b": 1, "c": 2, "unit": 0, "keys": 0, "sorted": 1, "index": 4, "mask": 3, "well": 0, "spd": 0}


def values(role, dtype, size, n):
    """The values of a role, as in operands.js."""
    seed = SEEDS[role]
    if role == "keys":
        return keys(dtype, size, seed)
    if role == "sorted":
        return np.sort(keys(dtype, size, seed))
    if role == "mask":
        return numbers("u8", size, seed) > 5
    if role == "index":
        return (numbers("f64", size, seed) / 4 * n).astype(np.intp)
    result = numbers(dtype, size, seed)
    if role == "unit":
        return result / TYPES[dtype](4)
    if role in ("well", "spd"):
        matrix = result.reshape(n, n)
        if role == "spd":
            matrix = np.triu(matrix) + np.triu(matrix, 1).T
        return (matrix + 4 * n * np.eye(n, dtype=result.dtype)).ravel()
    return result


CACHE = {}
CACHED = 8


def operand(role, dtype, stored, view, full, n):
    key = (role, dtype, tuple(stored), n)
    whole = CACHE.pop(key, None)
    if whole is None:
        whole = values(role, dtype, int(np.prod(stored)), n).reshape(stored)
    CACHE[key] = whole
    for oldest in list(CACHE)[:-CACHED]:
        del CACHE[oldest]
    return whole.T if view == "transposed" else whole[..., ::2] if view == "stepped" else whole


class Operands:
    """The arrays of a row by their roles, and an output of zeros if it reuses one."""

    def __init__(self, request):
        self.n = request["n"]
        self.dtype = TYPES[request["dtype"]]
        for described in request["operands"]:
            setattr(self, described["role"], operand(**described))
        out = request["out"]
        self.out = None
        if out is not None:
            self.out = np.zeros(out["shape"], np.bool_ if out["dtype"] == "bool" else TYPES[out["dtype"]])


def batch(task, operands, calls):
    """Milliseconds of so many calls."""
    start = time.perf_counter()
    for _ in range(calls):
        task(operands)
    return (time.perf_counter() - start) * 1e3


def calibrate(task, operands, length, warmup):
    """How many calls last `length` ms, found while warming up, and the milliseconds of one; as in measure.js."""
    calls = 1
    start = time.perf_counter()
    while True:
        elapsed = batch(task, operands, calls)
        cost = elapsed / calls
        enough = elapsed >= length / 2
        if enough:
            calls = max(1, round(length / cost))
        if enough and (time.perf_counter() - start) * 1e3 >= warmup:
            return calls, cost
        if not enough:
            calls *= 2


def probe(result):
    if np.ndim(result) == 0:
        return float(result)
    flat = np.ravel(result)
    return [float(flat[i]) for i in (0, len(flat) // 2, -1)]


class Turns:
    """The row whose turns are being taken."""

    def prepare(self, row, batch, warmup, **described):
        if row not in TASKS:
            return {}
        self.task = TASKS[row]
        self.operands = Operands(described)
        seen = probe(ANSWERS.get(row, lambda result: result)(self.task(self.operands)))
        self.calls, self.cost = calibrate(self.task, self.operands, batch, warmup)
        return {"calls": self.calls, "cost": self.cost, "probe": seen}

    def take(self):
        if self.cost < REFILL:
            self.task(self.operands)
        return {"ms": batch(self.task, self.operands, self.calls)}


def main():
    print(json.dumps({"version": np.__version__}), flush=True)
    turns = Turns()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = turns.prepare(**request) if request else turns.take()
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
