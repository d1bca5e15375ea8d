import { apiHarness } from '@testing/http';
import { freshReport, goodContent } from '@testing/reports';
import fc from 'fast-check';
import { asKept, planeLines, planeTexts } from './plane-texts';

interface Commented {
  items: { anchor: { quote?: string; orphaned?: boolean }; body: string; replies: { body: string }[] }[];
}

describe('texts of every plane', () => {
  const api = apiHarness();

  it('are saved, checked and imported whole', async () => {
    const report = await freshReport(api, 'sf0101');
    const writer = await api.as('sf0101.reporter');
    await fc.assert(
      fc.asyncProperty(planeTexts(), async (text) => {
        const body = `${'我'.repeat(45)}${text}${'甲'.repeat(11)}`;
        const content = goodContent();
        content.sections[0]!.body = body;
        const saved = await report.save('sf0101.reporter', content);
        expect(saved.content?.sections[0]?.body).toBe(asKept(body));
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
  });

  it('are submitted, commented on, answered and returned with a note, and everybody reads the same', async () => {
    const report = await freshReport(api, 'sf0201');
    const reviewer = await api.as('sf02.reviewer');
    const writer = await api.as('sf0201.reporter');
    let revision = 0;
    await fc.assert(
      fc.asyncProperty(planeTexts(), planeTexts(), planeTexts(), async (text, words, line) => {
        const body = `${'我'.repeat(45)}${text}${'甲'.repeat(11)}`;
        const problem = { problem: `问题${line}一`, cause: `原因${line}一`, measure: `措施${line}一` };
        const content = goodContent('本年度', { problems: [problem] });
        content.sections[0]!.body = body;
        await report.handIn('sf0201', content);
        revision += 1;
        const revised = await reviewer.get<{ content: ReturnType<typeof goodContent> }>(
          `/reports/${report.id}/revisions/${revision}`,
        );
        expect(revised.body.content.sections[0]?.body).toBe(asKept(body));
        expect(revised.body.content.problems[0]).toMatchObject({
          problem: asKept(problem.problem),
          cause: asKept(problem.cause),
          measure: asKept(problem.measure),
        });

        const quote = asKept(`${text}甲甲`);
        const anchor = { kind: 'section', key: 'work', quote, occurrence: 1 };
        const said = `请${words}改`;
        const made = await reviewer.post<{ id: string }>(`/reports/${report.id}/comments`, {
          anchor,
          body: said,
        });
        expect([made.status, made.body]).toMatchObject([201, { anchor: { quote }, body: asKept(said) }]);
        const comments = await writer.get<Commented>(`/reports/${report.id}/comments`);
        // Those of a step are shown to the author once it is decided.
        expect(comments.status).toBe(200);

        const returned = await report.act('sf02.reviewer', 'return', { revision, note: said });
        expect(returned.returned?.note).toBe(asKept(said));
        const answer = `已${words}改`;
        const replied = await writer.post(`/comments/${made.body.id}/replies`, { body: answer });
        expect(replied.status).toBe(201);
        const after = await writer.get<Commented>(`/reports/${report.id}/comments`);
        expect(after.body.items.at(-1)?.replies.map((reply) => reply.body)).toEqual([asKept(answer)]);
        const told = await writer.get(`/reports/${report.id}/events?pageSize=200`);
        expect(JSON.stringify(told.body)).not.toMatch(/\\ud[89a-f]/i);
        const difference = await writer.get(`/reports/${report.id}/diff?from=${revision - 1}`);
        expect(difference.status).toBe(200);
        expect(JSON.stringify(difference.body)).not.toMatch(/\\ud[89a-f]/i);
      }),
      // A failure leaves the report where it stands, so that a simpler text cannot be looked for.
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('a note is cut for a message between characters', async () => {
    const report = await freshReport(api, 'sf0102');
    await report.handIn('sf0102');
    const note = `${'请'.repeat(499)}𠮷改。`;
    const returned = await report.act('sf01.reviewer', 'return', { revision: 1, note });
    expect(returned.returned?.note).toBe(note);
  });

  it('attachments keep their names, long ones their beginning and their ending', async () => {
    const report = await freshReport(api, 'sf0102');
    await report.save('sf0102.reporter');
    const writer = await api.as('sf0102.reporter');
    const names = fc
      .tuple(planeLines(), fc.nat(120))
      .map(([name, more]) => `${'扫'.repeat(more)}${name}件.txt`);
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const form = new FormData();
        form.append('file', new Blob(['签到表'], { type: 'text/plain' }), name);
        const uploaded = await writer.post<{ id: string; filename: string }>(
          `/reports/${report.id}/attachments`,
          form,
        );
        expect([name, uploaded.status]).toEqual([name, 201]);
        const { filename, id } = uploaded.body;
        const disguised = name.replace(/\p{Cf}/gu, '_');
        const [stem] = filename.split(/…?\.txt$/);
        expect(disguised.startsWith(stem ?? '')).toBe(true);
        expect(filename).toMatch(/^.+\.txt$/u);
        const whole = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(disguised)];
        // It ends where a character ends.
        expect([...whole.map(({ index }) => index), disguised.length]).toContain(stem?.length);
        const got = await writer.download(`/attachments/${id}`);
        const disposition = got.headers.get('content-disposition') ?? '';
        expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(filename);
        expect((await writer.delete(`/attachments/${id}`)).status).toBe(204);
      }),
      { numRuns: 25 },
    );
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
