/** The results as tables, one for each element type and size. */
import { html } from '../dom.js';
import { cellOf, contendersOf, type Group, groupsOf, type Results } from './results.js';

function table({ dtype, n, rows }: Group, ids: readonly string[], labels: Record<string, string>): HTMLElement {
  return html(
    'table',
    { class: 'results' },
    html(
      'caption',
      {},
      `${dtype}, ${n.toLocaleString('en')} elements`,
      html(
        'span',
        { class: 'help' },
        " Median time of a call, and how many times contig's it is; in red where contig is slower.",
      ),
    ),
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { scope: 'col' }, 'task'),
        ...ids.map((id) => html('th', { scope: 'col' }, labels[id])),
      ),
    ),
    html(
      'tbody',
      {},
      ...rows.map((row) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, row.task),
          ...ids.map((id) => {
            const cell = cellOf(row, id);
            return html(
              'td',
              { 'data-label': labels[id] },
              html('span', {}, cell?.time ?? '–'),
              cell?.ratio
                ? html('span', { class: row.ratios[id] < 1 ? 'ratio faster' : 'ratio' }, ` ${cell.ratio}`)
                : null,
            );
          }),
        ),
      ),
    ),
  );
}

export function resultTables(results: Results): HTMLElement[] {
  const ids = contendersOf(results);
  return groupsOf(results.rows).map((group) => table(group, ids, results.labels));
}
