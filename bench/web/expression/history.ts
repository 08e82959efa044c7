/** The expressions evaluated so far, as arrow keys go through them. */

const KEY = 'contig expressions';
const MOST = 100;

export class History {
  private readonly past: string[];
  /** Where in the past the reader is; its length is the present. */
  private at: number;
  /** What stood in the field before going back. */
  private present = '';

  /** @param storage Keeps them for as long as the page's tab is open; none where the browser forbids it. */
  constructor(private readonly storage: Storage | undefined) {
    this.past = stored(storage);
    this.at = this.past.length;
  }

  add(source: string): void {
    const known = this.past.indexOf(source);
    if (known >= 0) this.past.splice(known, 1);
    this.past.push(source);
    if (this.past.length > MOST) this.past.shift();
    this.at = this.past.length - 1;
    this.present = '';
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.past));
    } catch {
      // A full store keeps what it has.
    }
  }

  /** The expression one step back (-1) or forth (1) from the one that stands in the field; undefined at the end. */
  step(by: -1 | 1, current: string): string | undefined {
    if (current !== this.past[this.at]) {
      // It was edited, or is new.
      this.at = this.past.length;
      this.present = current;
    }
    const next = this.at + by;
    if (next < 0 || next > this.past.length) return undefined;
    this.at = next;
    return next === this.past.length ? this.present : this.past[next];
  }
}

function stored(storage: Storage | undefined): string[] {
  try {
    const list: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** The tab's storage, where the browser lets the page have one. */
export function tabStorage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
