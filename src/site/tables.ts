/**
 * Tables that can be read on a phone. One that is too wide would hide its last columns, which are often those that decide, beyond the edge: there
 * each row becomes a list, and so each cell carries the head of its column. Roles keep what the change of layout takes away.
 */

/** The most letters of a row that fit beside each other on a phone. */
const LETTERS_ON_A_PHONE = 44;

const TABLE = /<table>([\s\S]*?)<\/table>/g;
const ROW = /<tr>([\s\S]*?)<\/tr>/g;
const CELL = /<(th|td)\b([^>]*)>([\s\S]*?)<\/\1>/g;

const plainText = (html: string): string => html.replace(/<[^>]*>/g, '').trim();
const asAttribute = (html: string): string => plainText(html).replaceAll('"', '&quot;');

/**
 * Wraps every table of some HTML, as Markdown makes them, so that it scrolls, or stacks where it has many columns. `called` tells how many
 * tables of the same page have had the same heads, and counts on: no two are called the same.
 */
export function readableTables(html: string, called = new Map<string, number>()): string {
  return html.replace(TABLE, (_table, inner: string) => {
    const heads = [...(/<thead>([\s\S]*?)<\/thead>/.exec(inner)?.[1] ?? '').matchAll(CELL)].map(
      ([, , , text]) => text!,
    );
    const rows = [...inner.matchAll(ROW)].map(([, cells]) =>
      [...cells!.matchAll(CELL)].map(([, , , text]) => plainText(text!)),
    );
    const stacks = heads.length > 2 && rows.some((cells) => cells.join('  ').length > LETTERS_ON_A_PHONE);
    const body = stacks ? withLabels(inner, heads) : inner;
    const name = heads.map(plainText).filter(Boolean).join(', ');
    const nth = (called.get(name) ?? 0) + 1;
    called.set(name, nth);
    return `<div class="table${stacks ? ' stacks' : ''}" role="region" tabindex="0" aria-label="Table${nth > 1 ? ` ${nth}` : ''}: ${name.replaceAll('"', '&quot;')}"><table${stacks ? ' role="table"' : ''}>${body}</table></div>`;
  });
}

function withLabels(inner: string, heads: readonly string[]): string {
  return inner.replace(/<(thead|tbody)>/g, '<$1 role="rowgroup">').replace(ROW, (_row, cells: string) => {
    let place = 0;
    const labelled = cells.replace(CELL, (_cell, tag: string, attributes: string, text: string) => {
      const head = heads[place++] ?? '';
      return tag === 'th'
        ? `<th role="columnheader"${attributes}>${text}</th>`
        : `<td role="cell" data-label="${asAttribute(head)}"${attributes}><span>${text}</span></td>`;
    });
    return `<tr role="row">${labelled}</tr>`;
  });
}
