export { type DocumentTask, documentWork } from './document-work';
export { ImportService, type ImportSource } from './import.service';
export { ImportingModule } from './importing.module';
export { proposalWork } from './proposal-work';
export { maxImportBytes, type ReadDocument, readDocument, soundText } from './read-document';
export { type LossCode, lossReasons, type SourceLoss } from './source-loss';
