export { readTable } from './read-table';
export { type RefusedLines, reasonHeading, restFile } from './rest-file';
export type { Table, TableColumn, TableRow, TableShape } from './table';
export { type TableTask, tableWork } from './table-work';
