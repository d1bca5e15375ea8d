import { personIn, post, reportOf, reportsOf } from './people';
import { expect, type Page, test } from './world';

/** As many as a general branch of a large district reads in one sitting. */
const drafts = 60;

test.use({ ownWorld: 'many drafts' });

const codeOf = (index: number): string => `many${String(index + 1).padStart(2, '0')}`;

/** Sixty branches that came after the opening, whose one secretary hands in what another branch wrote. */
async function handInMany(admin: Page, author: Page, reader: Page): Promise<void> {
  const codes = Array.from({ length: drafts }, (_, index) => codeOf(index));
  for (const [index, code] of codes.entries())
    await post(admin, '/org-units', {
      code,
      name: `第${index + 1}联合党支部`,
      kind: 'branch',
      parent: 'sf01',
    });
  await post(admin, '/cycles/demo-annual/units', { units: codes, reason: '年中新建' });
  const me = await (await author.request.get('/api/v1/auth/me')).json();
  for (const org of codes) await post(admin, '/appointments', { userId: me.user.id, org, role: 'secretary' });

  const model = await reportOf(reader, 'sf0301');
  const { content } = await (await reader.request.get(`/api/v1/reports/${model.id}`)).json();
  const { csrfToken } = await (await author.request.get('/api/v1/auth/me')).json();
  for (const org of codes) {
    const { id } = await reportOf(author, org);
    const saved = await author.request.put(`/api/v1/reports/${id}/content`, {
      headers: { 'If-Match': '"1"', 'X-CSRF-Token': csrfToken },
      data: {
        sections: content.sections.map(({ key, body }: { key: string; body: string }) => ({ key, body })),
        indicators: content.indicators,
        problems: content.problems.map(
          ({ id: _, ledgerId: __, ...problem }: Record<string, unknown>) => problem,
        ),
      },
    });
    expect(saved.ok(), await saved.text()).toBe(true);
    await post(author, `/reports/${id}/submit`, {});
  }
}

test('sixty drafts in a row are approved by keys alone, the focus always in the next text', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const admin = await personIn(browser, 'sf.admin');
  const author = await personIn(browser, 'sf0101.secretary');
  await handInMany(admin, author, await personIn(browser, 'sf.reviewer'));

  const reviewer = await personIn(browser, 'sf01.reviewer');
  await reviewer.goto('/review');
  await reviewer.getByRole('link', { name: '去审核' }).first().focus();
  await reviewer.keyboard.press('Enter');
  const heading = reviewer.locator('.subject-bar h1');
  const paper = reviewer.getByRole('article').filter({ has: reviewer.locator('.document') });
  const read = new Set<string>();
  for (let left = drafts; left > 0; left -= 1) {
    await expect(paper).toBeVisible();
    // The next text has the focus, so that the arrow keys and the space bar roll it.
    if (left < drafts) await expect(paper).toBeFocused();
    const name = (await heading.textContent()) ?? '';
    expect(read.has(name), name).toBe(false);
    read.add(name);
    await reviewer.keyboard.press('a');
    await expect(
      reviewer.getByRole('dialog', { name: '通过' }).getByRole('button', { name: '通过', exact: true }),
    ).toBeFocused();
    await reviewer.keyboard.press('Enter');
    if (left > 1) await expect(heading).not.toHaveText(name);
  }
  await expect(reviewer).toHaveURL(/\/$/);
  expect(read.size).toBe(drafts);
  const waiting = await reportsOf(reviewer, { state: 'in_review', under: 'sf01' });
  expect(waiting.every(({ org }) => org.code.startsWith('many'))).toBe(true);
  expect(waiting).toHaveLength(drafts);
});
