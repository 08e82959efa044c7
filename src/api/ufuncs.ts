/** All ufuncs. `mod` is another name of `remainder`, as in NumPy. */
export * from './arithmetic.js';
export { remainder as mod } from './arithmetic.js';
export * from './floating.js';
export * from './logic.js';
export * from './transcendental.js';
