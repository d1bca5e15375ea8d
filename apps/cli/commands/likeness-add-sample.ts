import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { maxImportBytes, readDocument } from '@features/importing';
import { LikenessService, longestSample } from '@features/likeness';
import { UnitOfWork } from '@platform/database';
import { type Command, exitCodes, UsageError } from '../command';

export const likenessAddSample: Command = {
  name: 'likeness add-sample',
  usage: 'likeness add-sample FILE [--title TITLE] [--source SOURCE]',
  summary: '把网上流传的范文（.txt、.docx）加入比对库。Add a known sample that reports are compared with.',
  flags: { title: { type: 'string' }, source: { type: 'string' } },
  async run({ words, flags, context, out }) {
    const [file, ...more] = words;
    if (!file || more.length > 0) throw new UsageError('需要一个文件。One file is needed.');
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) throw new UsageError(`没有文件 ${file}。There is no file ${file}.`);
    if (found.size > maxImportBytes) throw new UsageError('文件超过 10 MB。The file is larger than 10 MB.');
    const { text } = await readDocument({ filename: basename(file), bytes: await readFile(file) });
    if (text.length > longestSample) {
      throw new UsageError(`范文超过 ${longestSample} 字。The sample is longer than that many characters.`);
    }
    const title = typeof flags.title === 'string' ? flags.title : basename(file, extname(file));
    const source = typeof flags.source === 'string' ? { source: flags.source } : {};
    const opened = await context();
    const added = await opened
      .get(UnitOfWork)
      .run((transaction) => opened.get(LikenessService).addSample(transaction, { title, text, ...source }));
    out.line(added ? `已加入 added  ${title}` : `库中已有同样的文字 already there  ${title}`);
    out.result({ title, added });
    return exitCodes.fine;
  },
};
