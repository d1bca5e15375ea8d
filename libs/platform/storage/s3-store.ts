import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assertKey, MissingObjectError, ObjectStore } from './object-store';

export interface S3Target {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** An S3-compatible store (MinIO, Ceph, OSS in its S3 mode), shared by all processes. */
export class S3Store extends ObjectStore {
  private readonly client: S3Client;

  constructor(
    private readonly target: S3Target,
    { silenceMilliseconds = 30_000 } = {},
  ) {
    super();
    this.client = new S3Client({
      endpoint: target.endpoint,
      region: target.region,
      forcePathStyle: true,
      // Compatible stores know neither checksums in trailers nor bodies in chunks.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // A store that says nothing must not hold the request that asks it.
      requestHandler: { connectionTimeout: 5_000, socketTimeout: silenceMilliseconds },
      credentials: { accessKeyId: target.accessKeyId, secretAccessKey: target.secretAccessKey },
    });
  }

  async put(key: string, content: Buffer, mediaType: string): Promise<void> {
    assertKey(key);
    await this.client.send(
      new PutObjectCommand({ Bucket: this.target.bucket, Key: key, Body: content, ContentType: mediaType }),
    );
  }

  async putFile(key: string, path: string, mediaType: string): Promise<void> {
    assertKey(key);
    const { size } = await stat(path);
    await this.client.send(
      new PutObjectCommand({
        Bucket: this.target.bucket,
        Key: key,
        Body: createReadStream(path),
        ContentLength: size,
        ContentType: mediaType,
      }),
    );
  }

  async read(key: string): Promise<Readable> {
    assertKey(key);
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.target.bucket, Key: key }));
      if (!Body) throw new MissingObjectError(key);
      return Body as Readable;
    } catch (error) {
      if (error instanceof NoSuchKey) throw new MissingObjectError(key);
      throw error;
    }
  }

  async size(key: string): Promise<number | null> {
    assertKey(key);
    try {
      const told = await this.client.send(new HeadObjectCommand({ Bucket: this.target.bucket, Key: key }));
      return told.ContentLength ?? 0;
    } catch (error) {
      // Without a body the answer cannot say which of the two is not there.
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.client.send(new DeleteObjectCommand({ Bucket: this.target.bucket, Key: key }));
  }
}
