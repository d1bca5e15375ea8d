export { ImportService, type ImportSource } from './import.service';
export { ImportingModule } from './importing.module';
export { ProposalPool } from './proposal-pool';
export { maxImportBytes, readDocument, soundText } from './read-document';
