/** What is known while a function is traced (src/array/tracer.ts): apart from arrays, which tell by it what is done to them. */
export const tracing = {
  /** Whether a function is being traced. */
  on: false,
  /** The function that took arguments last, for errors to name. */
  operation: '',
};
