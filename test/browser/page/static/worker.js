/** The worker: runs the tests of the file that the page asks for. */

self.onmessage = async ({ data }) => {
  self.onmessage = null;
  const { begin } = await import('./begin.js');
  await begin(data, (event) => self.postMessage(event));
};
