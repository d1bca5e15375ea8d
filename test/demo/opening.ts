import type { DemoDesk } from './demo-desk';
import type { DemoProduct } from './demo-product';

interface PostItem {
  id: string;
  user: { id: string };
}

/** The administrator's preparations: the cycle, a delegation, two more posts. */
export async function planAndOpen(product: DemoProduct, desk: DemoDesk): Promise<{ year: number }> {
  await product.at('2025-11-18 09:00');
  const reviewer = { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 5 };
  const leader = { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true };
  const below = { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 };
  const tier = { graceDays: 5, latePolicy: 'accept', allowNil: false };
  await desk.ask(
    'sf.admin',
    'POST',
    '/cycles',
    {
      code: 'annual-2025',
      title: '2025年度抓党建工作述职',
      period: '2025',
      closesAt: '2026-01-12',
      audience: { under: 'sf', kinds: ['branch', 'general_branch', 'bureau'], except: [] },
      tiers: [
        {
          ...tier,
          kind: 'branch',
          templateVersion: 'branch-annual',
          dueAt: '2025-12-10',
          route: [below, reviewer, leader],
        },
        {
          ...tier,
          kind: 'general_branch',
          templateVersion: 'general-annual',
          dueAt: '2025-12-26',
          route: [reviewer, leader],
        },
        {
          ...tier,
          kind: 'bureau',
          templateVersion: 'bureau-annual',
          dueAt: '2026-01-10',
          route: [{ at: 'self', role: 'leader', mode: 'any', workingDays: 3 }],
        },
      ],
    },
    201,
  );
  await desk.ask('sf.admin', 'POST', '/cycles/annual-2025/open', undefined);
  await desk.findReports('sf.admin');

  const holder = (org: string, role: string) => postOf(desk, org, role);
  const away = await holder('sf04', 'reviewer');
  const stands = await holder('sf02', 'reviewer');
  const both = await holder('sf0102', 'secretary');
  const second = await holder('sf', 'observer');
  const offered = await desk.ask<{ id: string }>(
    'sf04.reviewer',
    'POST',
    '/delegations',
    {
      appointmentId: away.id,
      delegateId: stands.user.id,
      endsAt: '2025-12-31T16:00:00Z',
      reason: '赴外地学习',
    },
    201,
  );
  await desk.ask('sf02.reviewer', 'POST', `/delegations/${offered.body.id}/accept`, undefined, 204);
  const post = (userId: string, org: string) => ({ userId, org, role: 'reviewer' });
  await desk.ask('sf.admin', 'POST', '/appointments', post(both.user.id, 'sf01'), 201);
  await desk.ask('sf.admin', 'POST', '/appointments', post(second.user.id, 'sf'), 201);
  return { year: 2025 };
}

async function postOf(desk: DemoDesk, org: string, role: string): Promise<PostItem> {
  const { body } = await desk.ask<{ items: PostItem[] }>(
    'sf.admin',
    'GET',
    `/appointments?org=${org}&role=${role}`,
    undefined,
  );
  const [post] = body.items;
  if (!post) throw new Error(`Nobody is ${role} at ${org}.`);
  return post;
}
