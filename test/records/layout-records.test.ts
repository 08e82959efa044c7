/** The layout report of packed records and of record classes. */
import { describe, expect, it } from 'vitest';
import { layout, RecordArray, record } from '../../src/index.js';

const objects = Array.from({ length: 1000 }, (_, i) => ({ id: i, x: i / 4, ok: i % 2 === 0 }));

describe('the layout report', () => {
  it('counts the memory of records, whichever their layout', () => {
    for (const kind of ['rows', 'columns'] as const) {
      const records = RecordArray.from(objects, { layout: kind });
      const { bytes, parts } = layout.sizeof(records);
      expect(parts.find(({ part }) => part === "contig's memory")?.bytes).toBeGreaterThanOrEqual(17_000);
      expect(bytes).toBeGreaterThanOrEqual(17_000);
      expect(bytes).toBeLessThan(21_000);
    }
  });

  it('advises smaller types for records, and keeps those that are small enough', () => {
    const wide = layout.advise(RecordArray.from(objects));
    expect(wide.container).toBe('RecordArray');
    expect(wide.fields.map(({ name, dtype }) => [name, dtype])).toEqual([
      ['id', 'u16'],
      ['x', 'f32'],
      ['ok', 'bool'],
    ]);
    expect(wide.after.bytes).toBeLessThan(wide.before.bytes / 2);
    const narrow = RecordArray.fromColumns({ id: Uint16Array.from({ length: 1000 }, (_, i) => i) });
    const kept = layout.advise(narrow);
    expect(kept.container).toBe('RecordArray');
    expect(kept.notes.join()).toContain('nothing is gained');
    expect(kept.after).toEqual(kept.before);
  });

  it('sees the fields of record classes', () => {
    const Point = record('Point', { x: 'f64', id: 'f64' });
    const points = objects.map(({ x, id }) => new Point({ x, id }));
    expect(layout.advise(points).fields.map(({ name, dtype }) => [name, dtype])).toEqual([
      ['x', 'f32'],
      ['id', 'u16'],
    ]);
    expect(layout.sizeof(points).bytes).toBeGreaterThan(1000 * (24 + 16));
  });
});
