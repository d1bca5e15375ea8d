import { drained, move, type OpenedCycle, openCycle, type Step, workerHarness } from '@testing/worker';
import { v7 } from 'uuid';
import { ClosingNotice } from './closing-notice';
import { CommentNotifier } from './comment-notifier';
import { EndedAsks } from './ended-asks';
import type { MessageKind } from './message-kind';
import { VacancyDigest } from './vacancy-digest';
import type { Audience } from './who-is-told';

const start = new Date('2025-11-20T01:00:00Z');

describe('deputies are told whatever the holder is told', () => {
  const harness = workerHarness({ backend: 'postgres', now: start });
  let cycle: OpenedCycle;
  let count = 0;
  const user = (name: string) => harness.organisation.users.get(name) ?? '';
  const org = (code: string) => harness.organisation.orgs.get(code) ?? '';
  const report = () => cycle.reports.get('sf0101') ?? '';
  const person = (name: string) => ({ id: user(name), name });
  const run = <T>(work: Parameters<typeof harness.unitOfWork.run<T>>[0]) => harness.unitOfWork.run(work);
  const act = async (step: Omit<Step, 'at'>) => {
    await run((transaction) => move(transaction, report(), { ...step, at: start }));
    await drained(harness.database);
  };
  const waits = { index: 1, orgId: '', role: 'reviewer' as const };
  const submit = () =>
    act({
      type: 'report.submitted',
      to: 'in_review',
      actor: person('sf0101.secretary'),
      waits: { ...waits, orgId: org('sf01') },
    });

  /** The one who acts for `holder`, and others who do not: not accepted, revoked, over, to come, left. */
  const deputise = async (holder: string) => {
    const hour = 3_600_000;
    const offers: Array<[string, object]> = [
      ['sf0401.secretary', {}],
      ['sf0401.reporter', { accepted_at: null }],
      ['sf0402.secretary', { revoked_at: start }],
      ['sf0402.reporter', { ends_at: start }],
      ['sf0403.secretary', { starts_at: new Date(start.getTime() + hour) }],
      ['sf0403.reporter', {}],
    ];
    await harness.database.query('DELETE FROM delegation');
    await harness.database.query('UPDATE app_user SET active = id <> $1', [user('sf0403.reporter')]);
    for (const [delegate, change] of offers) {
      const row = {
        id: v7(),
        appointment_id: harness.organisation.appointments.get(holder),
        delegate_id: user(delegate),
        starts_at: new Date(start.getTime() - hour),
        ends_at: new Date(start.getTime() + 2 * hour),
        created_by: user(holder),
        created_at: start,
        accepted_at: start,
        revoked_at: null,
        ...change,
      };
      await harness.database.query(
        'INSERT INTO delegation SELECT * FROM jsonb_populate_record(NULL::delegation, $1)',
        [JSON.stringify(row)],
      );
    }
  };
  const told = async (kind: MessageKind) => {
    const rows = await harness.database.query<{ username: string }>(
      `SELECT u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE n.kind = $1 AND n.channel = 'in_app' ORDER BY u.username`,
      [kind],
    );
    return rows.map(({ username }) => username);
  };

  beforeEach(async () => {
    harness.clock.set(start);
    count += 1;
    cycle = await openCycle(harness.unitOfWork, harness.organisation, {
      code: `d${count}`,
      dueOn: '2025-12-10',
      openedAt: start,
    });
    await harness.database.query('DELETE FROM notification');
  });

  interface Case {
    holder: string;
    kind: MessageKind;
    happens: () => Promise<void>;
  }

  /** One case for every audience of the table, so that a new one cannot forget them. */
  const cases: Record<Audience, Case> = {
    authors: {
      holder: 'sf0101.reporter',
      kind: 'report.waived',
      happens: () => act({ type: 'report.waived', to: 'waived', actor: person('sf.admin') }),
    },
    reviewers: { holder: 'sf01.reviewer', kind: 'review.awaited', happens: submit },
    called_off: {
      holder: 'sf01.reviewer',
      kind: 'review.withdrawn',
      // The domain names deputies with the holders (`waitingFor`).
      happens: async () => {
        await submit();
        const calledOff = [person('sf01.reviewer'), person('sf0401.secretary')];
        await act({ type: 'report.withdrawn', to: 'drafting', data: { calledOff } });
      },
    },
    deciders: {
      holder: 'sf01.reviewer',
      kind: 'report.returned',
      happens: async () => {
        await submit();
        await act({
          type: 'report.approved',
          to: 'in_review',
          actor: person('sf01.reviewer'),
          waits: { index: 2, orgId: org('sf'), role: 'reviewer' },
        });
        await act({ type: 'report.returned', to: 'returned', actor: person('sf.reviewer') });
      },
    },
    holders: {
      holder: 'sf0101.reporter',
      kind: 'report.urged',
      happens: () => act({ type: 'report.urged', to: 'not_started', actor: person('sf.admin') }),
    },
    named: {
      holder: 'sf01.reviewer',
      kind: 'review.transferred',
      happens: async () => {
        await submit();
        await act({
          type: 'report.transferred',
          to: 'in_review',
          actor: person('sf.admin'),
          data: { after: { step: 1, grade: null }, to: person('sf01.reviewer') },
        });
      },
    },
    admins: {
      holder: 'sf.admin',
      kind: 'extension.requested',
      happens: () =>
        act({ type: 'report.extension_requested', to: 'not_started', actor: person('sf0101.secretary') }),
    },
    publishers: {
      holder: 'sf.publisher',
      kind: 'publication.possible',
      happens: async () => {
        await submit();
        await act({ type: 'report.approved', to: 'approved', actor: person('sf01.reviewer') });
      },
    },
  };

  it.each(Object.entries(cases))('as %s', async (_audience, { holder, kind, happens }) => {
    await deputise(holder);
    await happens();
    const people = await told(kind);
    const deputies = people.filter((name) => name.startsWith('sf04'));
    expect([people.includes(holder), deputies]).toEqual([true, ['sf0401.secretary']]);
  });

  it('and asked no longer once the holder has left, in whose name they acted', async () => {
    await deputise('sf01.reviewer');
    await submit();
    const asked = async () => {
      const asks = harness.application.get(EndedAsks, { strict: false });
      await run((transaction) => asks.end(transaction, [report()]));
      const rows = await harness.database.query<{ username: string }>(
        `SELECT u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
          WHERE n.kind = 'review.awaited' AND n.channel = 'in_app' AND n.read_at IS NULL ORDER BY u.username`,
      );
      return rows.map(({ username }) => username);
    };
    expect(await asked()).toEqual(['sf01.reviewer', 'sf0401.secretary']);
    await harness.database.query('UPDATE app_user SET active = false WHERE id = $1', [user('sf01.reviewer')]);
    expect(await asked()).toEqual([]);
    await harness.database.query('UPDATE app_user SET active = true WHERE id = $1', [user('sf01.reviewer')]);
  });

  it('of the answer to a comment that the holder made at their step', async () => {
    await submit();
    await deputise('sf01.reviewer');
    const [comment, reply] = [v7(), v7()];
    await harness.database.query(
      `INSERT INTO comment (id, report_id, revision, author_id, step_id, anchor, body, released_at, created_at)
       SELECT $1, $2, 1, $3, s.id, '{}', '请补充', $4, $4 FROM review_step s WHERE s.report_id = $2`,
      [comment, report(), user('sf01.reviewer'), start],
    );
    await harness.database.query(
      `INSERT INTO comment_reply (id, comment_id, author_id, body, created_at) VALUES ($1, $2, $3, '已补充', $4)`,
      [reply, comment, user('sf0101.secretary'), start],
    );
    const notifier = harness.application.get(CommentNotifier, { strict: false });
    await run((transaction) => notifier.tellOfReply(transaction, { replyId: reply }));
    expect(await told('comment.replied')).toEqual(['sf01.reviewer', 'sf0401.secretary']);
  });

  it('of vacancies, and of a cycle that is about to close', async () => {
    await deputise('sf.admin');
    await harness.database.query('UPDATE appointment SET ends_at = $2 WHERE id = $1', [
      harness.organisation.appointments.get('sf0201.secretary'),
      start,
    ]);
    const digest = harness.application.get(VacancyDigest, { strict: false });
    await run((transaction) => digest.send(transaction));
    await harness.database.query('UPDATE cycle SET closes_at = $2 WHERE id = $1', [
      cycle.id,
      new Date(start.getTime() + 86_400_000),
    ]);
    await harness.application.get(ClosingNotice, { strict: false }).send();
    const both = ['sf.admin', 'sf0401.secretary'];
    expect([await told('vacancy.found'), await told('cycle.closing')]).toEqual([both, both]);
  });

  it('once, where they hold the post themselves as well', async () => {
    await deputise('sf.admin');
    await harness.database.query(
      `INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at) VALUES ($1, $2, $3, 'admin', $4, $4)`,
      [v7(), user('sf0401.secretary'), org('sf'), start],
    );
    await cases.admins.happens();
    expect(await told('extension.requested')).toEqual(['sf.admin', 'sf0401.secretary']);
  });
});
