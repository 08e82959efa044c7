/** Random numbers. */
export { defaultRng, type FloatOptions, Generator, type GeneratorState } from './generator.js';
export type { IntegerOptions } from './integers.js';
export type { Size } from './parameters.js';
export type { ChoiceOptions } from './permute.js';
export { type Seed, SeedSequence } from './seed.js';
