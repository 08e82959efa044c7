"""products.json.gz: products of matrices and vectors and Einstein sums, of every type, and where NumPy raises."""

import itertools
import warnings

import numpy as np

from common import DTYPES, FLOATS, encode, error_of, snake, write

ALL = list(DTYPES)
MAIN = ['f64', 'f32', 'i32', 'u8', 'bool']
MIXED = [('i8', 'u8'), ('i32', 'f32'), ('bool', 'u8'), ('u64', 'i64'), ('f64', 'f32'), ('f32', 'bool'), ('i16', 'i64')]

inputs = {}


def array(dtype, shape, place=0):
    """The key of an array in the file; integers include the limits, so that sums wrap."""
    key = f'{dtype} {tuple(shape)} {place}'
    if key not in inputs:
        rng = np.random.default_rng([place, *shape])
        if dtype == 'bool':
            made = rng.random(shape) < 0.3
        elif dtype in FLOATS:
            made = (rng.normal(size=shape) * 10 ** rng.uniform(-1, 2, shape)).astype(DTYPES[dtype])
        else:
            info = np.iinfo(DTYPES[dtype])
            made = rng.integers(info.min, info.max, shape, DTYPES[dtype], endpoint=True)
        inputs[key] = np.asarray(made)
    return key


def function(name):
    if name == 'einsum':
        return lambda *arrays, subscripts: np.einsum(subscripts, *arrays)
    if name == 'multiDot':
        return lambda *arrays: np.linalg.multi_dot(arrays)
    if name == 'tensordot':
        return lambda a, b, axes: np.tensordot(a, b, axes)
    return getattr(np, snake(name))


def case(name, keys, **rest):
    """A call, with NumPy's answer and the bound on its floats: n terms of any order lose about eps sqrt(n) each way.

    The number of terms is the answer for ones, the sum of their magnitudes the answer for magnitudes.
    """
    call = function(name)
    arrays = [inputs[key] for key in keys]
    result = {'name': name, 'in': keys, **rest}
    try:
        with warnings.catch_warnings(), np.errstate(all='ignore'):
            warnings.simplefilter('ignore')
            out = np.asarray(call(*arrays, **rest))
    except (ValueError, IndexError, TypeError) as exception:
        return {**result, **error_of(exception)}
    result['out'] = encode(out)
    if out.dtype.kind == 'f' and out.size:
        terms = np.asarray(call(*[np.ones(a.shape) for a in arrays], **rest))
        size = np.asarray(call(*[np.abs(a.astype(np.float64)) for a in arrays], **rest))
        bound = 2 * np.finfo(out.dtype).eps * (np.sqrt(terms) + len(arrays)) * size
        result['tolerance'] = encode(bound.astype(np.float32))
    return result


def pairs(name, shapes, types, **rest):
    for (a, b), dtype in itertools.product(shapes, types):
        yield case(name, [array(dtype, a, 0), array(dtype, b, 1)], **rest)


def mixed(name, a, b, **rest):
    for left, right in MIXED:
        yield case(name, [array(left, a, 0), array(right, b, 1)], **rest)


def matmul_cases():
    every = [((3, 4), (4, 5)), ((7,), (7,)), ((5, 9), (9,)), ((2, 9, 11), (2, 11, 10))]
    some = [
        ((1, 1), (1, 1)),
        ((3, 0), (0, 4)),
        ((7,), (7, 3)),
        ((2, 3, 4), (4, 5)),
        ((5, 1, 3, 4), (2, 4, 2)),
        ((3, 4), (2, 4, 5)),
        ((4,), (2, 4, 5)),
        ((2, 3, 4), (4,)),
        ((2, 3, 4), (1, 4, 3)),
        ((2, 6, 40), (2, 40, 1)),
        ((0, 3), (3, 4)),
        ((2, 3, 0), (0, 2)),
        ((2, 0, 3), (2, 3, 0)),
        ((0, 2, 3), (3, 2)),
        ((0,), (0,)),
        ((17, 23), (23, 37)),
        ((4, 300), (300, 9)),
        ((1, 40), (40, 30)),
        ((6, 3), (3, 9)),
        ((5, 12), (12, 9)),
        ((3, 4, 5), (3, 5, 3)),
        ((6, 35), (35,)),
        ((13,), (13, 35)),
    ]
    yield from pairs('matmul', every, ALL)
    yield from pairs('matmul', some, MAIN)
    yield from mixed('matmul', (5, 9), (9, 8))
    yield from mixed('matmul', (2, 2, 3), (3, 2))
    wrong = [((2, 3), (2, 3)), ((3,), (4,)), ((2, 3), (2,)), ((), (3,)), ((3,), ()), ((2, 2, 3), (3, 3, 4)), ((0,), (1,))]
    yield from pairs('matmul', wrong, ['f64'])


