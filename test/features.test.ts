/** FEATURES.md says what is; `npm run features` writes it. */
import { describe, expect, test } from 'vitest';
import { features } from '../tools/features.js';
import { CONSTANTS, OTHERWISE, OUT_OF_SCOPE, PLANNED, SPACES, TYPE_NAMES } from '../tools/names.js';
import { probe } from '../tools/probe.js';
import { everything } from '../tools/surface.js';
import { exportedFunctions } from './calling.js';
import { CALLED, callsOf } from './calls.js';

describe.each(SPACES)('%s', (space) => {
  const names = everything[space].map(({ name }) => name);

  test('every name of NumPy is present, planned or out of scope', () => {
    expect(everything[space].filter(({ status }) => status === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('the lists hold names of NumPy only, each in one of them', () => {
    const planned = Object.keys(PLANNED[space] ?? {});
    const out = Object.keys(OUT_OF_SCOPE[space] ?? {});
    const listed = [...planned, ...out, ...Object.keys(OTHERWISE[space] ?? {})];
    if (space === 'main') listed.push(...Object.keys(TYPE_NAMES), ...Object.keys(CONSTANTS));
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
    expect(planned.filter((name) => out.includes(name))).toEqual([]);
  });
});

test('every exported function has a sample call, and every sample call its function', () => {
  const exported = exportedFunctions();
  expect(exported.filter((path) => callsOf(path) === undefined)).toEqual([]);
  expect(CALLED.filter((path) => !exported.includes(path))).toEqual([]);
});

test.each(exportedFunctions())('every sample call of %s works on some type', async (path) => {
  expect(await probe(path)).toBeDefined();
});

test('FEATURES.md is up to date', async () => {
  await expect(await features()).toMatchFileSnapshot('../FEATURES.md');
});
