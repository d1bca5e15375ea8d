import type { ReportContent } from '@domain/review';
import { demoUnits } from '@features/demo-data';
import { contentOf, mended, withIssues } from './contents';
import { type DemoDesk, DemoFailure } from './demo-desk';
import type { DemoProduct } from './demo-product';
import { planAndOpen } from './opening';
import { seedReports } from './seed-reports';

/** Tells what happened and looks at what followed from it. */
type Say = (line: string) => Promise<void>;

const branches = demoUnits.filter(({ kind }) => kind === 'branch').map(({ code }) => code);
const generals = demoUnits.filter(({ kind }) => kind === 'general_branch').map(({ code }) => code);
const late = ['sf0203', 'sf0403'];
const extended = 'sf0303';
const grades = ['好', '较好', '较好', '一般'];

/** One annual cycle from its plan to its publication, in the order of the calendar. */
export async function playTheYear(product: DemoProduct, desk: DemoDesk, say: Say): Promise<void> {
  const seeds = seedReports();
  await say(seeds ? '支部总结与教育局报告采用真实文稿。' : '没有真实文稿，全部采用自拟文稿。');
  const posts = await planAndOpen(product, desk);
  await say(
    '11-18 管理员建立并开启任务；sf04 审核人委托他人代理；sf 增设一名审核人；sf0102 书记兼任上级审核人。',
  );

  await product.at('2025-12-01 09:00');
  for (const unit of branches) {
    const content = unit === 'sf91' && seeds ? seeds.branch : contentOf(unit, posts.year);
    await desk.write(unit, content);
    product.minutesPass(7);
  }
  await twoTabs(desk);
  await say('12-01 十四个支部填报；两人同时保存，后保存者收到提示，先保存的内容未丢。');

  await product.at('2025-12-03 10:00');
  const onTime = branches.filter((unit) => !late.includes(unit) && unit !== extended);
  for (const unit of onTime) {
    await desk.submit(unit);
    product.minutesPass(5);
  }
  await desk.act('sf0201.secretary', 'sf0201', 'withdraw', { note: '附表数字需核对。' });
  await product.at('2025-12-04 09:00');
  await desk.submit('sf0201');
  await askForTime(product, desk);
  await say('12-03 十一个支部报送；sf0201 撤回后重报；sf0303 申请延期获准。');

  await firstReview(product, desk, onTime, say);

  await product.at('2025-12-12 16:00');
  for (const unit of late) {
    await desk.submit(unit);
    // For sf02 as its own reviewer, for sf04 as the delegate.
    await desk.decide('sf02.reviewer', unit, 'approve');
    product.minutesPass(20);
  }
  await product.at('2025-12-14 09:00');
  const granted = await desk.submit(extended);
  if (granted.body.late) throw new DemoFailure('延期内报送不应算迟报。');
  await desk.decide('sf03.reviewer', extended, 'approve');
  await say('12-12 sf0203、sf0403 逾期报送，记为迟报；12-14 sf0303 在延期内报送，不算迟报。');

  await bureauReview(product, desk, say);
  await generalTier(product, desk, posts.year, say);

  await bureauTier(product, desk, seeds ? seeds.bureau : contentOf('sf', posts.year), say);

  await product.at('2026-01-08 09:00');
  const review = { secrecy: true, necessity: true, accuracy: true };
  for (const unit of ['sf0101', 'sf0301', 'sf91', 'sf01', 'sf03', 'sf']) {
    await desk.act('sf.publisher', unit, 'publish', { audience: 'public', review });
    product.minutesPass(15);
  }
  await desk.act('sf0101.secretary', 'sf0101', 'retract', { reason: '越权尝试' }, 403);
  await say('01-08 六份报告公开。');
  await remindersWereThose(product);
  await closedByItself(product, desk, say);
}

/** By the standing plan, 7, 3 and 1 days before, on the day and every second day after; counted by hand. */
async function remindersWereThose(product: DemoProduct): Promise<void> {
  const expected = {
    // Handed in on 12-03 at ten, an hour after that morning's reminder.
    'sf0101.reporter': ['12-03'],
    // Due on 12-10, handed in late in the afternoon of 12-12.
    'sf0203.reporter': ['12-03', '12-07', '12-09', '12-10', '12-12'],
    // Extended on 12-04 until 12-16, handed in on 12-14.
    'sf0303.reporter': ['12-03', '12-09', '12-13'],
  };
  for (const [who, days] of Object.entries(expected)) {
    const found = await product.reminderDays(who);
    if (found.join() !== days.join())
      throw new DemoFailure(`${who} 收到提醒的日子应为 ${days}，实为 ${found}`);
  }
}

/** The cycle's closing date comes; nobody presses anything. */
async function closedByItself(product: DemoProduct, desk: DemoDesk, say: Say): Promise<void> {
  const state = async () =>
    (await desk.ask<{ state: string }>('sf.admin', 'GET', '/cycles/annual-2025', undefined)).body.state;
  await product.at('2026-01-12 23:59');
  if ((await state()) !== 'open') throw new DemoFailure('任务在截止日当天不应关闭。');
  await product.at('2026-01-13 00:01');
  if ((await state()) !== 'closed') throw new DemoFailure('任务到期应自动关闭。');
  await desk.ask('sf.admin', 'POST', '/cycles/annual-2025/close', undefined, 'cycle_not_open');
  await say('01-13 任务到期自动关闭。');
}