def vector_cases():
    dots = [((3, 4), (4, 5)), ((7,), (7,)), ((5, 9), (9,)), ((2, 3, 4), (5, 4, 6)), ((4,), (5, 4, 2)), ((), (3,)), ((2, 2), ()), ((), ())]
    yield from pairs('dot', dots, MAIN)
    yield from pairs('dot', [((2, 0), (0, 3)), ((0,), (0,))], ['f64', 'i32'])
    yield from mixed('dot', (3, 4), (4, 5))
    yield from pairs('dot', [((2, 3), (2, 3)), ((3,), (4,)), ((2, 3, 4), (4, 3, 2))], ['f64'])
    inners = [((7,), (7,)), ((3, 4), (5, 4)), ((2, 3, 4), (4,)), ((4,), (2, 3, 4)), ((), (3,)), ((2, 0), (3, 0))]
    yield from pairs('inner', inners, MAIN)
    yield from pairs('inner', [((2, 3), (4,)), ((3,), (3, 2))], ['f64'])
    yield from pairs('vdot', [((7,), (7,)), ((3, 4), (4, 3)), ((), ()), ((0,), (0,)), ((1,), ())], MAIN)
    yield from pairs('vdot', [((7,), (6,)), ((2, 3), (5,))], ['f64'])
    yield from pairs('outer', [((3,), (4,)), ((2, 3), (2, 2)), ((), (3,))], ALL)
    yield from pairs('outer', [((0,), (3,))], MAIN)
    yield from mixed('outer', (3,), (4,))
    krons = [((2, 3), (3, 2)), ((3,), (2, 2)), ((2, 2), (3,)), ((2, 3, 2), (2, 1)), ((), (3,)), ((2, 0), (2, 2))]
    yield from pairs('kron', krons, MAIN)
    yield from mixed('kron', (2, 2), (3,))


def tensordot_cases():
    yield from pairs('tensordot', [((3, 4, 5), (4, 5, 2))], ALL, axes=2)
    yield from pairs('tensordot', [((3, 4), (4, 2))], MAIN, axes=1)
    yield from pairs('tensordot', [((3,), (2, 2)), ((), (2,))], MAIN, axes=0)
    yield from pairs('tensordot', [((2, 3), (2, 3))], MAIN, axes=2)
    yield from pairs('tensordot', [((3, 4, 5), (5, 4, 2))], MAIN, axes=[[1, 2], [1, 0]])
    yield from pairs('tensordot', [((3, 4, 5), (4, 2, 3))], MAIN, axes=[[0, -2], [-1, 0]])
    yield from pairs('tensordot', [((3, 4), (2, 4))], MAIN, axes=[1, 1])
    yield from pairs('tensordot', [((3, 0), (0, 2))], ['f64', 'i32'], axes=1)
    yield from mixed('tensordot', (3, 4), (4, 2), axes=1)
    for axes in (1, 3, [[0], [0, 1]], [[0, 0], [0, 0]], [[2], [0]], [[1], [0]]):
        yield from pairs('tensordot', [((2, 3), (2, 3))], ['f64'], axes=axes)


def chain_cases():
    chains = [
        [(10, 30), (30, 5), (5, 20)],
        [(5, 2), (2, 9), (9, 3), (3, 8), (8, 1)],
        [(4,), (4, 3), (3, 6)],
        [(4, 3), (3, 6), (6,)],
        [(4,), (4, 3), (3,)],
        [(3, 2), (2, 3)],
        [(4,), (4,)],
    ]
    for shapes, dtype in itertools.product(chains, ('f64', 'f32')):
        yield case('multiDot', [array(dtype, shape, i) for i, shape in enumerate(shapes)])
    for shapes in ([(3,)], [(3, 3), (3,), (3, 3)], [(2, 3), (2, 3)], [(2, 2), (2, 2, 2), (2, 2)]):
        yield case('multiDot', [array('f64', shape, i) for i, shape in enumerate(shapes)])


