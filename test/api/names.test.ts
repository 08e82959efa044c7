/** The small names of NumPy's namespace: aliases, views and copies, errors. */
import { describe, expect, it } from 'vitest';
import * as contig from '../../src/index.js';
import { array, type NDArray, zeros } from '../../src/index.js';
import { LAYOUTS, same, sample, TYPES } from '../support.js';

describe('aliases', () => {
  it.each([
    ['abs', 'absolute'],
    ['acos', 'arccos'],
    ['acosh', 'arccosh'],
    ['asin', 'arcsin'],
    ['asinh', 'arcsinh'],
    ['atan', 'arctan'],
    ['atan2', 'arctan2'],
    ['atanh', 'arctanh'],
    ['bitwiseInvert', 'invert'],
    ['bitwiseNot', 'invert'],
    ['bitwiseLeftShift', 'leftShift'],
    ['bitwiseRightShift', 'rightShift'],
    ['conj', 'conjugate'],
    ['deg2rad', 'radians'],
    ['rad2deg', 'degrees'],
    ['pow', 'power'],
    ['trueDivide', 'divide'],
    ['amax', 'max'],
    ['amin', 'min'],
    ['around', 'round'],
    ['fix', 'trunc'],
    ['asanyarray', 'asarray'],
  ])('%s is %s', (alias, name) => {
    const exported = contig as unknown as Record<string, unknown>;
    expect(exported[name]).toBeTypeOf('function');
    expect(exported[alias]).toBe(exported[name]);
    expect((contig.ndarray as unknown as Record<string, unknown>)[alias]).toBe(exported[name]);
  });
});

describe('real parts', () => {
  it('are the array itself, imaginary ones read-only zeros', () => {
    const a = array([[1, 2]]);
    expect(contig.real(a)).toBe(a);
    expect(contig.realIfClose(a)).toBe(a);
    expect(contig.imag(a).writeable).toBe(false);
    expect(contig.imag(3).toArray()).toBe(0);
    expect(a.conj()).not.toBe(a);
    expect(contig.sharesMemory(a, contig.conj(a))).toBe(false);
  });

  it('isposinf and isneginf write to out', () => {
    const out = zeros(3, 'i32');
    expect(contig.isposinf([Infinity, -Infinity, Number.NaN], { out })).toBe(out);
    expect(out.toArray()).toEqual([1, 0, 0]);
    expect(contig.isneginf([Infinity, -Infinity, Number.NaN], { out })).toBe(out);
    expect(out.toArray()).toEqual([0, 1, 0]);
    expect(() => contig.isposinf([1, 2], { out })).toThrow(/^isposinf: shapes \(2,\) and \(3,\)/);
    expect(() => contig.isneginf(zeros([2, 3]), { out })).toThrow(/^isneginf: out has shape \(3,\)/);
  });

  it.each(['real', 'imag', 'isreal', 'iscomplex', 'isrealobj', 'iscomplexobj', 'realIfClose', 'angle', 'isposinf'])(
    '%s refuses what is no number',
    (name) => {
      const run = (contig as unknown as Record<string, (value: unknown) => unknown>)[name];
      expect(() => run('text')).toThrow(new RegExp(`^${name}: "text"`));
    },
  );
});

