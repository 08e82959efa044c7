// Addresses of modules that Vite builds as workers.

declare module '*?worker&url' {
  const url: string;
  export default url;
}
