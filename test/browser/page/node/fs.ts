/** Reading the files beside the tests, which the bundle has as assets. Nothing is written: what tries to is left out. */
import { Buffer } from '../buffer.js';

export function readFileSync(path: URL, encoding?: 'utf8'): Buffer | string {
  const request = new XMLHttpRequest();
  request.open('GET', path, false);
  // The one way to have bytes of a synchronous request in a page: every byte is a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${path}: HTTP ${request.status}`);
  const text = request.responseText;
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return encoding ? bytes.toString(encoding) : bytes;
}

/** The name of a folder that is not there: `save` and its like refuse before they look. */
export const mkdtempSync = (start: string) => `${start}none`;
export const rmSync = () => {};
