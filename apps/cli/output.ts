/** Where commands write; lines for people, so that a script can still read `--json`. */
export class Output {
  constructor(
    private readonly write: (text: string) => void,
    readonly json: boolean,
  ) {}

  line(text = ''): void {
    if (!this.json) this.write(`${text}\n`);
  }

  /** The command's result: as JSON where it was asked for, otherwise nothing. */
  result(value: unknown): void {
    if (this.json) this.write(`${JSON.stringify(value)}\n`);
  }

  /** Rows with columns as wide as their widest cell; Chinese counts double. */
  table(rows: string[][]): void {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => width(row[column] ?? ''))),
    );
    for (const row of rows) {
      const cells = row.map(
        (cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))),
      );
      this.line(`  ${cells.join('  ').trimEnd()}`);
    }
  }
}

function width(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}
