// The same module several times: what follows the question mark makes another instance of it.

declare module '*?u8' {
  export const tasks: import('./tasks.js').Task[];
}
declare module '*?f32' {
  export const tasks: import('./tasks.js').Task[];
}
declare module '*?f64' {
  export const tasks: import('./tasks.js').Task[];
}
