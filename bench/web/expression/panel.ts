/** The section where expressions are typed: field, examples, history, result. */
import { button, byId, copyButton } from '../dom.js';
import type { Engine } from '../engine/client.js';
import type { Description } from '../engine/protocol.js';
import { EXAMPLES } from './examples.js';
import { History, tabStorage } from './history.js';
import { showFailure, showLayouts, showValue } from './result.js';
import { fromHash, toHash } from './share.js';

/** What takes longer than this (ms) can be stopped. */
const PATIENCE = 300;

/** Makes the section work, and evaluates the expression of the address or the first example. */
export function startExpressions(engine: Engine): void {
  const field = byId<HTMLTextAreaElement>('expression');
  const result = byId('result');
  const layouts = byId('layouts');
  const working = byId('working');
  const past = new History(tabStorage());
  let shown: Description | null = null;
  let asked = 0;

  const draw = () => {
    // A page that is not displayed has no width; it is drawn when it gets one.
    if (layouts.clientWidth > 0)
      layouts.replaceChildren(...(shown === null ? [] : showLayouts(shown, layouts.clientWidth)));
  };

  const run = async () => {
    const source = field.value.trimEnd();
    if (source === '') return;
    const turn = ++asked;
    past.add(source);
    history.replaceState(null, '', toHash(source));
    result.setAttribute('aria-busy', 'true');
    const timer = setTimeout(() => {
      working.hidden = false;
    }, PATIENCE);
    const reply = await engine.ask({ task: 'evaluate', source });
    clearTimeout(timer);
    if (turn !== asked) return;
    working.hidden = true;
    result.removeAttribute('aria-busy');
    shown = reply?.value?.description ?? null;
    if (reply === null) result.replaceChildren('Stopped.');
    else if (reply.value !== null) result.replaceChildren(showValue(reply.value.description, reply.value.milliseconds));
    else if (reply.failure !== null) result.replaceChildren(showFailure(reply.failure, source));
    field.toggleAttribute('aria-invalid', reply?.failure != null);
    draw();
  };

  const put = (source: string) => {
    field.value = source;
    grow(field);
  };

  byId('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  field.addEventListener('input', () => grow(field));
  field.addEventListener('keydown', (event) => {
    const { key, shiftKey, isComposing } = event;
    if (key === 'Enter' && !shiftKey && !isComposing) {
      event.preventDefault();
      void run();
    }
    const by = key === 'ArrowUp' && isOnEdge(field, -1) ? -1 : key === 'ArrowDown' && isOnEdge(field, 1) ? 1 : 0;
    if (by === 0 || shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const source = past.step(by, field.value);
    if (source === undefined) return;
    event.preventDefault();
    put(source);
    field.setSelectionRange(source.length, source.length);
  });
  byId('stop').addEventListener('click', () => void engine.stop());
  byId('expression-actions').append(copyButton('Copy link', () => new URL(toHash(field.value), location.href).href));
  byId('examples').append(
    ...EXAMPLES.map(([label, source]) =>
      button(
        label,
        () => {
          put(source);
          void run();
        },
        { title: source },
      ),
    ),
  );
  addEventListener('hashchange', () => {
    const source = fromHash(location.hash);
    if (source === undefined || source === field.value) return;
    put(source);
    void run();
  });
  let width = layouts.clientWidth;
  new ResizeObserver(() => {
    if (layouts.clientWidth === width) return;
    width = layouts.clientWidth;
    grow(field);
    draw();
  }).observe(layouts);

  put(fromHash(location.hash) ?? EXAMPLES[0][1]);
  const section = location.hash;
  void run();
  // The address of a section stays as it is until an expression is typed.
  if (section !== '' && fromHash(section) === undefined) history.replaceState(null, '', section);
}

/** The most lines that the field grows to by itself. */
const LINES = 12;

/** As high as the text, broken lines included. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  const line = Number.parseFloat(getComputedStyle(field).lineHeight);
  const borders = field.offsetHeight - field.clientHeight;
  field.style.height = `${Math.min(field.scrollHeight, (LINES + 1) * line) + borders}px`;
}

/** Whether the caret is on the first line (-1) or the last (1), so that an arrow key leaves the text. */
function isOnEdge({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, side: -1 | 1): boolean {
  if (selectionStart !== selectionEnd) return false;
  return !(side < 0 ? value.slice(0, selectionStart) : value.slice(selectionEnd)).includes('\n');
}