describe('types', () => {
  it.each([
    ['canCast', () => contig.canCast(5 as never, 'u8'), TypeError, /5 has no element type/],
    ['canCast', () => contig.canCast('u8', 'i8', 'same_kind' as never), RangeError, /casting is 'same_kind'/],
    ['dtype', () => contig.canCast('u7' as never, 'u8'), TypeError, /names no element type/],
    ['resultType', () => contig.resultType(), TypeError, /there is nothing/],
    ['resultType', () => contig.resultType([1, 2] as never), TypeError, /a list has no element type/],
    ['minScalarType', () => contig.minScalarType(1n << 64n), RangeError, /beyond 64 bits/],
    ['minScalarType', () => contig.minScalarType('u8' as never), TypeError, /neither a number/],
    ['commonType', () => contig.commonType(), TypeError, /no array/],
    ['commonType', () => contig.commonType(zeros(2, 'bool')), TypeError, /bools/],
    ['commonType', () => contig.commonType([1] as never), TypeError, /a list is no array/],
    ['dtype', () => contig.issubdtype('f32', 'real' as never), TypeError, /names no element type/],
    ['isdtype', () => contig.isdtype('f32', 'integer' as never), TypeError, /neither a type nor a kind/],
    ['finfo', () => contig.finfo('i32'), TypeError, /i32 is no floating-point type/],
    ['iinfo', () => contig.iinfo('f32'), TypeError, /f32 is no integer type/],
    ['iinfo', () => contig.iinfo('bool'), TypeError, /bool is no integer type/],
    ['isfortran', () => contig.isfortran([1] as never), TypeError, /takes an array/],
  ])('%s: error %#', (name, run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
    expect(run).toThrow(new RegExp(`^${name}: `));
  });

  it('of arrays, scalars and names', () => {
    expect(contig.canCast(zeros(2, 'i16'), 'f32')).toBe(true);
    expect(contig.canCast(new Float64Array(2), 'f32')).toBe(false);
    expect(contig.resultType(zeros(1, 'u8'), new Int8Array(1), 'float32')).toBe('f32');
    expect(contig.resultType(1, true, 2n)).toBe('f64');
    expect(contig.resultType(true)).toBe('bool');
    expect(contig.resultType(2n, false)).toBe('i64');
    expect(contig.resultType('bool', 3)).toBe('f64');
    expect(contig.minScalarType(1e30)).toBe('f32');
    expect(contig.minScalarType(1e300)).toBe('f64');
    expect(contig.isdtype('u8', ['bool', 'integral'])).toBe(true);
    expect(contig.isdtype('float64', ['f32', 'f64'])).toBe(true);
    expect(contig.issubdtype(zeros(1, 'u8'), 'unsignedinteger')).toBe(true);
    expect(contig.finfo(1.5)).toBe(contig.finfo(zeros(1)));
    expect(contig.finfo('f32').dtype).toBe('f32');
    expect(contig.iinfo(5n).max).toBe(2n ** 63n - 1n);
    expect(Object.isFrozen(contig.finfo('f32')) && Object.isFrozen(contig.iinfo('u8'))).toBe(true);
  });
});

describe('what a value is', () => {
  it('dimensions, without keeping memory', () => {
    const before = contig.memory.stats().blocks;
    expect(contig.shape([[1, 2, 3]])).toEqual([1, 3]);
    expect(contig.ndim(5n)).toBe(0);
    expect(contig.size(new Uint8Array(7))).toBe(7);
    expect(contig.size([[1, 2, 3]], 1)).toBe(3);
    expect(contig.size([[1, 2, 3]], [])).toBe(1);
    expect(contig.memory.stats().blocks).toBe(before);
    const a = zeros([2, 3]);
    contig.shape(a)[0] = 9;
    expect(a.shape).toEqual([2, 3]);
  });

  it.each([
    [3, true, false],
    [3n, true, false],
    [false, true, false],
    ['text', true, true],
    [[1], false, true],
    [null, false, false],
    [undefined, false, false],
    [{}, false, false],
    [new Map(), false, true],
    [array(3), false, false],
    [array([3]), false, true],
  ])('%s', (value, scalar, iterable) => {
    expect(contig.isscalar(value)).toBe(scalar);
    expect(contig.iterable(value)).toBe(iterable);
  });
});

