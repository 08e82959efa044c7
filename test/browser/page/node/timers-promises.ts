export const setImmediate = () => new Promise((resolve) => setTimeout(resolve));
