/** Record classes. */
import { describe, expect, it } from 'vitest';
import { record } from '../../src/index.js';

const Vec = record('Vec', { x: 'f64', y: { dtype: 'f64', default: 0 } });
const Particle = record('Particle', {
  pos: Vec,
  mass: { dtype: 'f32', default: 1.5 },
  tags: { dtype: ['u8', [2]], factory: () => [1, 2] },
  name: { dtype: 'U5', default: 'p' },
});

describe('record classes', () => {
  it('construct by position, by name and by default', () => {
    const byName = new Particle({ pos: new Vec(1, 2), mass: 2 });
    expect(String(byName)).toBe('Particle(pos=Vec(x=1, y=2), mass=2, tags=[1, 2], name="p")');
    const byPosition = new Particle(new Vec(1, 2) as never, 2 as never);
    expect(byPosition.equals(byName)).toBe(true);
    expect(new Vec({ x: 3 }).asTuple()).toEqual([3, 0]);
    expect(Particle.fields().map(({ name, hasDefault }) => [name, hasDefault])).toEqual([
      ['pos', false],
      ['mass', true],
      ['tags', true],
      ['name', true],
    ]);
    // Factories give every instance its own.
    const other = new Particle({ pos: byName.pos });
    (other.tags as number[])[0] = 9;
    expect(new Particle({ pos: byName.pos }).tags).toEqual([1, 2]);
  });

  it('hold values of their types alone', () => {
    const p = new Particle({ pos: new Vec(1) });
    p.mass = 0.1;
    expect(p.mass).toBe(Math.fround(0.1));
    for (const [bad, error, message] of [
      [() => Object.assign(p, { colour: 1 }), TypeError, /colour/],
      [() => new Particle({ mass: 1 } as never), TypeError, /Particle: the field 'pos' is missing/],
      [() => new Particle({ pos: new Vec(1), colour: 1 } as never), TypeError, /no field 'colour'/],
      [() => new Vec(1, 2, 3), TypeError, /3 values for 2 fields/],
      [() => Object.assign(p, { mass: 'a' }), TypeError, /Particle\.mass: "a" is no number/],
      [() => Object.assign(p, { name: 'too long' }), RangeError, /Particle\.name: 8 characters/],
      [() => Object.assign(p, { tags: [1] }), RangeError, /give a list of 2/],
      [() => Object.assign(p, { tags: [1, 256] }), RangeError, /256 does not fit u8/],
      [() => p.replace({ colour: 1 } as never), TypeError, /no field 'colour'/],
      [() => p.compare(new Vec(1) as never), TypeError, /no Particle/],
      [() => record('A', { a: { dtype: 'f64', default: 1 }, b: 'f64' }), TypeError, /'b' has no default/],
      [() => record('A', { a: { dtype: 'f64', default: 1, factory: () => 1 } }), TypeError, /both/],
      [() => record('A', { replace: 'f64' }), TypeError, /'replace'/],
      [() => record('A', { a: 'what' as never }), TypeError, /'what' names no type/],
      [() => Particle.extend('B', { mass: 'f32' }), TypeError, /.*/],
    ] as const) {
      expect(bad).toThrow(error);
      expect(bad).toThrow(message);
    }
    expect(String(p)).toBe('Particle(pos=Vec(x=1, y=0), mass=0.10000000149011612, tags=[1, 2], name="p")');
  });

  it('compare by their fields in order', () => {
    const vectors = [new Vec(2, 1), new Vec(1, 5), new Vec(Number.NaN, 0), new Vec(1, 2)];
    expect(vectors.sort(Vec.compare).map(String)).toEqual([
      'Vec(x=1, y=2)',
      'Vec(x=1, y=5)',
      'Vec(x=2, y=1)',
      'Vec(x=NaN, y=0)',
    ]);
    expect(new Vec(Number.NaN, 1).equals(new Vec(Number.NaN, 1))).toBe(true);
    expect(new Vec(1, 2).equals({ x: 1, y: 2 })).toBe(false);
  });

  it('are frozen when asked', () => {
    const Fixed = record('Fixed', { a: 'i32' }, { frozen: true });
    const one = new Fixed(1);
    expect(() => Object.assign(one, { a: 2 })).toThrow(/frozen; replace/);
    expect(one.replace({ a: 2 }).a).toBe(2);
    expect(one.a).toBe(1);
  });

  it('give plain objects, lists and JSON', () => {
    const p = new Particle({ pos: { x: 1, y: 2 } as never });
    expect(p.asObject()).toEqual({ pos: { x: 1, y: 2 }, mass: 1.5, tags: [1, 2], name: 'p' });
    expect(p.asTuple()).toEqual([[1, 2], 1.5, [1, 2], 'p']);
    expect(JSON.stringify(p)).toBe('{"pos":{"x":1,"y":2},"mass":1.5,"tags":[1,2],"name":"p"}');
  });

  it('extend, and are extended by classes', () => {
    const Charged = Particle.extend('Charged', { q: { dtype: 'i32', default: 0 } });
    const c = new Charged({ pos: new Vec(1), q: 5 });
    expect(c).toBeInstanceOf(Particle);
    expect([c.q, c.mass, Charged.type.itemsize]).toEqual([5, 1.5, Particle.type.itemsize + 4]);
    class Moving extends Vec {
      get length(): number {
        return Math.hypot(this.x, this.y);
      }
    }
    const m = new Moving(3, 4);
    expect(m.length).toBe(5);
    expect(m.replace({ x: 0 })).toBeInstanceOf(Moving);
    expect(String(m)).toBe('Moving(x=3, y=4)');
  });

  it('fill packed arrays', () => {
    for (const layout of ['rows', 'columns'] as const) {
      const all = Particle.array(3, { layout });
      expect(all.mass.toArray()).toEqual([1.5, 1.5, 1.5]);
      expect(all.nbytes).toBe(3 * (16 + 4 + 2 + 20));
      const p = new Particle({ pos: new Vec(7, 8), mass: 4 });
      all.push(p as never);
      all.push({ pos: { x: 9, y: 0 } } as never);
      expect(all.get(3)).toBeInstanceOf(Particle);
      expect(p.equals(all.get(3))).toBe(true);
      expect(all.pos.x.sum()).toBe(16);
      expect(all.name.toArray()).toEqual(['p', 'p', 'p', 'p', 'p']);
    }
  });
});
