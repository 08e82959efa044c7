/** Arrays in files: NumPy's .npy and .npz and delimited text, whole files and their bytes or text. */
export { type LoadOptions, load, save, savez, savezCompressed } from './files.js';
export { type Bytes, formatNpy, type NpyOptions, parseNpy } from './npy.js';
export { type FormatNpzOptions, formatNpz, type NamedArrays, type NpzOptions, parseNpz } from './npz.js';
export type { Source } from './source.js';
export {
  type FormatTextOptions,
  formatText,
  type GenOptions,
  genfromtxt,
  loadtxt,
  parseText,
  savetxt,
  type TextOptions,
} from './text.js';
