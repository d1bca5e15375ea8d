import type { HeavyWork } from '@platform/computing';
import { readTable } from './read-table';
import type { Table, TableShape } from './table';

export interface TableTask {
  content: Buffer | string;
  shape: TableShape;
}

/** Reading a list that somebody sent, in a process beside the server. */
export const tableWork: HeavyWork<TableTask, Table> = {
  file: __filename,
  perform: ({ content, shape }) =>
    readTable(typeof content === 'string' ? content : Buffer.from(content), shape),
  // What is packed may unfold to anything.
  isSmall: ({ content }) => content.length < 32_768 && !isPacked(content),
  milliseconds: 20_000,
  refusal: 'too_costly',
};

export default tableWork;

function isPacked(content: Buffer | string): boolean {
  return typeof content !== 'string' && content[0] === 0x50 && content[1] === 0x4b;
}
