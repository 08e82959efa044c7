/** Random numbers. */
export { defaultRng, type FloatOptions, Generator, type GeneratorState, type IntegerOptions } from './generator.js';
export type { Size } from './parameters.js';
export type { ChoiceOptions } from './permute.js';
export { type Seed, SeedSequence } from './seed.js';
