export const fileURLToPath = (url: URL) => url.pathname;
