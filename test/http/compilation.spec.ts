import { apiHarness } from '@testing/http';
import { compilationDesk, type Report, text, written } from './compilation-desk';

describe('compiling the higher tier’s draft', () => {
  const api = apiHarness();
  const { reports, read, save, approve, compile } = compilationDesk(api);

  it('says what is missing while nothing below is approved', async () => {
    const answer = await compile('sf02');
    expect([answer.status, answer.body.code]).toEqual([422, 'rule_broken']);
  });

  it('adds the approved children up, each in its own tier, so that nothing counts twice', async () => {
    await save('sf0101', written({ theme_days: 12, funds: 75.9 }));
    await approve('sf0101', 'sf01.reviewer');
    await save('sf0102', written({ theme_days: 10, funds: 0.2 }));
    await approve('sf0102', 'sf01.reviewer');
    await save('sf91', written({ theme_days: 11 }));
    await approve('sf91', 'sf.reviewer');
    const general = await compile('sf01');
    expect(general.status).toBe(200);
    expect(general.body.content.indicators).toMatchObject({ theme_days: 22, funds: 76.1 });
    expect(general.body.content.problems).toHaveLength(2);
    await approve('sf01', 'sf.reviewer');
    const bureau = await compile('sf');
    // 22 from the general branch, 11 from the direct branch: the branches below sf01 are in its 22.
    expect(bureau.body.content.indicators.theme_days).toBe(33);
  });

  it('shows who contributed what, and the texts to select from', async () => {
    const view = await (await api.as('sf01.reporter')).get<{
      indicators: Record<string, { contributors: { org: { code: string }; value: number }[] }>;
      sources: { sections: { body: string }[] }[];
    }>(`/reports/${reports.get('sf01')}/compilation`);
    expect(view.body.indicators.theme_days?.contributors.map(({ org, value }) => [org.code, value])).toEqual([
      ['sf0101', 12],
      ['sf0102', 10],
    ]);
    expect(view.body.sources[0]?.sections[0]?.body).toBe(text);
    const texts = await (await api.as('sf01.reporter')).get(
      `/reports/${reports.get('sf01')}/compilation/sources?section=work`,
    );
    expect(texts.body).toMatchObject({
      total: 2,
      items: [
        { org: { code: 'sf0101' }, body: text },
        { org: { code: 'sf0102' }, body: text },
      ],
    });
  });

  it('says so where a source was reopened, and does not block (design 5, case 35)', async () => {
    const reopen = await (await api.as('sf01.reviewer')).post<Report>(
      `/reports/${reports.get('sf0101')}/reopen`,
      { reason: '次数有误' },
    );
    expect([reopen.status, reopen.body.state]).toEqual([200, 'returned']);
    const general = await read('sf01.secretary', 'sf01');
    expect(general.stale).toMatchObject([{ reason: 'reopened', org: { code: 'sf0101' } }]);
    const bureau = await read('sf.secretary', 'sf');
    expect(bureau.stale).toEqual([]);
  });

  it('does not let an approval that was compiled be recalled', async () => {
    const recall = await (await api.as('sf01.reviewer')).post(`/reports/${reports.get('sf0102')}/recall`, {});
    expect([recall.status, recall.body.code]).toEqual([409, 'compiled']);
  });

  it('keeps an edited number over compiling again and marks it overridden', async () => {
    await save('sf0201', written({ theme_days: 9 }));
    await approve('sf0201', 'sf02.reviewer');
    const first = await compile('sf02');
    const content = {
      ...first.body.content,
      indicators: { ...first.body.content.indicators, theme_days: 20 },
    };
    await save('sf02', {
      sections: content.sections.map(({ key, body }) => ({ key, body })),
      indicators: content.indicators,
      problems: content.problems,
    });
    await save('sf0202', written({ theme_days: 8 }));
    await approve('sf0202', 'sf02.reviewer');
    const second = await compile('sf02');
    expect(second.body.content.indicators).toMatchObject({ theme_days: 20, lectures: 8 });
    const view = await (await api.as('sf02.secretary')).get<{ overridden: object[] }>(
      `/reports/${reports.get('sf02')}/compilation`,
    );
    expect(view.body.overridden).toContainEqual({ key: 'theme_days', computed: '17', value: 20 });
  });

  it('keeps edited text over compiling again', async () => {
    const before = await read('sf02.secretary', 'sf02');
    const [section, ...others] = before.content.sections;
    await save('sf02', {
      sections: [
        { key: section?.key, body: '改写过的一段。' },
        ...others.map(({ key, body }) => ({ key, body })),
      ],
      indicators: before.content.indicators,
      problems: before.content.problems,
    });
    const again = await compile('sf02');
    expect(again.body.content.sections[0]?.body).toBe('改写过的一段。');
    expect(again.body.content.sections.slice(1)).toEqual(before.content.sections.slice(1));
  });
});
