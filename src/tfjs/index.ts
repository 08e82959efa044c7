/**
 * A back end for TensorFlow.js: tensors live in contig's memory, and its kernels compute. Importing this registers it.
 *
 * @module
 */
import '../api/methods.js';
import { register } from './register.js';

export { ContigBackend } from './backend.js';
export { register };

register();
