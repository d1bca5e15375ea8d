import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import { ObjectStore } from '@platform/storage';

/** Asked of the store at once: an S3 server answers each in some milliseconds. */
const atOnce = 16;
const batch = 1_000;
const mostNamed = 100;

/** Whether the store has each file that a record names, in its recorded length. */
@Injectable()
export class KeptFiles {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
  ) {}

  /** @returns how many were looked for, and the keys of those that are not there, at most a hundred */
  async verify(): Promise<{ files: number; broken: string[] }> {
    const broken: string[] = [];
    let files = 0;
    for (let after: string | null = null; ; ) {
      // Limited: a batch; the loop goes on behind its last.
      const rows: Array<{ id: string; key: string; size: number }> = await this.database.query(
        `SELECT id, storage_key AS key, size FROM attachment
          WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${batch}`,
        [after],
      );
      for (let at = 0; at < rows.length; at += atOnce) {
        const asked = rows.slice(at, at + atOnce);
        const sizes = await Promise.all(asked.map(({ key }) => this.store.size(key)));
        broken.push(...asked.filter(({ size }, index) => sizes[index] !== size).map(({ key }) => key));
      }
      files += rows.length;
      after = rows.at(-1)?.id ?? null;
      if (after === null || rows.length < batch) return { files, broken: broken.slice(0, mostNamed) };
    }
  }
}
