"""random.json.gz: what NumPy's Generator draws, call after call, from seeds of every kind; and its errors.

Long results are kept as a few first elements, a few last ones and a checksum of all bytes. `ulp` is how far
results of logarithms and powers may be off, in units of the last place: they come from the C library there.
"""

import zlib

import numpy as np

from common import DTYPES, encode, error_of, snake, write

SEEDS = [0, 1, 42, 2**32 - 1, 2**32, 12345678901234567890, 2**128 + 5, 2**200 - 3, [0], [1, 2, 3], [0, 0, 0, 0, 7], [2**40, 5],
         [1, 2, 3, 4, 5, 6, 7, 8]]  # fmt: skip
LONG = 40000
TYPES = ['bool', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64']


def state_of(rng):
    state = rng.bit_generator.state
    inner = state['state']
    return [str(inner['state']), str(inner['inc']), state['has_uint32'], state['uinteger']]


def shown(seed):
    return [str(s) for s in seed] if isinstance(seed, list) else str(seed)


def shorten(result):
    """An encoded array, or what tells a long one from others."""
    result = np.asarray(result)
    if result.size <= 1000:
        return encode(result)
    flat = result.ravel()
    ends = encode(np.concatenate([flat[:20], flat[-20:]]))
    return {**ends, 'shape': list(result.shape), 'crc': zlib.crc32(flat.tobytes())}


# Each step is [method, arguments, options]; dtypes go by contig's names, big integers as ["bigint", text].
def given(value):
    if isinstance(value, int) and abs(value) >= 2**53:
        return ['bigint', str(value)]
    return value


def numpy_options(options):
    return {key: DTYPES[value] if key == 'dtype' else value for key, value in options.items()}


def run(seed, steps):
    rng = np.random.default_rng(seed)
    results = []
    for name, arguments, options, *ulp in steps:
        case = {'name': name, 'args': [given(a) for a in arguments], 'options': options}
        size = options.get('size')
        method = getattr(rng, snake(name))
        answer = method(*arguments, **numpy_options({**options, **({} if size is None else {'size': size})}))
        if name == 'bytes':
            answer = np.frombuffer(answer, np.uint8)
        results.append({**case, 'out': shorten(answer), 'scalar': np.ndim(answer) == 0, 'ulp': ulp[0] if ulp else 0})
    return {'seed': shown(seed), 'steps': results, 'state': state_of(rng)}


def standard_steps():
    """Sizes around the halves of an output and the tiles of the planner; f32 leaves a half that f64 passes over."""
    steps = []
    for name in ('random', 'standardNormal', 'standardExponential'):
        steps += [(name, [], {}), (name, [], {'size': 5}), (name, [], {'size': [2, 3]}), (name, [], {'size': 0}),
                  (name, [], {'dtype': 'f32'}), (name, [], {'size': 3, 'dtype': 'f32'}), (name, [], {'size': []}),
                  (name, [], {'size': 20000}), (name, [], {'size': [201, 101], 'dtype': 'f32'})]  # fmt: skip
    return steps


def integer_steps():
    steps = [('integers', [10], {}), ('integers', [5, 9], {}), ('integers', [-(2**63), 2**63], {'size': 4}),
             ('integers', [-(2**62), 2**62], {'size': 5}), ('integers', [-(2**62), 2**62 + 2**61], {'size': 99}),
             ('integers', [2**32], {'size': 7}), ('integers', [2**32 + 1], {'size': 7}), ('integers', [0, 2**32 - 1], {'size': 9}),
             ('integers', [0, 2**64], {'size': 3, 'dtype': 'u64'}), ('integers', [3, 3], {'size': 4, 'endpoint': True}),
             ('integers', [0, 1000], {'size': LONG})]  # fmt: skip
    for dtype in TYPES:
        info = None if dtype == 'bool' else np.iinfo(DTYPES[dtype])
        low, high = (0, 1) if info is None else (int(info.min), int(info.max))
        for a, b in [(low, high), (low, high - 1), (0, 1), (high // 3, high)] if info else [(0, 1), (0, 0), (1, 1)]:
            options = {'dtype': dtype, 'endpoint': True}
            steps += [('integers', [a, b], options), ('integers', [a, b], {**options, 'size': 7}), ('integers', [a, b], {**options, 'size': [3, 5]})]
        steps.append(('integers', [0, 2 if info is None else 100], {'dtype': dtype, 'size': LONG}))
    return steps


def scaled_steps():
    vector, column = [1.0, 2.5, 0.5], [[0.5], [3.0]]
    return [('uniform', [], {}), ('uniform', [-3, 7.5], {'size': 20000}), ('uniform', [2, 2], {'size': 3}), ('uniform', [[0, 1, 2], 5], {}),
            ('normal', [], {}), ('normal', [5, 0.1], {'size': [3, 4]}), ('normal', [vector, column], {}), ('normal', [0, vector], {'size': [4, 3]}),
            ('normal', [170, 10], {'size': 20000}), ('normal', [1, 0], {'size': 3}), ('exponential', [], {}), ('exponential', [2.5], {'size': 20000}),
            ('exponential', [column], {'size': [2, 4]})]  # fmt: skip


def distribution_steps():
    steps = []
    for shape in (0, 0.3, 1, 2.5, 100):
        steps += [('standardGamma', [shape], {}, 16), ('standardGamma', [shape], {'size': 500}, 16),
                  ('standardGamma', [shape], {'size': 500, 'dtype': 'f32'}, 16), ('gamma', [shape, 2.5], {'size': 50}, 16)]  # fmt: skip
    steps += [('gamma', [[0.5, 2, 9], [[1], [3]]], {}, 16), ('standardGamma', [[0.5, 2, 9]], {'size': [40, 3]}, 16)]
    for a, b in ((0.3, 0.4), (1, 1), (2, 3), (0.5, 2), (1e-110, 1e-110), (0.001, 0.002)):
        ulp = 4096 if a < 0.01 else 16
        steps += [('beta', [a, b], {}, ulp), ('beta', [a, b], {'size': 300}, ulp)]
    steps += [('beta', [[0.5, 2, 9], [[1], [3]]], {}, 16)]
    for lam in (0, 0.5, 9.9, 10, 33.3, 1e6, 1e15):
        steps += [('poisson', [lam], {}), ('poisson', [lam], {'size': 900}), ('poisson', [lam], {'size': 20000})]
    steps += [('poisson', [[0, 3, 50, 1000]], {'size': [200, 4]})]
    for n, p in ((0, 0.5), (7, 0), (7, 1), (10, 0.3), (100, 0.5), (1000, 0.7), (100000, 0.01), (40, 0.9), (10**9, 0.3), (10**12, 1e-11)):
        steps += [('binomial', [n, p], {}), ('binomial', [n, p], {'size': 900}), ('binomial', [n, p], {'size': 20000})]
    steps += [('binomial', [[5, 100, 2000], [[0.1], [0.5], [0.95]]], {}), ('binomial', [[5, 100, 2000], 0.25], {'size': [100, 3]})]
    return steps


def bound_steps():
    """Integers with bounds of their own, in every type; bits that 8- and 16-bit types leave are dropped after a call."""
    steps = [('integers', [[2, 6, 20]], {}), ('integers', [[0, 5], [3, 9]], {'size': [4, 2]}), ('integers', [[[1], [2]], [3, 4, 50]], {}), ('integers', [0, [1, 10]], {'size': [9, 2]}),
             ('integers', [[1, 4], 5], {}), ('integers', [[5]], {}), ('integers', [[]], {}), ('integers', [[1, 2], [2**40, 3 * 2**31]], {'size': [20, 2]}), ('integers', [[0, 0, 0], [2**32, 2**32 + 1, 2**32 - 1]], {'size': [7, 3]})]  # fmt: skip
    for dtype in TYPES:
        info = None if dtype == 'bool' else np.iinfo(DTYPES[dtype])
        low, high = (0, 1) if info is None else (max(int(info.min), -(2**51)), min(int(info.max), 2**51))
        highs = [high, low, high, (low + high) // 2, high]
        options = {'dtype': dtype, 'endpoint': True}
        steps += [('integers', [[low, low, high, low, high // 3], highs], options), ('integers', [low, highs], {**options, 'size': [40, 5]}), ('integers', [low, [high + 1, low + 1]], {'dtype': dtype, 'size': [30, 2]})]
        steps.append(('integers', [[0, 1], [1, 2 if info is None else 101]], {'dtype': dtype, 'size': [20000, 2]}))
    return steps


def byte_steps():
    return [('bytes', [n], {}) for n in (0, 1, 4, 7, 1000)]


def kernel_steps():
    """The distributions of one kernel each: parameters that take every way through it, alone, many, and broadcast."""
    cases = {
        'lognormal': [[0, 1], [2, 0.25], [1, 0]], 'laplace': [[0, 1], [-3, 2.5]], 'logistic': [[0, 1], [-3, 2.5]], 'gumbel': [[0, 1], [-3, 2.5]], 'rayleigh': [[1], [2.5]],
        'weibull': [[1], [0], [0.3], [5]], 'pareto': [[1], [0.3], [5]], 'power': [[1], [0.3], [5]], 'triangular': [[0, 1, 3], [0, 0, 1], [-1, 2, 2]], 'standardCauchy': [[]],
        'standardT': [[1], [0.4], [7.5]], 'chisquare': [[1], [2], [0.4], [7.5]], 'f': [[1, 2], [0.4, 9], [7.5, 3]], 'wald': [[1, 1], [1e8, 1], [0.001, 5]],
        'vonmises': [[0, 1], [1, 0], [2, 1e-6], [-3, 5], [1, 1e7], [3, 2e6], [8, 4]], 'geometric': [[1], [0.6], [0.34], [1 / 3], [0.05], [1e-9], [1e-300]],
        'negativeBinomial': [[1, 0.5], [2.5, 0.9], [40, 0.1], [0.3, 0.7], [3, 1]], 'logseries': [[0.5], [0], [0.95], [0.9999]], 'zipf': [[2], [1.5], [4.5], [1025]],
        'hypergeometric': [[5, 7, 4], [0, 7, 4], [7, 0, 4], [5, 7, 0], [5, 7, 11], [40, 60, 30], [60, 40, 30], [60, 40, 75], [40, 60, 95], [10**6, 2 * 10**6, 5000], [999999999, 999999999, 10**9]],
    }  # fmt: skip
    steps = []
    for name, parameters in cases.items():
        ulp = 0 if name in ('geometric', 'negativeBinomial', 'logseries', 'zipf', 'hypergeometric', 'triangular', 'rayleigh', 'wald', 'standardCauchy') else 1024 if name == 'vonmises' else 16
        for given in parameters:
            steps += [(name, given, {}, ulp), (name, given, {'size': 700}, ulp)]
        if len(parameters[0]) > 0:
            lists = [[float(p[i]) for p in parameters[:2]] for i in range(len(parameters[0]))]
            steps += [(name, lists, {}, ulp), (name, lists, {'size': [300, len(lists[0])]}, ulp)]
            steps.append((name, [lists[0], *[[[x] for x in column] for column in lists[1:]]], {}, ulp))
    steps += [('multinomial', [20, [1 / 6] * 6], {}), ('multinomial', [20, [1 / 6] * 6], {'size': [3, 2]}), ('multinomial', [[5, 0, 1000], [0.2, 0, 0.8]], {}), ('multinomial', [7, [1]], {'size': 2}),
              ('multinomial', [[5, 100], [[[0.5, 0.5], [0.1, 0.9]], [[1, 0], [0, 1]]]], {}), ('multinomial', [1000, [0.25, 0.5, 0.1]], {'size': 20000}), ('multinomial', [0, [0.5, 0.5]], {}),
              ('dirichlet', [[10, 5, 3]], {}, 16), ('dirichlet', [[10, 5, 3]], {'size': [200, 2]}, 16), ('dirichlet', [[0.05, 0, 0.01]], {'size': 50}, 64), ('dirichlet', [[0, 0]], {'size': 3}),
              ('dirichlet', [[]], {'size': 3}), ('dirichlet', [[0, 1, 2]], {'size': 0}), ('dirichlet', [[0, 1, 2]], {'size': 5}, 16)]  # fmt: skip
    return steps


def order_steps():
    p = [0.1, 0.2, 0, 0.3, 0.35, 0.05]
    steps = [('permutation', [n], {}) for n in (0, 1, 2, 10, 1000, 70000)]
    steps += [('choice', [5], {}), ('choice', [7], {'size': 20}), ('choice', [7], {'size': [2, 3]}), ('choice', [[1.5, 2.5, 4]], {'size': 5}),
              ('choice', [[1.5, 2.5, 4]], {}), ('choice', [6], {'p': p}), ('choice', [6], {'size': 900, 'p': p}),
              ('choice', [6], {'size': [2, 2], 'p': p, 'replace': False}), ('choice', [6], {'size': 5, 'p': p, 'replace': False}),
              ('choice', [10], {'size': 10, 'replace': False}), ('choice', [10], {'size': 0, 'replace': False}),
              ('choice', [1000], {'size': 300, 'replace': False}), ('choice', [1000], {'size': 300, 'replace': False, 'shuffle': False}),
              ('choice', [20000], {'size': 399, 'replace': False}), ('choice', [20000], {'size': 401, 'replace': False}),
              ('choice', [20000], {'size': 1001, 'replace': False, 'shuffle': False}), ('choice', [20000], {'size': 20000, 'replace': False})]  # fmt: skip
    return steps


# Arrays to put in order, by dtype and shape, holding 0, 1, 2, ...
ARRAYS = [('u8', [17]), ('i16', [40]), ('f32', [33]), ('i64', [100]), ('f64', [5, 7]), ('u8', [9, 3]), ('i16', [4, 5, 6]), ('i32', [2, 0, 3]), ('bool', [12])]


def array_cases():
    for dtype, shape in ARRAYS:
        values = np.arange(np.prod(shape)).reshape(shape).astype(DTYPES[dtype])
        axes = range(-len(shape), len(shape))
        calls = [('shuffle', axis) for axis in axes] + [('permutation', axis) for axis in axes] + [('permuted', axis) for axis in [None, *axes]]
        for name, axis in calls:
            rng = np.random.default_rng(99)
            rng.random(dtype=np.float32)
            copy = values.copy()
            result = getattr(rng, name)(copy, axis=axis)
            yield {'name': name, 'in': encode(values), 'axis': axis, 'out': encode(copy if name == 'shuffle' else result), 'state': state_of(rng)}
        for axis in axes:
            if shape[axis] > 2:
                for options in ({}, {'replace': False}, {'replace': False, 'shuffle': False}):
                    for size in (2, [2, 1], []):
                        rng = np.random.default_rng(5)
                        out = rng.choice(values, size, axis=axis, **options)
                        yield {'name': 'choice', 'in': encode(values), 'axis': axis, 'size': size, 'options': options, 'out': encode(out), 'state': state_of(rng)}


ERRORS = [('integers', [5, 5], {}), ('integers', [5, 4], {'size': 3}), ('integers', [0, 257], {'dtype': 'u8'}), ('integers', [-1, 5], {'dtype': 'u32'}),
          ('integers', [0, 5], {'dtype': 'f64'}), ('integers', [0, 3], {'dtype': 'bool'}), ('random', [], {'size': -1}), ('random', [], {'dtype': 'i32'}),
          ('standardNormal', [], {'size': [2, -1]}), ('uniform', [3, 2], {}), ('uniform', [-1e308, 1e308], {}), ('normal', [0, -1], {}),
          ('normal', [0, [1, -1]], {}), ('normal', [[1, 2], [1, 2, 3]], {}), ('normal', [[1, 2, 3], 1], {'size': 2}), ('exponential', [-1], {}),
          ('standardGamma', [-0.5], {}), ('gamma', [1, -1], {'size': 2}), ('beta', [0, 1], {}), ('beta', [1, -1], {}), ('poisson', [-1], {}),
          ('poisson', [1e19], {}), ('binomial', [-1, 0.5], {}), ('binomial', [5, 1.5], {}), ('binomial', [5, -0.1], {}), ('choice', [0], {}),
          ('choice', [[]], {'size': 2}), ('choice', [3], {'size': 4, 'replace': False}), ('choice', [3], {'p': [0.5, 0.5]}), ('choice', [2], {'p': [0.5, 0.6]}),
          ('choice', [2], {'p': [1.5, -0.5]}), ('choice', [3], {'size': 3, 'p': [0.5, 0.5, 0], 'replace': False}), ('choice', [[1, 2]], {'axis': 1}),
          ('integers', [[1, 5], [2, 5]], {}), ('integers', [[0, 300]], {'dtype': 'u8'}), ('integers', [[-1, 0], 5], {'dtype': 'u32'}), ('integers', [[5, 6]], {'size': 3}), ('integers', [[1, 2], [3, 4, 5]], {}),
          ('lognormal', [0, -1], {}), ('laplace', [0, -1], {}), ('logistic', [0, [1, -1]], {}), ('gumbel', [0, -1], {}), ('rayleigh', [-1], {}), ('weibull', [-1], {}), ('pareto', [0], {}),
          ('power', [0], {}), ('triangular', [1, 0, 2], {}), ('triangular', [0, 3, 2], {}), ('triangular', [1, 1, 1], {}), ('standardT', [0], {}), ('chisquare', [0], {}), ('f', [0, 1], {}), ('f', [1, [1, 0]], {}),
          ('wald', [-1, 1], {}), ('wald', [1, 0], {}), ('vonmises', [0, -1], {}), ('geometric', [0], {}), ('geometric', [1.5], {}), ('negativeBinomial', [0, 0.5], {}), ('negativeBinomial', [1, 0], {}),
          ('negativeBinomial', [1e300, 1e-10], {}), ('logseries', [1], {}), ('logseries', [-0.5], {}), ('zipf', [1], {}), ('hypergeometric', [10**9, 1, 1], {}), ('hypergeometric', [5, 5, 11], {}),
          ('hypergeometric', [-1, 5, 1], {}), ('hypergeometric', [[5, 5], 5, [1, 11]], {}), ('multinomial', [-5, [0.5, 0.5]], {}), ('multinomial', [5, [0.5, 0.6, 0.1]], {}), ('multinomial', [5, []], {}),
          ('multinomial', [5, [0.5, 1.4]], {}), ('multinomial', [[5, 6], [0.5, 0.5]], {'size': 3}), ('dirichlet', [[-1, 2]], {}), ('dirichlet', [[[1, 2]]], {}),
          ('permutation', [[1, 2, 3]], {'axis': 1}), ('permuted', [[1, 2, 3]], {'axis': 1})]  # fmt: skip


def error_cases():
    for name, arguments, options in ERRORS:
        try:
            getattr(np.random.default_rng(1), snake(name))(*arguments, **numpy_options(options))
        except (TypeError, ValueError, IndexError, OverflowError) as exception:
            yield {'name': name, 'args': arguments, 'options': options, **error_of(exception)}
        else:
            raise AssertionError(f'{name}{arguments} {options} gave no error')


def spawn_cases():
    for seed in (42, [1, 2, 3, 4, 5]):
        root = np.random.default_rng(seed)
        first, second = root.spawn(2)
        (third,) = root.spawn(1)
        (inner,) = second.spawn(1)
        yield {'seed': shown(seed), 'states': [state_of(rng) for rng in (first, second, third, inner)]}


def make():
    content = {
        'seeds': [{'seed': shown(seed), 'state': state_of(np.random.default_rng(seed))} for seed in SEEDS],
        'spawn': list(spawn_cases()),
        'runs': {
            'standard': run(42, standard_steps()),
            'integers': run(7, integer_steps()),
            'scaled': run(2**70, scaled_steps()),
            'distributions': run([1, 2], distribution_steps()),
            'orders': run(3, order_steps()),
            'bounds': run(4, bound_steps()),
            'bytes': run(5, byte_steps()),
            'kernels': run(6, kernel_steps()),
        },
        'arrays': list(array_cases()),
        'errors': list(error_cases()),
    }
    write('random', content)
    return {key: len(value) for key, value in content.items()}
