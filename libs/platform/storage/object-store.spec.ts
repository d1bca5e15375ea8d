import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ObjectServerAccess, SignedObjectServer } from '@testing/storage';
import { FolderStore } from './folder-store';
import { MissingObjectError, type ObjectStore } from './object-store';
import { S3Store } from './s3-store';

const access: ObjectServerAccess = {
  region: 'cn-test-1',
  bucket: 'reports',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'a secret that only tests know',
};

let folder: string;
let server: SignedObjectServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  server = await SignedObjectServer.start(access);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const bytesOf = async (store: ObjectStore, key: string) =>
  Buffer.concat((await (await store.read(key)).toArray()) as Buffer[]);

describe.each([
  ['a folder', (): ObjectStore => new FolderStore(join(folder, 'kept'))],
  [
    'an S3-compatible server that checks signatures',
    () => new S3Store({ ...access, endpoint: server.endpoint }),
  ],
])('objects in %s', (_, open) => {
  let store: ObjectStore;
  beforeAll(() => {
    store = open();
  });

  it('come back byte by byte, and an object put again replaces the former', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (__, index) => index % 251));
    await store.put('report/one/a', Buffer.from('先前'), 'text/plain; charset=utf-8');
    await store.put('report/one/a', content, 'application/pdf');
    expect((await bytesOf(store, 'report/one/a')).equals(content)).toBe(true);
    expect(await store.size('report/one/a')).toBe(70_000);
    await store.put('report/one/empty', Buffer.alloc(0), 'text/plain');
    expect(await bytesOf(store, 'report/one/empty')).toHaveLength(0);
  });

  it('are taken from a file without reading it into memory, and the file stays', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024, '党');
    const path = join(folder, 'large.zip');
    await writeFile(path, content);
    await store.putFile('export/two.zip', path, 'application/zip');
    await store.putFile('export/two.zip', path, 'application/zip');
    expect((await bytesOf(store, 'export/two.zip')).equals(content)).toBe(true);
  });

  it('are missing before they were put and after they were removed', async () => {
    expect(await store.size('report/none')).toBeNull();
    await expect(store.read('report/none')).rejects.toThrow(MissingObjectError);
    await store.put('report/three', Buffer.from('x'), 'text/plain');
    await store.remove('report/three');
    await expect(store.read('report/three')).rejects.toThrow(MissingObjectError);
    await store.remove('report/three');
  });

  it.each(['', '../up', 'a/../../b', '/root', 'a b', '名', `${'x'.repeat(300)}`])(
    'never lie under %j',
    async (key) => {
      await expect(store.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('Not an object key');
      await expect(store.putFile(key, '/etc/hostname', 'text/plain')).rejects.toThrow('Not an object key');
      await expect(store.read(key)).rejects.toThrow('Not an object key');
      await expect(store.size(key)).rejects.toThrow('Not an object key');
      await expect(store.remove(key)).rejects.toThrow('Not an object key');
    },
  );
});

describe('an S3-compatible server', () => {
  const store = (changed: Partial<ObjectServerAccess> = {}) =>
    new S3Store({ ...access, endpoint: server.endpoint, ...changed });
  afterEach(() => {
    server.outage = null;
  });

  it('is told what kind of file it keeps', async () => {
    await store().put('report/kind', Buffer.from('x'), 'application/pdf');
    expect(server.objects.get('report/kind')?.mediaType).toBe('application/pdf');
  });

  it.each([{ secretAccessKey: 'another' }, { accessKeyId: 'AKIDOTHER' }, { region: 'elsewhere' }])(
    'takes nothing signed with %j',
    async (changed) => {
      await expect(store(changed).put('report/forged', Buffer.from('x'), 'text/plain')).rejects.toThrow(
        'SignatureDoesNotMatch',
      );
      expect(server.objects.has('report/forged')).toBe(false);
    },
  );

  it('that has no such bucket is a failure and no missing file', async () => {
    const reading = store({ bucket: 'elsewhere' }).read('report/kind');
    await expect(reading).rejects.toThrow('NoSuchBucket');
    await expect(reading).rejects.not.toThrow(MissingObjectError);
  });

  it('is tried again where it failed in passing', async () => {
    server.outage = { status: 503 };
    const putting = store().put('report/later', Buffer.from('x'), 'text/plain');
    await server.refused();
    server.outage = null;
    await putting;
    expect(server.objects.has('report/later')).toBe(true);
  });

  it('that stays silent is given up', async () => {
    server.outage = 'silence';
    const impatient = new S3Store({ ...access, endpoint: server.endpoint }, { silenceMilliseconds: 50 });
    await expect(impatient.read('report/kind')).rejects.toThrow(/timed? ?out/i);
  });
});

describe('a folder of people’s files', () => {
  it('is open to its owner alone, whatever the umask, and closes what an earlier version left open', async () => {
    const kept = join(folder, 'private');
    await mkdir(join(kept, 'report'), { recursive: true, mode: 0o755 });
    const store = new FolderStore(kept);
    const before = process.umask(0);
    try {
      await writeFile(join(folder, 'packed.zip'), 'zip', { mode: 0o644 });
      await store.put('report/one/a', Buffer.from('甲'));
      await store.putFile('exports/b', join(folder, 'packed.zip'));
    } finally {
      process.umask(before);
    }
    const modeOf = async (path: string) => (await stat(join(kept, path))).mode & 0o777;
    const modes = await Promise.all(['.', 'report/one', 'report/one/a', 'exports', 'exports/b'].map(modeOf));
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o700, 0o600]);
  });
});
