/** What data takes in memory, and what it could take. */
export { type Advice, advise, type Bytes, type FieldAdvice } from './advise.js';
export type { AdviseOptions, TypeAdvice } from './column.js';
export { type SizeOptions, sizeof } from './sizeof.js';
export type { LayoutPart, PartName, SizeReport } from './tally.js';