/** Two people had the same version open; the second save is refused and the first one stays. */
async function twoTabs(desk: DemoDesk): Promise<void> {
  const path = `/reports/${desk.id('sf92')}/content`;
  const { version, content } = await desk.report('sf92', 'sf92.reporter');
  const body = {
    ...content,
    sections: content?.sections.map(({ key, body: text }) => ({ key, body: text })),
  };
  const headers = { 'if-match': `"${version}"` };
  await desk.ask('sf92.reporter', 'PUT', path, body, 200, headers);
  await desk.ask('sf92.secretary', 'PUT', path, body, 'stale_version', headers);
}

async function askForTime(product: DemoProduct, desk: DemoDesk): Promise<void> {
  const asked = await desk.act('sf0303.secretary', extended, 'extend', {
    dueAt: '2025-12-18',
    reason: '支部换届会议推迟一周，须待新一届支委会审议。',
  });
  const { extension } = asked.body as unknown as { extension: { id: string } };
  product.minutesPass(90);
  const until = { dueAt: '2025-12-16', note: '同意延至十六日。' };
  await desk.ask('sf.admin', 'POST', `/extensions/${extension.id}/grant`, until);
}

/** The general branches' step: comments and a return, a second try refused for recusal, a delegate. */
async function firstReview(product: DemoProduct, desk: DemoDesk, onTime: string[], say: Say): Promise<void> {
  await product.at('2025-12-05 09:00');
  const comment = await desk.ask<{ id: string }>(
    'sf01.reviewer',
    'POST',
    `/reports/${desk.id('sf0101')}/comments`,
    { anchor: { kind: 'section', key: 'issues' }, body: '请举一个具体的例子。', blocking: true },
    201,
  );
  await desk.ask(
    'sf01.reviewer',
    'POST',
    `/reports/${desk.id('sf0101')}/comments`,
    { anchor: { kind: 'indicator', key: 'theme_days' }, body: '与活动记录核对过吗？' },
    201,
  );
  await desk.decide('sf01.reviewer', 'sf0101', 'approve', {}, 'blocking_comments');
  await desk.decide('sf01.reviewer', 'sf0101', 'return', {}, 'note_required');
  await desk.decide('sf01.reviewer', 'sf0101', 'return', { note: '见批注，补充后再报。' });
  await desk.decide('sf03.reviewer', 'sf0302', 'return', { note: '措施请写明责任人和时限。' });
  await say('12-05 sf0101 带批注退回，sf0302 首次退回。');

  await product.at('2025-12-08 14:00');
  await desk.submit('sf0101', 'comments_unanswered');
  await desk.ask(
    'sf0101.secretary',
    'POST',
    `/comments/${comment.body.id}/replies`,
    { body: '已补充。' },
    201,
  );
  for (const unit of ['sf0101', 'sf0302']) {
    await desk.write(unit, mended(contentOf(unit, 2025), '已按退回意见逐条补充，并与活动记录核对一致。'));
    await desk.submit(unit);
  }
  await desk.decide('sf01.reviewer', 'sf0101', 'approve', {}, 'blocking_comments');
  await desk.ask('sf01.reviewer', 'POST', `/comments/${comment.body.id}/resolve`, undefined);

  await product.at('2025-12-09 09:00');
  await desk.decide('sf0102.secretary', 'sf0102', 'approve', {}, 'recused');
  await say('12-08 两份修改重报；sf0102 书记审核自己报送的报告，被拒：回避。');
  for (const unit of onTime.filter((code) => code.length > 4)) {
    // The general branch sf04 is away: its delegate decides, and the record names both.
    const reviewer = unit.startsWith('sf04') ? 'sf02.reviewer' : `${unit.slice(0, 4)}.reviewer`;
    await desk.decide(reviewer, unit, 'approve', { note: '同意上报。' });
    product.minutesPass(10);
  }
  await say('12-09 各总支审核通过；sf04 由代理人审核。');
}

