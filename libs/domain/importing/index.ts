export * from './proposal';
export { contentOfProposal } from './proposal-content';
export { type ImportOptions, maxImportLength, proposeImport } from './propose-import';
export { unreadableCharacter } from './unreadable-character';
