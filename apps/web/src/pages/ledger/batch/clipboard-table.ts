/** A cell as a line of tabs takes it: what has breaks or quotes stands in quotes. */
const quoted = (text: string): string => (/["\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The words of a cell; its paragraphs as lines, since plain text of a document would make a row of each. */
function wordsOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  const paragraphs = [...copy.querySelectorAll('p, li, div')].filter(
    (one) => !one.querySelector('p, li, div'),
  );
  const texts = paragraphs.length > 0 ? paragraphs : [copy];
  return texts
    .map((one) => (one.textContent ?? '').replace(/[^\S\n]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** The rows of a table, with what a merged cell says in each of the rows that it covers. */
export function rowsOf(table: Element): string[][] {
  const rows: string[][] = [];
  const spans = new Map<number, { text: string; left: number }>();
  for (const line of table.querySelectorAll('tr')) {
    const row: string[] = [];
    const fill = () => {
      for (let span = spans.get(row.length); span; span = spans.get(row.length)) {
        if (span.left === 1) spans.delete(row.length);
        else span.left -= 1;
        row.push(span.text);
      }
    };
    for (const cell of line.querySelectorAll('td, th')) {
      fill();
      const text = wordsOf(cell);
      const down = Number(cell.getAttribute('rowspan') ?? 1);
      const across = Math.min(Number(cell.getAttribute('colspan') ?? 1), 100);
      for (let at = 0; at < across; at++) {
        if (down > 1) spans.set(row.length, { text: at === 0 ? text : '', left: down - 1 });
        row.push(at === 0 ? text : '');
      }
    }
    fill();
    rows.push(row);
  }
  return rows;
}

/** The table that was copied from a document or a spreadsheet, as lines with tabs; null where there is none. */
export function tableText(clipboard: DataTransfer): string | null {
  const html = clipboard.getData('text/html');
  const table = html && new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return null;
  return rowsOf(table)
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => row.map(quoted).join('\t'))
    .join('\n');
}
