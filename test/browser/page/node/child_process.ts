/** There are no processes: what asks whether Python is there is told that it is not, and leaves its tests out. */
export const spawnSync = () => ({
  status: null,
  error: new Error('no processes in a browser'),
  stdout: '',
  stderr: '',
});