describe('memory order', () => {
  const a = array([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  it('is told', () => {
    expect(contig.isfortran(a)).toBe(false);
    expect(contig.isfortran(a.T)).toBe(true);
    expect(contig.isfortran(zeros(4))).toBe(false);
    expect(contig.isfortran(a.get(':', '::2') as NDArray)).toBe(false);
    expect(contig.isfortran(zeros([3, 1, 2]).transpose(2, 1, 0))).toBe(true);
  });

  it('that is right already is left alone', () => {
    expect(contig.ascontiguousarray(a)).toBe(a);
    expect(contig.asfortranarray(a.T).strides).toEqual([1, 3]);
    const t = a.T;
    expect(contig.asfortranarray(t)).toBe(t);
    expect(contig.require(t, null, 'F')).toBe(t);
    expect(contig.require(a, 'f64', ['C', 'W', 'A', 'E'])).toBe(a);
    expect(contig.asarrayChkfinite(a)).toBe(a);
  });

  it.each(TYPES)('%s arrays of all layouts are brought to it', (type) => {
    const values = sample(type, [4, 5]);
    for (const [layout, lay] of Object.entries(LAYOUTS)) {
      const view = lay(values);
      const [c, f] = [contig.ascontiguousarray(view), contig.asfortranarray(view)];
      expect(c.packed && f.T.packed, layout).toBe(true);
      expect(same(c, values) && same(f, values), layout).toBe(true);
    }
  });

  it('of read-only views', () => {
    const view = zeros(3).broadcastTo([2, 3]);
    expect(contig.require(view)).toBe(view);
    expect(contig.require(view, null, 'W').writeable).toBe(true);
    expect(contig.isfortran(contig.require(view, null, ['F', 'W']))).toBe(true);
    expect(() => contig.require(a, null, ['O' as never])).toThrow(/^require: 'O' .*copy\(\)/);
    expect(() => contig.require(a, null, 'X' as never)).toThrow(/^require: 'X' .*C, F, W/);
    expect(() => contig.require(a, null, ['C', 'F'])).toThrow(RangeError);
    expect(() => contig.asarrayChkfinite(a, 'f64', { order: 'K' as never })).toThrow(/^asarrayChkfinite: order is 'K'/);
    expect(contig.isfortran(contig.asarrayChkfinite(a, 'f32', { order: 'F' }))).toBe(true);
    expect(() => contig.asarrayChkfinite([1, Number.NaN])).toThrow(/^asarrayChkfinite: there is NaN/);
  });
});

describe('shared memory', () => {
  it('of typed arrays is their own', () => {
    const buffer = new ArrayBuffer(64);
    const [bytes, floats] = [new Uint8Array(buffer, 8, 8), new Float64Array(buffer)];
    expect(contig.sharesMemory(bytes, floats)).toBe(true);
    expect(contig.sharesMemory(contig.wrap(floats).get('::2') as NDArray, bytes)).toBe(false);
    expect(contig.mayShareMemory(contig.wrap(floats).get('::2') as NDArray, bytes)).toBe(true);
    expect(contig.sharesMemory(bytes, new Uint8Array(8))).toBe(false);
    expect(contig.sharesMemory([1], [1])).toBe(false);
  });

  it('of views that are hard to tell apart is refused beyond the work allowed', () => {
    // Steps that have no common divisor, so that many sums come close to the distance and none meets it.
    const steps = [30030, 30031, 30047, 30059, 30071, 30089, 30091, 30097];
    const base = zeros(3_000_000, 'u8');
    const view = contig.asStrided(base, { shape: [8, 8, 8, 8, 8, 8, 8, 8], strides: steps });
    const other = base.get('1200101:1200102') as NDArray;
    expect(() => contig.sharesMemory(view, other, { maxWork: 100 })).toThrow(/^sharesMemory: 100 trials/);
    expect(() => contig.sharesMemory(view, other, { maxWork: 0 })).toThrow(/^sharesMemory: maxWork is 0/);
    expect(contig.mayShareMemory(view, other)).toBe(true);
    expect(contig.sharesMemory(view, other)).toBe(false);
    expect(contig.sharesMemory(view, base)).toBe(true);
  });
});
