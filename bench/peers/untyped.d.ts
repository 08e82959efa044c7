// Packages that bring no types.

declare module 'ndarray';
declare module 'ndarray-ops';
