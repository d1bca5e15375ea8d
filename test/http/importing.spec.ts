import { apiHarness } from '@testing/http';
import { goodContent } from '@testing/reports';
import { causes, importDesk, issues, plan, whole, work } from './import-desk';

describe('import', () => {
  const api = apiHarness();
  const { next, paste, contentOf } = importDesk(api);

  it('proposes sections, figures, headings and findings from a pasted text, and saves nothing', async () => {
    const { unit, report, path } = next();
    const { status, body } = await paste(unit, path, whole);
    expect(status).toBe(200);
    expect(Object.fromEntries(body.sections.map(({ key, body: text }) => [key, text.trim()]))).toEqual({
      work,
      issues,
      causes,
      plan,
    });
    expect(body.indicators).toContainEqual(
      expect.objectContaining({
        key: 'theme_days',
        value: 12,
        quote: expect.stringContaining('主题党日12次'),
      }),
    );
    for (const { quote, offset } of body.indicators)
      expect(whole.slice(offset, offset + quote.length)).toBe(quote);
    expect(body.outline.map(({ marker, text }) => [marker, text])).toContainEqual(['二、', '存在的问题']);
    expect(body.findings).toContainEqual(
      expect.objectContaining({ rule: 'required-missing', severity: 'error' }),
    );
    expect(body.version).toBeUndefined();
    expect(await contentOf(report, unit)).toMatchObject({ state: 'not_started', version: 1 });
  });

  it('covers every character of the text with the spans of sections, unplaced and dropped text', async () => {
    const { unit, path } = next();
    const text = `${whole}\n下载此文档请登录\n联系人：王某`;
    const { body } = await paste(unit, path, text);
    const covered = new Uint8Array(text.length);
    for (const { spans } of [...body.sections, ...body.unplaced, ...body.dropped])
      for (const [from, to] of spans) for (let at = from; at < to; at += 1) covered[at]! += 1;
    expect(covered.every((times, at) => times === 1 || (times === 0 && text[at]?.trim() === ''))).toBe(true);
  });

  it('tells a heading number that is missing between two sections, once', async () => {
    const { unit, path } = next();
    const { body } = await paste(unit, path, whole.replace('二、', '三、').replace('三、原因', '四、原因'));
    const numbering = body.findings.filter(({ rule }) => rule === 'heading-number');
    expect(new Set(numbering.map(({ message }) => message)).size).toBe(numbering.length);
    expect(numbering.map(({ message }) => message)).toContainEqual(expect.stringContaining('“二、”'));
  });

  it('saves with apply=true at the version that was read, and answers with the new one', async () => {
    const { unit, report, path } = next();
    const applied = `${path}?apply=true`;
    expect(await paste(unit, applied, whole)).toMatchObject({
      status: 428,
      body: { code: 'if_match_missing' },
    });
    expect(await paste(unit, applied, whole, 7)).toMatchObject({
      status: 412,
      body: { code: 'stale_version' },
    });
    const answer = await paste(unit, applied, whole, 1);
    expect(answer).toMatchObject({ status: 200, body: { version: 2 } });
    expect(answer.headers.get('etag')).toBe('"2"');
    const saved = await contentOf(report, unit);
    expect(saved).toMatchObject({
      state: 'drafting',
      version: 2,
      content: { indicators: { theme_days: 12, member_meetings: 6, lectures: 5 } },
    });
    expect(saved.content?.sections.find(({ key }) => key === 'plan')?.body.trim()).toBe(plan);
    expect(saved.content?.unplaced).toContain('第三小学党支部2025年度工作总结');
  });

  it('loses nothing that stood in the draft, and changes nothing when it comes twice', async () => {
    const { unit, report, path } = next();
    const before = goodContent('原稿', { unplaced: '手记一条' });
    await report.save(`${unit}.reporter`, before);
    await paste(unit, `${path}?apply=true`, whole, 2);
    const once = await contentOf(report, unit);
    const everything = JSON.stringify(once.content);
    for (const { body } of before.sections) expect(everything).toContain(body);
    expect(once.content?.unplaced).toContain('手记一条');
    expect(once.content?.unplaced).toContain('【原“原因剖析”】');
    expect(once.content?.indicators).toEqual({ ...before.indicators });
    expect(once.content?.problems.map(({ problem }) => problem)).toContain('个别党员参加学习不够主动');
    await paste(unit, `${path}?apply=true`, whole, 3);
    expect((await contentOf(report, unit)).content).toEqual(once.content);
  });

  it('does not write into what a return left frozen', async () => {
    const { unit, report, path } = next();
    await report.handIn(unit);
    const seen = await contentOf(report, unit);
    const reviewer = seen.step?.org.code ?? '';
    await report.act(`${reviewer}.reviewer`, 'return', {
      revision: 1,
      note: '请改计划。',
      scope: { sections: ['plan'] },
    });
    const { version } = await contentOf(report, unit);
    const answer = await paste(unit, `${path}?apply=true`, whole, version);
    expect(answer).toMatchObject({ status: 422, body: { code: 'frozen' } });
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toContain('/unplaced');
    expect((await contentOf(report, unit)).content).toEqual(seen.content);
  });

  it('is for those who write the report', async () => {
    const { unit, path } = next();
    const text = { text: whole };
    expect((await (await api.as(`${unit}.secretary`)).post(path, text)).status).toBe(200);
    expect((await (await api.as('sf.admin')).post(path, text)).status).toBe(403);
    expect((await api.anonymous.post(path, text)).status).toBe(401);
  });
});
