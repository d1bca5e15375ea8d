import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Environment } from '@platform/config';
import { FolderStore } from './folder-store';
import { ObjectStore } from './object-store';
import { S3Store } from './s3-store';
import { UnclaimedFiles } from './unclaimed-files';

/** S3 where S3_ENDPOINT is set, else the folder `files` under DATA_DIR. */
export function objectStoreFor(environment: Environment): ObjectStore {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  if (!S3_ENDPOINT) return new FolderStore(join(environment.DATA_DIR, 'files'));
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) {
    throw new Error('S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: required with S3_ENDPOINT');
  }
  return new S3Store({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: environment.S3_REGION ?? 'us-east-1',
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}

@Global()
@Module({
  providers: [{ provide: ObjectStore, useFactory: objectStoreFor, inject: [Environment] }, UnclaimedFiles],
  exports: [ObjectStore, UnclaimedFiles],
})
export class StorageModule {}
