/** The kernels of contig, family by family. */
import { CONVOLUTION } from './convolution.js';
import { CREATION } from './creation.js';
import { BINARY, UNARY } from './elementwise.js';
import { IMAGES } from './images.js';
import type { Kernels } from './kernel.js';
import { NORMALIZATION } from './normalization.js';
import { POOLING } from './pooling.js';
import { PRODUCTS } from './products.js';
import { REDUCTIONS } from './reductions.js';
import { SHAPES } from './shapes.js';

export const KERNELS: Kernels = {
  ...UNARY,
  ...BINARY,
  ...REDUCTIONS,
  ...CREATION,
  ...SHAPES,
  ...PRODUCTS,
  ...CONVOLUTION,
  ...POOLING,
  ...NORMALIZATION,
  ...IMAGES,
};
