import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileLimit } from '@apps/api/application';
import { archiveOf, documentParts, paragraph, stylesPart } from '@features/importing/archive-fixture';
import { apiHarness, issueToken } from '@testing/http';
import { goodContent, prose } from '@testing/reports';
import { until } from '@testing/until';
import { importDesk, type Proposal, plan, whole, work } from './import-desk';

describe('import of text and files of every kind', () => {
  const api = apiHarness();
  const { next, paste, upload, contentOf, path } = importDesk(api);

  describe('case 38: text of every kind is kept or refused clearly', () => {
    const rare = '𠮷田老师（音）主讲😀👩‍🏫，\u200F用“全角”与"半角"混排：，,。.；;，龘、㐂、〇、ﬁ、é。';

    it('keeps rare characters, emoji, marks and punctuation of any width through import, save and read', async () => {
      const { unit, report, path } = next();
      await paste(unit, `${path}?apply=true`, whole.replace(work, `${work}\n${rare}`), 1);
      const saved = await contentOf(report, unit);
      expect(saved.content?.sections.find(({ key }) => key === 'work')?.body).toContain(rare);
      const again = await report.save(`${unit}.reporter`, goodContent(rare, { unplaced: rare }));
      expect(again.content).toMatchObject({ unplaced: rare });
      expect(again.content?.sections[0]?.body.startsWith(rare)).toBe(true);
    });

    it('keeps a report of 60,000 characters to the last one', async () => {
      const { unit, report, path } = next();
      const long = prose('', 60_000);
      const imported = await paste(unit, `${path}?apply=true`, whole.replace(work, long), 1);
      expect(imported.status).toBe(200);
      expect((await contentOf(report, unit)).content?.sections[0]?.body.trim()).toBe(long);
      const sections = [{ key: 'work', body: long }];
      const saved = await report.save(`${unit}.reporter`, { ...goodContent(), sections });
      expect(saved.content?.sections[0]?.body).toBe(long);
    });

    it('takes the words of a Word document without its styles', async () => {
      const { unit, path } = next();
      const body = [
        paragraph('主要工作完成情况', { style: 'h1' }),
        `<w:p><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>${work.slice(0, 20)}</w:t></w:r><w:r><w:t>${work.slice(20)}</w:t></w:r></w:p>`,
        paragraph('下一步工作打算', { style: 'h1' }),
        paragraph(plan),
      ].join('');
      const bytes = archiveOf(documentParts(body, [stylesPart({ h1: 'heading 1' })]));
      const { status, body: proposal } = await upload(unit, path, '总结.docx', bytes);
      expect(status).toBe(200);
      expect(proposal.sections.map(({ key, body: text }) => [key, text.trim()])).toEqual([
        ['work', work],
        ['plan', plan],
      ]);
      expect(JSON.stringify(proposal)).not.toMatch(/w:|FF0000/);
      expect(proposal.losses).toEqual([]);
    });

    it('tells what of a Word document is not in the text', async () => {
      const { unit, path } = next();
      const hidden = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>仅供内部</w:t></w:r></w:p>';
      const bytes = archiveOf(
        documentParts(`${paragraph(`一、主要工作完成情况`)}${paragraph(work)}${hidden}`),
      );
      const { body: proposal } = await upload(unit, path, '总结.docx', bytes);
      expect(proposal.losses).toMatchObject([{ code: 'hidden', count: 4, text: '仅供内部' }]);
      expect((await paste(unit, path, whole)).body.losses).toEqual([]);
    });

    it('refuses NUL and halves of characters', async () => {
      const { unit, report, path } = next();
      for (const broken of ['党\u0000建', '党\ud842建']) {
        const pasted = await paste(unit, path, whole + broken);
        expect(pasted).toMatchObject({ status: 400, body: { code: 'malformed' } });
        expect(pasted.body.errors?.[0]?.pointer).toBe('/text');
        const saved = await report.trySave(`${unit}.reporter`, goodContent(broken), 1);
        expect(saved).toMatchObject({ status: 400, body: { code: 'malformed' } });
      }
      const file = await upload(unit, path, '总结.txt', Buffer.from(`${whole}党\u0000建`));
      expect(file.status).toBe(422);
      expect(['import_unreadable_character', 'import_unknown_encoding']).toContain(file.body.code);
    });

    it('refuses a text and the name of a file that are no UTF-8, instead of keeping U+FFFD', async () => {
      const { unit, report, path } = next();
      const reporter = await api.as(`${unit}.reporter`);
      // 工作 in GBK, as a script on an older Windows sends it.
      const gbk = Buffer.from([0xb9, 0xa4, 0xd7, 0xf7]);
      const refused = { status: 400, body: { code: 'malformed', errors: [{ code: 'not_utf8' }] } };
      const text = Buffer.concat([Buffer.from('{"text":"'), gbk, Buffer.from('"}')]);
      expect(await reporter.send('POST', path, text)).toMatchObject(refused);
      const attach = (name: Buffer) => {
        const [head, tail] = [
          '--x\r\nContent-Disposition: form-data; name="file"; filename="',
          '.pdf"\r\n\r\n%PDF-1.4\n%%EOF\r\n--x--\r\n',
        ];
        return reporter.send(
          'POST',
          `/reports/${report.id}/attachments`,
          Buffer.concat([Buffer.from(head), name, Buffer.from(tail)]),
          { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
        );
      };
      expect(await attach(gbk)).toMatchObject(refused);
      expect((await attach(Buffer.from('工作'))).status).toBe(201);
    });

    it('refuses to save what no section holds, and says which', async () => {
      const { unit, report, path } = next();
      const text = whole.replace(work, prose('', 100_001));
      expect((await paste(unit, path, text)).status).toBe(200);
      const answer = await paste(unit, `${path}?apply=true`, text, 1);
      expect(answer).toMatchObject({ status: 422, body: { code: 'import_does_not_fit' } });
      expect(answer.body.errors).toMatchObject([{ pointer: '/sections/work' }]);
      expect(await contentOf(report, unit)).toMatchObject({ version: 1 });
    });
  });

  describe('case 39: hostile files are refused with a code', () => {
    const bomb = archiveOf([
      ...documentParts(paragraph('炸弹')),
      { name: 'word/media/zero.bin', data: Buffer.alloc(30_000_000), declared: 1000 },
    ]);
    const entities = documentParts('').map((part) =>
      part.name === 'word/document.xml'
        ? {
            ...part,
            data: '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
          }
        : part,
    );
    const macros = documentParts(paragraph('宏'), [{ name: 'word/vbaProject.bin', data: 'x' }]);
    const files: Array<[what: string, name: string, bytes: Buffer, status: number, code: string]> = [
      ['a zip bomb', 'a.docx', bomb, 422, 'import_expands_too_far'],
      ['macros', 'a.docx', archiveOf(macros), 422, 'import_macros'],
      ['external entities', 'a.docx', archiveOf(entities), 422, 'import_external_entity'],
      ['a document that calls itself text', 'a.txt', archiveOf(macros), 415, 'import_wrong_extension'],
      ['text that calls itself a document', 'a.docx', Buffer.from(whole), 415, 'import_wrong_extension'],
      ['a file of another type', 'a.exe', Buffer.from('MZ'), 415, 'import_unsupported_type'],
      ['an archive cut off', 'a.docx', archiveOf(macros).subarray(0, 200), 422, 'import_damaged'],
      [
        'broken UTF-8',
        'a.txt',
        Buffer.concat([Buffer.from(`\uFEFF${whole}`), Buffer.from([0xff, 0xc0])]),
        422,
        'import_broken_encoding',
      ],
      ['nothing', 'a.txt', Buffer.alloc(0), 422, 'import_empty'],
      ['more than 10 MiB', 'a.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'), 413, 'too_large'],
    ];

    it.each(files)('%s', async (_, name, bytes, status, code) => {
      const answer = await upload('sf0101', path(), name, bytes);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });
  });

  it('refuses more than 10 MiB also where the limit falls between two pieces of the request', async () => {
    const { hostname, port } = new URL(api.anonymous.address);
    const token = await issueToken(api.database, 'sf0101.reporter', api.clock.now());
    const connected = once(api.application.getHttpServer(), 'connection');
    const asked = request({
      hostname,
      port,
      path: `/api/v1${path()}`,
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=piece',
        'transfer-encoding': 'chunked',
      },
    });
    const head = `--piece\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
    asked.write(Buffer.concat([Buffer.from(head), Buffer.alloc(fileLimit, 'x')]));
    const [socket] = (await connected) as [Socket];
    await until('all of the first piece has arrived', () => socket.bytesRead > fileLimit + head.length);
    const answered = once(asked, 'response');
    asked.end('y\r\n--piece--\r\n');
    const [response] = (await answered) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(await json(response)).toMatchObject({ code: 'too_large' });
  });

  it('refuses forms that are broken: without a boundary, with one of any length, cut off', async () => {
    const reporter = await api.as('sf0101.reporter');
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc\r\n';
    for (const [boundary, body] of [
      ['', `${part}--x--\r\n`],
      ['; boundary=', `${part}--x--\r\n`],
      [`; boundary=${'x'.repeat(500)}`, `${part}--x--\r\n`],
      ['; boundary=x', part],
      ['; boundary=x', '--x\r\nContent-Dis'],
      ['; boundary=x', ''],
    ] as const) {
      const headers = { 'content-type': `multipart/form-data${boundary}` };
      for (const address of [path(), path().replace(/import$/, 'attachments')]) {
        const answer = await reporter.send<Proposal>('POST', address, Buffer.from(body), { headers });
        expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
      }
    }
  });

  it('refuses requests that bring no document', async () => {
    const reporter = await api.as('sf0101.reporter');
    expect((await reporter.post(path(), {})).body.code).toBe('malformed');
    expect((await reporter.post(path(), { text: '   ' })).body.code).toBe('import_empty');
    expect((await reporter.post(`${path()}?apply=perhaps`, { text: whole })).body.code).toBe('malformed');
    const form = new FormData();
    form.append('note', 'x');
    expect((await reporter.send<Proposal>('POST', path(), form)).body.code).toBe('malformed');
    const plain = await reporter.send<Proposal>('POST', path(), whole, {
      headers: { 'content-type': 'text/plain' },
    });
    expect([plain.status, plain.body.code]).toEqual([415, 'unsupported_media_type']);
  });
});
