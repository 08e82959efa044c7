/** Every function: on arrays, and on files of them. The package exports them by name and together as `ndarray`. */
export * from './api/index.js';
export * from './io/index.js';
