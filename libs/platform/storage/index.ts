export { FolderStore } from './folder-store';
export { MissingObjectError, ObjectStore } from './object-store';
export { S3Store, type S3Target } from './s3-store';
export { objectStoreFor, StorageModule } from './storage.module';
export { UnclaimedFiles } from './unclaimed-files';
