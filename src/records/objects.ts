/** From JS objects to records: each field of all objects is read in turn, checked and written. */
import { toArray } from '../array/convert.js';
import { sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { scope } from '../memory/scope.js';
import { valuesOf } from './cursor.js';
import type { FieldKind, RecordLayout } from './field.js';
import { type Frame, mapPlaces, type Place, partOf } from './frame.js';
import { codecOf } from './values.js';

/**
 * Writes objects to the records of a frame, which has room for them.
 *
 * @param defaults What gives the values of fields that an object lacks.
 * @throws TypeError for what is no object, for a field that is missing or that the type does not have; TypeError or
 *   RangeError for a value that does not fit.
 */
export function writeObjects(
  operation: string,
  type: RecordLayout,
  frame: Frame,
  given: readonly unknown[],
  defaults: Readonly<Record<string, () => unknown>> = {},
): void {
  const objects = given.map(valuesOf);
  const names = new Set(type.fields.map(({ name }) => name));
  for (const [i, object] of objects.entries()) {
    if (typeof object !== 'object' || object === null) {
      throw new TypeError(
        `${operation}: record ${i} is ${String(object)}; give an object of the fields ${[...names].join(', ')}.`,
      );
    }
    for (const name in object) {
      if (!names.has(name)) {
        throw new TypeError(
          `${operation}: record ${i} has '${name}', which is no field; the fields are ${[...names].join(', ')}.`,
        );
      }
    }
  }
  for (const [k, { name, kind, shape }] of type.fields.entries()) {
    const values = objects.map((object) => (object as Record<string, unknown>)[name] ?? defaults[name]?.());
    const missing = values.indexOf(undefined);
    if (missing >= 0)
      throw new TypeError(`${operation}: record ${missing} has no '${name}'; give every field a value.`);
    writeValues(`${operation}: field '${name}'`, kind, shape, partOf(frame, type.fields[k], k), values);
  }
}

/** Writes one value for each record to a part of all, which has the given axes in every record. */
function writeValues(
  context: string,
  kind: FieldKind,
  shape: readonly number[],
  frame: Frame,
  values: readonly unknown[],
): void {
  if (kind.tag === 'element' && shape.length > 0) {
    writeArrays(context, kind, shape, frame as Place, values);
    return;
  }
  if (shape.length > 0) {
    for (const value of values) {
      if (!Array.isArray(value) || value.length !== shape[0]) {
        throw new RangeError(
          `${context}: a list of ${shape[0]} is needed for each record, not ${JSON.stringify(value)}.`,
        );
      }
    }
    for (let j = 0; j < shape[0]; j++) {
      const items = values.map((value) => (value as unknown[])[j]);
      writeValues(context, kind, shape.slice(1), withoutAxis(frame, j), items);
    }
    return;
  }
  if (kind.tag === 'record') {
    writeObjects(context, kind.type, frame, values);
    return;
  }
  const { storage, byteOffset, byteStrides } = frame as Place;
  const codec = codecOf(kind);
  const checked = values.map((value) => codec.check(context, value));
  const view = storage.dataView();
  let at = byteOffset;
  for (const value of checked) {
    codec.write(view, at, value);
    at += byteStrides[0];
  }
}

function writeArrays(
  context: string,
  { dtype, swapped }: Extract<FieldKind, { tag: 'element' }>,
  shape: readonly number[],
  { storage, byteOffset, byteStrides }: Place,
  values: readonly unknown[],
): void {
  if (values.length === 0) return;
  scope(() => {
    const source = toArray(context, values, dtype);
    const extents = [values.length, ...shape];
    if (!sameShape(source.shape, extents)) {
      throw new RangeError(`${context}: values of shape ${showShape(source.shape.slice(1))}, not ${showShape(shape)}.`);
    }
    const view = { shape: extents, byteStrides: byteStrides.slice(), byteOffset };
    NDArray.over(storage, dtype, view, swapped).set([], source);
  });
}

/** A frame at one place of the axis behind that of the records. */
function withoutAxis(frame: Frame, j: number): Frame {
  return mapPlaces(frame, ({ storage, byteOffset, byteStrides: [first, own, ...rest] }) => ({
    storage,
    byteOffset: byteOffset + j * own,
    byteStrides: [first, ...rest],
  }));
}
