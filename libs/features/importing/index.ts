export { ImportService, type ImportSource } from './import.service';
export { ImportingModule } from './importing.module';
export { proposalWork } from './proposal-work';
export { maxImportBytes, readDocument, soundText } from './read-document';
