"""advanced.json.gz: indexing with arrays and masks, got and set, and the functions around it."""

import numpy as np

from common import encode, error_of, write

SHAPES = [(6,), (4, 5), (2, 3, 4), (3, 1, 2, 4), (0, 3), (5, 0)]
SLICES = [":", "1:", "::-1", "::2", ":-1", "2:1", "-2:"]


def draw_index(rng, shape):
    """An index expression as contig takes it: integers, slice strings, null, '...', nested lists of integers or bools."""
    common = [(), (2,), (3,), (2, 1), (1, 3), (1,), (0,)]
    joint = common[rng.integers(len(common))]
    index, axis = [], 0
    dots = rng.random() < 0.3
    while axis < len(shape):
        kind = rng.integers(7)
        extent = shape[axis]
        if kind == 0:
            index.append(SLICES[rng.integers(len(SLICES))])
            axis += 1
        elif kind == 1 and extent > 0:
            index.append(int(rng.integers(-extent, extent)))
            axis += 1
        elif kind == 2:
            index.append(None)
        elif kind == 3 and dots:
            index.append("...")
            dots = False
            axis += int(rng.integers(0, len(shape) - axis + 1))
        elif kind == 4:
            dims = int(rng.integers(1, min(2, len(shape) - axis) + 1))
            index.append((rng.random(shape[axis : axis + dims]) < 0.5).tolist())
            axis += dims
        elif kind in (5, 6):
            places = joint if rng.random() < 0.7 else joint[1:]
            if extent == 0 and int(np.prod(places)) > 0:
                places = (0,)
            index.append(rng.integers(-extent, extent, places).tolist() if extent else np.zeros(places, int).tolist())
            axis += 1
        if rng.random() < 0.15:
            break
    return index


def as_numpy(index):
    def one(item):
        if isinstance(item, str):
            if item == "...":
                return Ellipsis
            return slice(*(int(part) if part else None for part in item.split(":")))
        if isinstance(item, list):
            array = np.array(item)
            return array if array.dtype == bool else array.astype(int)
        return item

    return tuple(one(item) for item in index)


def is_advanced(index):
    return any(isinstance(item, list) for item in index)


def indexing(rng):
    gets, sets = [], []
    while len(gets) < 600:
        shape = SHAPES[rng.integers(len(SHAPES))]
        index = draw_index(rng, shape)
        if not is_advanced(index):
            continue
        base = np.arange(np.prod(shape), dtype="i2").reshape(shape)
        case = {"shape": list(shape), "index": index}
        try:
            case["out"] = encode(np.asarray(base[as_numpy(index)]))
        except (IndexError, ValueError) as error:
            case.update(error_of(error))
        gets.append(case)
        if "out" in case and len(sets) < 300:
            values = [7, rng.integers(0, 100, base[as_numpy(index)].shape).astype("i2")]
            value = values[rng.integers(2)]
            # Where a place is named more than once the last value stays, in contig and in NumPy; only distinct ones are certain.
            places = np.arange(base.size).reshape(shape)[as_numpy(index)].ravel()
            if isinstance(value, np.ndarray) and len(set(places.tolist())) < places.size:
                continue
            target = base.copy()
            target[as_numpy(index)] = value
            given = value if isinstance(value, int) else encode(value)
            sets.append({"shape": list(shape), "index": index, "value": given, "out": encode(target)})
    for shape, index in [((4,), [[4]]), ((4,), [[-5]]), ((4, 5), [[0, 1], [0, 1, 2]]), ((4,), [[True, False]]), ((4, 5), [[0], [0], [0]]), ((4,), [[0.5]])]:
        base = np.zeros(shape)
        try:
            base[tuple(np.array(item) for item in index)]
        except IndexError as error:
            # A list of fractions is no index: NumPy says IndexError, contig TypeError.
            expected = {"error": "TypeError"} if index == [[0.5]] else error_of(error)
            gets.append({"shape": list(shape), "index": index, **expected})
    return gets, sets


