// Packages that bring no types.

declare module 'ndarray';
declare module 'ndarray-ops';
declare module '@stdlib/array/bool/lib/index.js';
declare module '@stdlib/ndarray/ctor/lib/index.js';
declare module '@stdlib/ndarray/base/ndarraylike2object';
