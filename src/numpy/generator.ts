/** A class of random generators with NumPy's names of its methods and parameters. */
import { Generator, type Seed, SeedSequence } from '../api/random/index.js';
import { type Spelling, spelled } from './spelling.js';

/** NumPy's name of a method -> contig's name, and how it is called. */
export type MethodSpellings = Readonly<Record<string, readonly [name: keyof Generator, spelling?: Spelling]>>;

/** The class; its generators draw what contig's draw. */
export function spelledGenerator<G extends Generator>(
  methods: MethodSpellings,
): {
  /** Use `default_rng`. */
  new (sequence: SeedSequence): G;
  /** What generators inherit. */
  readonly prototype: G;
} {
  class SpelledGenerator extends Generator {}
  for (const [name, [inherited, spelling]] of Object.entries(methods)) {
    const method = Generator.prototype[inherited] as (...args: never[]) => unknown;
    const value = spelling === undefined ? method : spelled(name, method, spelling);
    Object.defineProperty(SpelledGenerator.prototype, name, { value, writable: true, configurable: true });
  }
  return SpelledGenerator as unknown as { new (sequence: SeedSequence): G; readonly prototype: G };
}

/** `default_rng` for such a class. */
export function spelledDefaultRng<G extends Generator>(
  type: { new (sequence: SeedSequence): G },
  seed: Seed | SeedSequence | G | null | undefined,
): G {
  if (seed instanceof type) return seed;
  return new type(seed instanceof SeedSequence ? seed : new SeedSequence(seed as Seed | null | undefined));
}
