import { kernels } from '../src/index.js';

// Exact expectations hold for the plain SIMD build; relaxed SIMD may fuse a multiplication with an addition.
kernels.use('simd');
