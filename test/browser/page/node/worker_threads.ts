export const { Worker } = globalThis;