def calls(rng):
    """[function, arguments, result]: arrays as encoded, lists and options as they are."""
    a = rng.integers(-50, 50, (3, 4)).astype("i2")
    f = a / 4
    axis = rng.integers(-4, 4, (3, 2))
    out = []

    def case(name, run, *args):
        plain = [{"array": encode(arg)} if isinstance(arg, np.ndarray) else arg for arg in args]
        try:
            result = run()
        except (IndexError, ValueError, TypeError) as error:
            out.append({"name": name, "args": plain, **error_of(error)})
            return
        results = list(result) if isinstance(result, (tuple, list)) else [result]
        out.append({"name": name, "args": plain, "out": [encode(np.asarray(item)) for item in results]})

    for x in (a, f, a > 0, np.zeros((2, 0)), np.array([[0, 3], [0, 0]], "u1")):
        case("nonzero", lambda: np.nonzero(x), x)
        case("flatnonzero", lambda: np.flatnonzero(x), x)
        case("argwhere", lambda: np.argwhere(x), x)
    for mode in ("raise", "wrap", "clip"):
        for indices in ([0, 2, 1], [[0, -1], [1, 2]], [5, -7], []):
            case("take", lambda: np.take(a, np.array(indices, int), mode=mode), a, indices, {"mode": mode})
            for ax in (0, 1, -1):
                case("take", lambda: np.take(f, np.array(indices, int), axis=ax, mode=mode), f, indices, {"axis": ax, "mode": mode})
    case("take", lambda: np.take(a, 1, axis=0), a, 1, {"axis": 0})
    case("takeAlongAxis", lambda: np.take_along_axis(a, axis, 1), a, axis, 1)
    case("takeAlongAxis", lambda: np.take_along_axis(f, np.argsort(f, 0), 0), f, np.argsort(f, 0), 0)
    case("takeAlongAxis", lambda: np.take_along_axis(a, np.array([0, 5]), None), a, np.array([0, 5]), None)
    case("compress", lambda: np.compress([True, False, True], a, axis=0), [True, False, True], a, {"axis": 0})
    case("compress", lambda: np.compress([0, 1, 1], a, axis=1), [0, 1, 1], a, {"axis": 1})
    case("compress", lambda: np.compress([0, 1, 1], a), [0, 1, 1], a)
    case("extract", lambda: np.extract(a > 0, f), a > 0, f)
    case("unravelIndex", lambda: np.unravel_index([0, 5, 11], (3, 4)), [0, 5, 11], [3, 4])
    case("unravelIndex", lambda: np.unravel_index([12], (3, 4)), [12], [3, 4])
    case("unravelIndex", lambda: np.unravel_index([[3], [7]], (2, 2, 2)), [[3], [7]], [2, 2, 2])
    case("ravelMultiIndex", lambda: np.ravel_multi_index([[0, 1], [2, 3]], (3, 4)), [[0, 1], [2, 3]], [3, 4])
    case("ravelMultiIndex", lambda: np.ravel_multi_index([[0, 4], [2, 5]], (3, 4), mode="wrap"), [[0, 4], [2, 5]], [3, 4], {"mode": "wrap"})
    case("ravelMultiIndex", lambda: np.ravel_multi_index([[0, 4], [2, 5]], (3, 4), mode="clip"), [[0, 4], [2, 5]], [3, 4], {"mode": "clip"})
    case("ravelMultiIndex", lambda: np.ravel_multi_index([[3], [0]], (3, 4)), [[3], [0]], [3, 4])
    case("choose", lambda: np.choose([[0, 1, 2, 0]], [a, a * 2, f]), [[0, 1, 2, 0]], [{"array": encode(a)}, {"array": encode(a * 2)}, {"array": encode(f)}])
    case("choose", lambda: np.choose([5, -1], [a[:, :2], f[:, :2]], mode="clip"), [5, -1], [{"array": encode(a[:, :2])}, {"array": encode(f[:, :2])}], {"mode": "clip"})
    case("select", lambda: np.select([a > 20, a < -20], [a, f], 0.5), [{"array": encode(a > 20)}, {"array": encode(a < -20)}], [{"array": encode(a)}, {"array": encode(f)}], 0.5)
    return out


def changes(rng):
    """In-place functions: [function, array before, arguments, array after]."""
    a = rng.integers(-50, 50, (3, 4)).astype("i2")
    out = []
    for name, run, args in [
        ("put", lambda x: np.put(x, [0, 5, -1], [1, 2]), [[0, 5, -1], [1, 2]]),
        ("put", lambda x: np.put(x, [20, -20], [1], mode="wrap"), [[20, -20], [1], {"mode": "wrap"}]),
        ("put", lambda x: np.put(x, [20, -20], [3, 4], mode="clip"), [[20, -20], [3, 4], {"mode": "clip"}]),
        ("place", lambda x: np.place(x, x > 0, [1, 2, 3]), [{"array": encode(a > 0)}, [1, 2, 3]]),
        ("putmask", lambda x: np.putmask(x, x > 0, [1, 2, 3]), [{"array": encode(a > 0)}, [1, 2, 3]]),
        ("putAlongAxis", lambda x: np.put_along_axis(x, np.array([[1], [0], [3]]), 99, 1), [[[1], [0], [3]], 99, 1]),
    ]:
        after = a.copy()
        run(after)
        out.append({"name": name, "before": encode(a), "args": args, "after": encode(after)})
    return out


def make():
    rng = np.random.default_rng(20240)
    gets, sets = indexing(rng)
    content = {"gets": gets, "sets": sets, "calls": calls(rng), "changes": changes(rng)}
    write("advanced", content)
    return f"advanced: {', '.join(f'{len(cases)} {name}' for name, cases in content.items())}"
