import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { describeWithProgram, withFile } from '@testing/external-program';
import { type ArchiveEntry, renderArchive } from './archive';

const at = new Date('2025-12-08T01:00:00Z');
const entries: ArchiveEntry[] = [
  { folders: ['示范区', '../青禾/小学'], name: '工作总结', ending: '.txt', content: Buffer.from('一') },
  { folders: ['示范区', '../青禾/小学'], name: '工作总结', ending: '.txt', content: Buffer.from('二') },
  { folders: [], name: '=HYPERLINK("x")\r\n𠮷😀', ending: '.pdf', content: Buffer.from('%PDF') },
];

describeWithProgram('unzip', { package: 'unzip' }, (unzip) => {
  const packed = (): Promise<Buffer> => buffer(renderArchive(entries, { at }));

  it('opens without error, with safe and different names in Chinese (case 40)', async () => {
    const listed = await withFile('export.zip', await packed(), (path) => {
      expect(unzip(['-t', path])).toContain('No errors detected');
      return unzip(['-Z1', '-UU', path]);
    });
    expect(listed).toMatch(/HYPERLINK/);
    expect(listed.trim().split('\n')).toHaveLength(3);
    expect(listed).not.toContain('..' + '/');
  });

  it('gives each document back', async () => {
    const content = await withFile('export.zip', await packed(), (path) => unzip(['-p', path, '*.txt']));
    expect(content).toBe('一二');
  });
});

describe('renderArchive', () => {
  it('marks names as UTF-8', async () => {
    const content = await buffer(renderArchive(entries, { at }));
    const utf8Flag = 0x0800;
    expect(content.readUInt16LE(6) & utf8Flag).toBe(utf8Flag);
    expect(
      content.includes(Buffer.from('示范区/／青禾／小学/工作总结（2）.txt')) ||
        content.includes(Buffer.from('青禾／小学/工作总结（2）.txt')),
    ).toBe(true);
  });

  it('asks for the next document only when the last is written, and tells the progress', async () => {
    let made = 0;
    const told: Array<[number, number]> = [];
    async function* slow(): AsyncGenerator<ArchiveEntry> {
      for (let index = 0; index < 5; index += 1) {
        made += 1;
        yield { folders: [], name: `第${index}份`, ending: '.txt', content: Buffer.alloc(100_000, index) };
      }
    }
    await buffer(renderArchive(slow(), { at, onEntry: (written) => void told.push([written, made]) }));
    expect(told).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
  });

  it('stops asking for documents when the reader goes away', async () => {
    const told = new EventEmitter();
    const stopped = once(told, 'stopped');
    async function* endless(): AsyncGenerator<ArchiveEntry> {
      try {
        for (;;) yield { folders: [], name: '份', ending: '.bin', content: randomBytes(200_000) };
      } finally {
        told.emit('stopped');
      }
    }
    const stream = renderArchive(endless(), { at });
    stream.once('data', () => stream.destroy());
    await stopped;
  });

  it('fails as a whole when a document cannot be made', async () => {
    async function* broken(): AsyncGenerator<ArchiveEntry> {
      yield entries[0]!;
      throw new Error('no such report');
    }
    await expect(buffer(renderArchive(broken(), { at }))).rejects.toThrow('no such report');
  });
});