/** The bureau's two steps: a second return, two decisions at the same moment, a retry, the grades. */
async function bureauReview(product: DemoProduct, desk: DemoDesk, say: Say): Promise<void> {
  await product.at('2025-12-16 09:00');
  await desk.decide('sf.reviewer', 'sf0302', 'return', {
    note: '“存在的问题”仍偏笼统，只改这一部分即可。',
    scope: { sections: ['issues'] },
    resume: 'here',
  });
  const { revision } = await desk.report('sf0301', 'sf.reviewer');
  const path = `/reports/${desk.id('sf0301')}`;
  const [one, other] = await Promise.all([
    (await product.as('sf.reviewer')).post<{ code?: string }>(`${path}/approve`, { revision }),
    (await product.as('sf.observer')).post<{ code?: string }>(`${path}/return`, {
      revision,
      note: '请再核对数字。',
    }),
  ]);
  const statuses = [one.status, other.status].sort((a, b) => a - b);
  if (statuses.join() !== '200,409') throw new DemoFailure(`同时决定应一成一败，实为 ${statuses}`);
  if (other.status === 200) {
    await desk.submit('sf0301');
    await desk.decide('sf03.reviewer', 'sf0301', 'approve');
    await desk.decide('sf.reviewer', 'sf0301', 'approve');
  }
  await say(
    `12-16 sf0302 第二次退回；两名审核人同时办理 sf0301：${one.status === 200 ? '通过' : '退回'}生效，另一人收到 409。`,
  );

  await product.at('2025-12-17 10:00');
  const frozen = mended(contentOf('sf0302', 2025), '本段不在退回范围内。');
  const { version } = await desk.report('sf0302', 'sf0302.reporter');
  const headers = { 'if-match': `"${version}"` };
  const whole = { ...frozen, problems: [] };
  await desk.ask('sf0302.reporter', 'PUT', `/reports/${desk.id('sf0302')}/content`, whole, 'frozen', headers);
  const current = (await desk.report('sf0302', 'sf0302.reporter')).content as ReportContent;
  await desk.write('sf0302', withIssues(current));
  await desk.submit('sf0302');

  await product.at('2025-12-18 09:00');
  const key = { 'idempotency-key': 'approve-sf0103-once' };
  const first = (await desk.report('sf0103', 'sf.reviewer')).revision;
  for (const attempt of [1, 2]) {
    const again = await desk.ask(
      'sf.reviewer',
      'POST',
      `/reports/${desk.id('sf0103')}/approve`,
      { revision: first },
      200,
      key,
    );
    if (again.body.state !== 'in_review') throw new DemoFailure(`第${attempt}次答复不同。`);
  }
  for (const unit of branches.filter((code) => code !== 'sf0301' && code !== 'sf0103')) {
    await desk.decide('sf.reviewer', unit, 'approve');
    product.minutesPass(6);
  }
  await product.at('2025-12-22 09:00');
  for (const [index, unit] of branches.entries()) {
    if (index === 0) await desk.decide('sf.leader', unit, 'approve', {}, 'grade_required');
    await desk.decide('sf.leader', unit, 'approve', { grade: grades[index % grades.length] });
    product.minutesPass(6);
  }
  await say('12-18 教育局审核通过，重复提交只办一次；12-22 审定人评定等次。');
}

/** The general branches put together what their branches reported, edit it, and hand it in. */
async function generalTier(product: DemoProduct, desk: DemoDesk, year: number, say: Say): Promise<void> {
  await product.at('2025-12-24 09:00');
  for (const unit of generals) {
    const compiled = await desk.act(`${unit}.reporter`, unit, 'compile');
    const sums = compiled.body.content?.indicators ?? {};
    const own = contentOf(unit, year);
    if (sums.theme_days !== own.indicators.theme_days) {
      throw new DemoFailure(`${unit} 汇编的主题党日 ${sums.theme_days}，应为 ${own.indicators.theme_days}`);
    }
    await desk.write(unit, {
      ...own,
      indicators: sums,
      problems: compiled.body.content?.problems ?? [],
    });
    await desk.submit(unit);
    product.minutesPass(30);
  }
  await product.at('2025-12-26 09:00');
  for (const [index, unit] of generals.entries()) {
    await desk.decide('sf.reviewer', unit, 'approve');
    product.minutesPass(60);
    await desk.decide('sf.leader', unit, 'approve', { grade: grades[index] });
  }
  await say('12-24 四个总支汇编、修改、报送；12-26 审定。');
}

/** The bureau reads everything below it, so a worker compiles; its author edits the result and hands it in. */
async function bureauTier(product: DemoProduct, desk: DemoDesk, own: ReportContent, say: Say): Promise<void> {
  await product.at('2026-01-05 09:00');
  const sources = await desk.compileLater('sf');
  const expected = generals.length + branches.filter((code) => code.length === 4).length;
  if (sources !== expected) throw new DemoFailure(`教育局应汇编${expected}份报告，实为${sources}份`);
  const { content } = await desk.report('sf', 'sf.reporter');
  const sums = content?.indicators ?? {};
  const contributed = [...generals, ...branches.filter((code) => code.length === 4)];
  let days = 0;
  for (const unit of contributed)
    days += (await desk.report(unit, 'sf.observer')).content?.indicators.theme_days ?? 0;
  if (sums.theme_days !== days)
    throw new DemoFailure(`教育局汇编的主题党日 ${sums.theme_days}，应为 ${days}`);
  await desk.write('sf', { ...own, indicators: sums, problems: content?.problems ?? [] });
  await desk.submit('sf');
  product.minutesPass(240);
  await desk.decide('sf.leader', 'sf', 'approve');
  await say(`01-05 教育局党委由后台汇编${sources}份下级报告，修改后报送，审定人审定。`);
}
