import { apiHarness } from '@testing/http';
import { freshReport, goodContent } from '@testing/reports';
import fc from 'fast-check';

/** Characters of every plane, marks, emoji of several code points, radicals, and line ends of every origin. */
const pieces = [
  '我',
  '甲',
  '一、',
  '（一）',
  '𠮷',
  '𪚥',
  '\u{1F469}\u200D\u{1F467}',
  'e\u0301',
  '⽀',
  '\uF900',
  '\u{E0101}',
  '\u{F0000}',
  '\u{10FFFD}',
  '\u202E',
  '“',
  '”',
  '（',
  '12次',
  '。',
  '\n',
  '\u000B',
  '\u000C',
  '\u0085',
  '\u2028',
  '\u2029',
  '\t',
  'XX',
  '！！',
];
const texts = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 })
  .map((parts) => parts.join(''));
const otherLineEnds = /[\v\f\u0085\u2028\u2029]/g;

describe('texts of every plane', () => {
  const api = apiHarness();

  it('are saved, checked, submitted, returned, imported and printed whole', async () => {
    const report = await freshReport(api, 'sf0101');
    const writer = await api.as('sf0101.reporter');
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const body = `${'我'.repeat(45)}${text}${'甲'.repeat(11)}`;
        const content = goodContent();
        content.sections[0]!.body = body;
        const saved = await report.save('sf0101.reporter', content);
        expect(saved.content?.sections[0]?.body).toBe(body.replace(otherLineEnds, '\n'));
        const checks = await writer.get<{ findings: { message: string; quote?: string }[] }>(
          `/reports/${report.id}/checks`,
        );
        expect(checks.status).toBe(200);
        for (const { message, quote } of checks.body.findings)
          expect([message.isWellFormed(), (quote ?? '').isWellFormed()]).toEqual([true, true]);
        const proposed = await writer.post(`/reports/${report.id}/import`, { text: body });
        expect(proposed.status).toBe(200);
        expect(JSON.stringify(proposed.body)).not.toMatch(/\\ud[89a-f]/i);
      }),
      { numRuns: 25 },
    );
    const printed = await writer.get<string>(`/reports/${report.id}/document?format=txt`);
    expect([200, 404]).toContain(printed.status);
  });

  it('a note is cut for a message between characters, and an attachment’s name too', async () => {
    const report = await freshReport(api, 'sf0102');
    await report.handIn('sf0102');
    const note = `${'请'.repeat(499)}𠮷改。`;
    const returned = await report.act('sf01.reviewer', 'return', { revision: 1, note });
    expect(returned.returned?.note).toBe(note);
    const form = new FormData();
    const name = `${'扫'.repeat(115)}𠮷描件.pdf`;
    form.append(
      'file',
      new Blob(['%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'], { type: 'application/pdf' }),
      name,
    );
    const uploaded = await (await api.as('sf0102.reporter')).post<{ filename: string }>(
      `/reports/${report.id}/attachments`,
      form,
    );
    expect([201, 415, 422]).toContain(uploaded.status);
    if (uploaded.status === 201) {
      expect(uploaded.body.filename.isWellFormed()).toBe(true);
      expect(uploaded.body.filename).toMatch(/\.pdf$/);
    }
  });

  it('half a character is refused clearly, wherever it stands', async () => {
    const report = await freshReport(api, 'sf0103');
    const content = goodContent();
    content.sections[0]!.body += '\ud842';
    const refused = await report.trySave('sf0103.reporter', content, 1);
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([400, 'unstorable_character']);
    const { version } = (await report.get('sf0103.reporter')).body;
    expect(version).toBe(1);
  });
});
