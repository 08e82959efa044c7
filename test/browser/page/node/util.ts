/** What Node's console shows of an object that says it itself. */
export const inspect = (value: Record<symbol, () => string>) => value[Symbol.for('nodejs.util.inspect.custom')]();
