/** What goes wrong with packed bytes: a format that says nothing, values that do not fit it, bytes of another length. */
export class StructError extends Error {
  /** `'StructError'`. */
  override name = 'StructError';
}
