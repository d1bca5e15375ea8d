/** Rows of cells as spreadsheets copy them: tabs between cells, quotes around a cell that has breaks or quotes. */
export function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const plain = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') endCell();
    else if (character === '\n') {
      endCell();
      rows.push(row);
      row = [];
    } else cell += character;
  }
  endCell();
  rows.push(row);
  // Spreadsheets end the last row too.
  while (rows.length > 0 && rows.at(-1)?.every((last) => last === '')) rows.pop();
  return rows;
}

/**
 * The range that was copied from a spreadsheet, where it is more than one cell; null for text, which the field takes
 * itself. A column has no tab: what tells it from a text of several lines is that the clipboard has a table too.
 */
export function pastedTable(clipboard: DataTransfer): string[][] | null {
  const text = clipboard.getData('text/plain');
  const table = /<table[\s>]/i.test(clipboard.getData('text/html'));
  if (!table && !text.includes('\t')) return null;
  const rows = readTable(text);
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : null;
}
