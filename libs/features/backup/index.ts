export { type BackupResult, writeBackup } from './backup';
export { BackupError } from './backup-error';
export { type RestoreResult, restoreBackup } from './restore';
