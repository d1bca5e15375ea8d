export { readTable } from './read-table';
export type { Table, TableColumn, TableRow, TableShape } from './table';
export { type TableTask, tableWork } from './table-work';