def einsum_cases():
    every = [
        ('ij,jk->ik', (3, 4), (4, 5)),
        ('ij,jk', (9, 8), (8, 10)),
        ('i->', (7,)),
        ('ii', (4, 4)),
        ('ij,ij->j', (4, 5), (4, 5)),
    ]
    some = [
        ('ij->ji', (3, 4)),
        ('ba', (3, 4)),
        ('ii->i', (4, 4)),
        ('iij->ji', (3, 3, 2)),
        ('ijij->ij', (2, 3, 2, 3)),
        ('ijij', (2, 3, 2, 3)),
        ('ij->j', (3, 4)),
        ('ij->', (3, 4)),
        ('i,i', (7,), (7,)),
        ('i,i->i', (7,), (7,)),
        ('i,j->ij', (3,), (4,)),
        ('i,j->ji', (3,), (4,)),
        ('i,j', (3,), (4,)),
        ('ij,kj->ki', (3, 4), (5, 4)),
        ('ij,jk->ki', (3, 4), (4, 5)),
        ('ij,jk->', (3, 4), (4, 5)),
        ('ij,jk->k', (3, 4), (4, 5)),
        ('bij,bjk->bik', (2, 3, 4), (2, 4, 5)),
        ('bij,bjk->ikb', (2, 3, 4), (2, 4, 5)),
        ('bi,bi->b', (5, 40), (5, 40)),
        ('ijk,kji->', (2, 3, 4), (4, 3, 2)),
        ('ijk,ilj->kl', (2, 3, 4), (2, 5, 3)),
        ('ii,ij->j', (3, 3), (3, 4)),
        ('...ij,...jk->...ik', (2, 3, 4), (4, 5)),
        ('...ij,...jk', (2, 1, 3, 4), (3, 4, 2)),
        ('ij...,jk...->ik...', (2, 3, 4), (3, 5, 1)),
        ('...,...', (2, 1), (3,)),
        ('...', (2, 3)),
        ('i...->...i', (2, 3, 4)),
        ('...ii->...i', (2, 3, 3)),
        ('...i->...', (2, 3)),
        ('i...,i...->...', (4, 2), (4, 1)),
        ('ij->...', (2, 3)),
        (' i j , j k -> i k ', (3, 4), (4, 2)),
        ('ij,jk', (2, 1), (3, 4)),
        ('ii,i->i', (3, 3), (1,)),
        ('ij,ij->ij', (2, 1), (1, 3)),
        ('bA,aB', (1, 2), (3, 4)),
        ('', ()),
        (',', (), (3,)[:0]),
        ('->', ()),
        (',i->i', (), (3,)),
        ('ij,jk', (2, 0), (0, 3)),
        ('ij->i', (3, 0)),
        ('ij->ji', (0, 3)),
        ('i,i,i->i', (5,), (5,), (5,)),
        ('ij,jk,kl->il', (3, 4), (4, 5), (5, 2)),
        ('ij,jk,kl', (3, 4), (4, 5), (5, 2)),
        ('bi,ij,bj->b', (6, 3), (3, 4), (6, 4)),
        ('ij,ik,il->jkl', (5, 2), (5, 3), (5, 4)),
        ('i,j,k->kji', (2,), (3,), (4,)),
        ('ab,bc,cd,de->ae', (2, 3), (3, 4), (4, 2), (2, 3)),
        ('ea,fb,abcd,gc,hd->efgh', (2, 3), (2, 3), (3, 3, 2, 2), (3, 2), (3, 2)),
        ('...a,ab,b...->...', (2, 3), (3, 4), (4, 2)),
    ]
    wrong = [
        ('ii', (1, 3)),
        ('ii', (2, 3)),
        ('...i->i', (2, 3)),
        ('ij', (2,)),
        ('i', (2, 3)),
        ('ij,jk->il', (2, 3), (3, 4)),
        ('ij->iij', (2, 2)),
        ('ij,jk', (2, 3)),
        ('i', (3,), (3,)),
        ('i1', (2, 2)),
        ('ij,jk', (2, 3), (4, 5)),
        ('i.j', (2, 2)),
        ('i...j...', (2, 2)),
        ('i->-i', (3,)),
        ('...,...', (2,), (3,)),
        ('i->i->i', (3,)),
    ]
    for (subscripts, *shapes), dtype in [*itertools.product(every, ALL), *itertools.product(some, MAIN), *itertools.product(wrong, ['f64'])]:
        yield case('einsum', [array(dtype, shape, i) for i, shape in enumerate(shapes)], subscripts=subscripts)
    yield from mixed('einsum', (3, 4), (4, 5), subscripts='ij,jk->ik')
    yield from mixed('einsum', (3, 4), (5,), subscripts='ij,k->i')


def make():
    cases = [*matmul_cases(), *vector_cases(), *tensordot_cases(), *chain_cases(), *einsum_cases()]
    write('products', {'inputs': {key: encode(made) for key, made in inputs.items()}, 'cases': cases})
    return {'inputs': len(inputs), 'cases': len(cases)}
