import { openApiDocument } from '@apps/api/openapi-document';
import { type Role, roles } from '@domain/org/roles';
import { type ApiClient, apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';

/**
 * Every GET route about a report × every role × own unit, unit above, head of the tree, unit beside, at each stage of
 * a report's life: which of the words that only it contains the answers contain. The table is design 1.3 by hand.
 */
const places = { own: 'sf0101', above: 'sf01', head: 'sf', beside: 'sf0102' } as const;
type Place = keyof typeof places;

/** Words that stand in one part of the report alone. */
const words = {
  draft: '工作副本独有',
  first: '首稿独有',
  second: '二稿独有',
  draftFile: '未报送附件',
  file: '已报送附件',
  returnNote: '退回意见独有',
  stepNote: '初审意见独有',
  openNote: '会签意见独有',
  reviewerComment: '审核批注独有',
  observerComment: '督导批注独有',
  grade: '"grade":"较好"',
} as const;
type Word = keyof typeof words;
/** Whether the hash of the graded decision, or of anything after it, is shown. */
type Found = Word | 'hashes';

type Side = 'author' | 'reader' | 'publisher' | 'nobody';

function sideOf(role: Role, place: Place): Side {
  if (place === 'beside') return 'nobody';
  if (role === 'publisher') return 'publisher';
  return place === 'own' && (role === 'reporter' || role === 'secretary') ? 'author' : 'reader';
}

const stages = ['drafted', 'under review', 'approved', 'reopened'] as const;
type Stage = (typeof stages)[number];

const submitted: Found[] = [
  'first',
  'second',
  'file',
  'returnNote',
  'stepNote',
  'openNote',
  'reviewerComment',
  'observerComment',
  'grade',
  'hashes',
];
const without = (...left: Found[]) => submitted.filter((word) => !left.includes(word));

const expected: Record<Stage, Record<Side, Found[]>> = {
  drafted: { author: ['draft', 'draftFile'], reader: [], publisher: [], nobody: [] },
  'under review': {
    author: without('openNote', 'reviewerComment', 'grade', 'hashes'),
    reader: submitted,
    publisher: [],
    nobody: [],
  },
  approved: {
    author: submitted,
    reader: submitted,
    // What was approved, with its files and its grade, and nothing of how it came about.
    publisher: ['second', 'file', 'grade'],
    nobody: [],
  },
  reopened: {
    author: [...without('grade', 'hashes'), 'draft', 'draftFile'],
    reader: submitted,
    publisher: [],
    nobody: [],
  },
};

describe('what of a report each person finds in the answers', () => {
  const api = apiHarness();
  const walkers: { role: Role; place: Place; client: ApiClient }[] = [];
  let report: ReportDriver;
  let routes: string[];
  let graded = Number.POSITIVE_INFINITY;

  const attach = async (name: string) => {
    const form = new FormData();
    form.append('file', new Blob(['签到表']), `${name}.txt`);
    const added = await (await api.as('sf0101.secretary')).send(
      'POST',
      `/reports/${report.id}/attachments`,
      form,
    );
    expect(added.status).toBe(201);
  };
  const comment = async (who: string, body: string) => {
    const anchor = { kind: 'section', key: 'work' };
    const made = await (await api.as(who)).post(`/reports/${report.id}/comments`, { anchor, body });
    expect(made.status).toBe(201);
  };

  beforeAll(async () => {
    const cycle = await openCycle(api);
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    const admin = await api.as('sf.admin');
    const account = async (username: string, org: string, role: Role) => {
      const made = await admin.post<{ id: string }>('/users', { username, name: username, org });
      const granted = await admin.post('/appointments', { userId: made.body.id, org, role });
      expect([username, made.status, granted.status]).toEqual([username, 201, 201]);
      await api.database.query('UPDATE app_user SET must_change_password = false WHERE username = $1', [
        username,
      ]);
      return api.as(username);
    };
    // The leader among them is the bureau's second, so that the last step waits for another.
    for (const role of roles)
      for (const place of Object.keys(places) as Place[])
        walkers.push({ role, place, client: await account(`fields.${role}.${place}`, places[place], role) });
    const document = openApiDocument(api.application);
    routes = Object.entries(document.paths)
      .filter(([path, item]) => 'get' in (item as object) && path.startsWith('/api/v1/reports/{id}'))
      .map(([path]) => path.replace('/api/v1', ''));
    expect(routes.length).toBeGreaterThan(10);
  });

  /** Everything that the walker is answered about the report, as one text. */
  const readAll = async (client: ApiClient): Promise<string> => {
    const paths = routes.flatMap((route) => {
      const path = route.replace('{id}', report.id).replace('{runId}', report.id);
      if (path.includes('{number}')) return [1, 2].map((n) => path.replace('{number}', String(n)));
      if (path.endsWith('/diff')) return [`${path}?from=0`, `${path}?from=0&to=1`, `${path}?from=0&to=2`];
      if (path.endsWith('/document'))
        return ['', '&revision=1', '&revision=2'].map((more) => `${path}?format=txt${more}`);
      if (path.endsWith('/rectifications')) return [path, `${path}?revision=1`, `${path}?revision=2`];
      if (path.endsWith('/attachments')) return [path, `${path}?revision=1`, `${path}?revision=2`];
      return [path];
    });
    const lists = [
      '/reports?pageSize=200',
      '/tasks',
      '/notifications',
      `/audit?object=${report.id}&pageSize=200`,
    ];
    const files = await api.database.query<{ id: string; filename: string }>(
      'SELECT id, filename FROM attachment WHERE report_id = $1',
      [report.id],
    );
    const audits = files.map(({ id }) => `/audit?object=${id}`);
    const texts: string[] = [];
    for (const path of [...paths, ...lists, ...audits])
      texts.push(JSON.stringify((await client.get<unknown>(path)).body));
    for (const { id, filename } of files)
      if ((await client.download(`/attachments/${id}`)).status === 200) texts.push(filename);
    return texts.join('\n');
  };
  const hashesShown = async (client: ApiClient): Promise<boolean> => {
    const { body } = await client.get<{ items?: { sequence: number; hash: string | null }[] }>(
      `/reports/${report.id}/events?pageSize=200`,
    );
    return (body.items ?? []).some(({ sequence, hash }) => sequence >= graded && hash !== null);
  };

  const compare = async (stage: Stage) => {
    const differences: string[] = [];
    for (const { role, place, client } of walkers) {
      const text = await readAll(client);
      const found: Found[] = (Object.keys(words) as Word[]).filter((word) => text.includes(words[word]));
      if (await hashesShown(client)) found.push('hashes');
      const wanted = expected[stage][sideOf(role, place)];
      const more = found.filter((word) => !wanted.includes(word));
      const less = wanted.filter((word) => !found.includes(word));
      if (more.length + less.length > 0)
        differences.push(`${role}@${place}: too much [${more.join()}], too little [${less.join()}]`);
    }
    expect(differences).toEqual([]);
  };

  it('in a draft', async () => {
    await report.save('sf0101.reporter', goodContent(words.draft));
    await attach(words.draftFile);
    await compare('drafted');
  });

  it('while the last step waits for another leader', async () => {
    await api.database.query(`UPDATE attachment SET filename = $2 WHERE report_id = $1`, [
      report.id,
      `${words.file}.txt`,
    ]);
    await api.database.query(`DELETE FROM audit_entry WHERE action = 'attachment.added'`);
    await report.save('sf0101.reporter', goodContent(words.first));
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf01.reviewer', 'return', { revision: 1, note: words.returnNote });
    await report.save('sf0101.reporter', goodContent(words.second));
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf01.reviewer', 'approve', { revision: 2, note: words.stepNote });
    await report.act('sf.reviewer', 'approve', { revision: 2 });
    await comment('sf.leader', words.reviewerComment);
    await comment('sf.observer', words.observerComment);
    const seated = await report.act('sf.leader', 'approve', {
      revision: 2,
      grade: '较好',
      note: words.openNote,
    });
    expect(seated.state).toBe('in_review');
    const [event] = await api.database.query<{ sequence: number }>(
      'SELECT sequence FROM event WHERE report_id = $1 AND note = $2',
      [report.id, words.openNote],
    );
    graded = event?.sequence ?? 0;
    expect(graded).toBeGreaterThan(0);
    await compare('under review');
  });

  it('once it is approved', async () => {
    const decided = await report.act('fields.leader.head', 'approve', { revision: 2, grade: '较好' });
    expect(decided.state).toBe('approved');
    await compare('approved');
  });

  it('while it is corrected', async () => {
    await report.act('sf.leader', 'reopen', { reason: '更正' });
    await report.save('sf0101.reporter', goodContent(words.draft));
    await attach(words.draftFile);
    await compare('reopened');
  });
});
