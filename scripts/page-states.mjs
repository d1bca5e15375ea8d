// Every page as each person sees it, and the states that need a step or two to reach: what `npm run screenshots`
// shows and what test/browser/pages.spec.ts lays before axe and measures.

const press = (key) => (page) => page.keyboard.press(key);
const click =
  (...names) =>
  async (page) => {
    for (const name of names)
      await page.getByRole('button', { name }).locator('visible=true').first().click();
  };
const choose = (button, item) => async (page) => {
  await click(button)(page);
  await page.getByText(item, { exact: true }).locator('visible=true').first().click();
};

/** What splitting a general branch would change. */
async function splitUnit(page) {
  await page.getByRole('tree').getByText('示范区实验小学党总支').click();
  await click('拆分…')(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('新单位的名称').fill('示范区实验小学东校区党总支');
  await dialog.getByLabel('编码').fill('sf-split');
  await dialog.getByRole('checkbox').first().check();
  await click('看影响')(page);
  await dialog.getByRole('button', { name: '确认调整' }).waitFor();
}

/** A cycle with every date planned, in the wizard's last step. */
async function planCycle(page) {
  await click('新建报送任务')(page);
  await page.getByRole('textbox', { name: '名称' }).fill('年度抓党建工作述职');
  const under = page.getByRole('combobox', { name: '范围' });
  await under.fill('sf');
  await under.press('Enter');
  await page.locator('.ant-select', { hasText: '（sf）' }).first().waitFor();
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('核对要报的单位和日子').waitFor();
}

/** What a list of people would do, before it is done. */
async function previewPeople(page) {
  await click('导入')(page);
  const rows = [
    '账号,姓名,党组织编码,角色',
    'preview.a,欧阳雪梅,sf0101,填报人',
    'preview.a,欧阳雪梅,sf0102,书记',
  ];
  await page.locator('input[type=file]').setInputFiles({
    name: '名单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  });
  await page.getByText('将新增1人').waitFor();
}

/** An open item of the ledger as a row of the problem list. */
async function takeItem(page) {
  await page
    .getByRole('button', { name: /把〔.*列入问题清单/ })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: /整改情况/ })
    .last()
    .waitFor();
}

/** An item of the own unit, as the page of entering leaves it. */
async function enterItem(page) {
  await page.getByRole('textbox', { name: '问题', exact: true }).fill('党员活动室台账登记不及时');
  const due = page.getByRole('textbox', { name: '整改期限' });
  await due.fill('2027-03-31');
  await due.press('Enter');
  await click('登记')(page);
  await page.getByRole('heading', { name: '历程' }).waitFor();
}

async function planMeasures(page) {
  await enterItem(page);
  await click('增加措施')(page);
  await page.getByRole('dialog').waitFor();
}

/** How a pasted table would be entered, with one row that cannot be. */
async function checkTable(page) {
  await page.getByRole('link', { name: '按表格登记' }).click();
  const rows = [
    '单位编码\t问题\t整改期限',
    'sf0101\t图书角没有登记\t2027年3月底',
    'sf0999\t公示晚了\t2027年3月底',
  ];
  await page.getByLabel('粘贴问题清单').fill(rows.join('\n'));
  await click('检查')(page);
  await page.getByText('2行里有1行要改').waitFor();
}

/** The ledger as it was when the batch came. */
async function firstDay(page) {
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await page.getByText('回到今天').waitFor();
}

/** Opens the page in a second place, saves other words there, and writes here again: two texts for one section. */
async function writeInTwoPlaces(page) {
  // Another browser: the tabs of one tell each other what they saved.
  const browser = await page
    .context()
    .browser()
    .newContext({ storageState: await page.context().storageState() });
  const elsewhere = await browser.newPage();
  await elsewhere.goto(page.url());
  const field = (where) => where.locator('.marked-text-area-area textarea').first();
  await field(elsewhere).waitFor();
  // Without a network here: the page would otherwise follow what is saved there before anything is typed.
  await page.context().setOffline(true);
  const saved = elsewhere.waitForResponse(
    (answer) => answer.request().method() !== 'GET' && answer.url().endsWith('/content'),
  );
  await field(elsewhere).fill(`书记补写的一段：全年开展主题党日12次，${Date.now() % 100_000}人次参加。`);
  await saved;
  await browser.close();
  await field(page).fill('填报人补写的一段：全年开展主题党日11次，签到表逐次核对。');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '并排对照' }).click();
  await page.getByRole('dialog').waitFor();
}

/** The session ran out while somebody wrote. */
async function expire(page) {
  await page.context().clearCookies();
  await page.locator('.marked-text-area-area textarea').first().fill('登录过期以后接着写。');
  await page.getByRole('dialog', { name: '登录已过期' }).waitFor();
}

/** The refusal of a decision that somebody else was faster with, so that the demonstration stays undecided. */
async function decidedMeanwhile(page) {
  const lastEvent = {
    type: 'report.returned',
    actor: { id: '0', name: '周敏' },
    at: await page.evaluate(() => new Date(Date.now() - 120_000).toISOString()),
  };
  await page.route('**/api/v1/reports/*/approve', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        code: 'stale_revision',
        state: { lastEvent },
      }),
    }),
  );
  await click('通过')(page);
  await page.locator('.decision-bar-clash').waitFor();
}

/** The first sentence in sight is commented on, by keyboard. */
async function commentOnSentence(page) {
  await page.keyboard.press('s');
  await page.keyboard.press('c');
  await page.locator('.comment-column-composer .comment-column-about').waitFor();
}

/** A comment that was begun and closed again. */
async function beginComment(page) {
  await commentOnSentence(page);
  await page.keyboard.type('这一条请举一个例子。');
  await page.keyboard.press('Escape');
}

const writing = (org) => ({ report: `org=${org}`, to: '/writing/' });
const inReview = { report: 'state=in_review&tier=branch', action: 'approve', to: '/review/' };

const section = (name) => `/administration/${name}`;

/**
 * A page is a `path`, or the first `report` of a filter where the person may do the `action`; `click` (a selector)
 * and `act` lead on to the state from there, `wait` is what is there then. They write nothing that another state
 * stands on. `size` names the one width, in pixels, where the state exists.
 */
export const shows = [
  {
    user: null,
    pages: [
      { name: 'sign-in', path: '/sign-in' },
      { name: 'bulletin', path: '/bulletin' },
      { name: 'bulletin-no-hits', path: `/bulletin?q=${encodeURIComponent('没有这样的报告')}` },
      { name: 'edition', path: '/bulletin', click: 'main h2 a', wait: '.edition-page-sheet' },
      { name: 'page-not-found', path: '/bulletin/0-0' },
    ],
  },
  {
    user: 'sf.reviewer',
    pages: [
      { name: 'workbench', path: '/' },
      { name: 'review-list', path: '/review' },
      { name: 'review', ...inReview },
      { name: 'review-compared', ...inReview, act: click('与去年对照') },
      { name: 'review-checks', ...inReview, act: click(/^自查/), size: '1440' },
      { name: 'review-likeness', ...inReview, act: click('查重'), size: '1440' },
      { name: 'review-comment', ...inReview, act: commentOnSentence },
      { name: 'review-comment-begun', ...inReview, act: beginComment, size: '1440' },
      { name: 'review-return', ...inReview, act: press('r') },
      { name: 'review-keys', ...inReview, act: press('?'), size: '1440' },
      { name: 'review-decided-meanwhile', ...inReview, act: decidedMeanwhile, size: '1440' },
      { name: 'review-approve', ...inReview, act: click('通过'), size: '390' },
    ],
  },
  { user: 'sf.leader', pages: [{ name: 'review-grade', ...inReview }] },
  {
    user: 'sf0401.secretary',
    pages: [
      { name: 'workbench-returned', path: '/' },
      { name: 'writing-returned', ...writing('sf0401'), wait: '.comment-card-card, .writing-bar-phoneBar' },
      { name: 'writing-submit', ...writing('sf0401'), act: click(/^报送$/) },
      { name: 'writing-list', path: '/writing' },
    ],
  },
  {
    // The draft of a returned report beside what was handed in.
    user: 'sf0401.secretary',
    pages: [{ name: 'review-draft-compared', report: 'org=sf0401', to: '/review/', act: press('d') }],
  },
  {
    user: 'sf04.reviewer',
    pages: [{ name: 'review-version-compared', report: 'org=sf0402', to: '/review/', act: press('d') }],
  },
  {
    user: 'sf0102.secretary',
    pages: [
      { name: 'writing', ...writing('sf0102') },
      { name: 'writing-items', ...writing('sf0102'), act: takeItem },
      { name: 'writing-import', ...writing('sf0102'), act: click('粘贴或上传') },
      { name: 'writing-more', ...writing('sf0102'), act: click('更多') },
      { name: 'writing-nil', ...writing('sf0102'), act: choose('更多', '零报告') },
      { name: 'writing-extension', ...writing('sf0102'), act: choose('更多', '申请延期') },
      { name: 'writing-likeness', ...writing('sf0102'), act: choose('更多', /^查重/), size: '1440' },
      { name: 'ledger', path: '/ledger' },
      { name: 'ledger-new', path: '/ledger/new' },
      { name: 'ledger-item', path: '/ledger/new', act: enterItem },
      { name: 'ledger-plan', path: '/ledger/new', act: planMeasures },
    ],
  },
  {
    user: 'sf0202.secretary',
    pages: [{ name: 'writing-conflict', ...writing('sf0202'), act: writeInTwoPlaces }],
  },
  { user: 'sf03.secretary', pages: [{ name: 'writing-compiled', ...writing('sf03') }] },
  {
    user: 'sf.publisher',
    pages: [
      { name: 'workbench-publisher', path: '/' },
      {
        name: 'review-publish',
        report: 'state=approved',
        action: 'publish',
        to: '/review/',
        act: click(/^公开/),
      },
    ],
  },
  // Whose session has run out reaches no further page.
  {
    user: 'sf0203.secretary',
    pages: [{ name: 'session-expired', ...writing('sf0203'), act: expire }],
  },
  {
    user: 'sf.observer',
    pages: [
      { name: 'workbench-empty', path: '/' },
      { name: 'review-list-empty', path: '/review' },
      { name: 'writing-list-empty', path: '/writing' },
      { name: 'ledger-empty', path: '/ledger' },
      { name: 'ledger-batches-read', path: '/ledger/batches' },
    ],
  },
  {
    user: 'sf.reviewer',
    language: 'en',
    pages: [
      { name: 'english-workbench', path: '/' },
      { name: 'english-review', ...inReview },
      { name: 'english-completion', path: '/completion' },
    ],
  },
  {
    user: 'sf.admin',
    pages: [
      { name: 'workbench-administrator', path: '/' },
      { name: 'notices', path: '/notices' },
      { name: 'completion', path: '/completion' },
      { name: 'completion-urge', path: '/completion', act: click(/^催办/) },
      { name: 'completion-archives', path: '/completion', act: click('打包报告'), size: '1440' },
      {
        name: 'review-transfer',
        report: 'state=in_review&tier=branch',
        action: 'transfer',
        to: '/review/',
        act: click('转办…'),
      },
      {
        name: 'rollup',
        path: '/completion',
        click: 'a[href^="/rollup/"]',
        wait: '.rollup-table-frame table',
        size: '1440',
      },
    ],
  },
  {
    user: 'sf.admin',
    pages: [
      { name: 'administration-org', path: section('org') },
      { name: 'administration-org-add', path: section('org'), act: click('增加下级') },
      { name: 'administration-org-split', path: section('org'), act: splitUnit, size: '1440' },
      { name: 'administration-org-import', path: section('org'), act: click('导入'), size: '1440' },
      { name: 'administration-people', path: section('people') },
      { name: 'administration-people-import', path: section('people'), act: previewPeople },
      { name: 'administration-people-add', path: section('people'), act: click('新增人员') },
      { name: 'administration-delegations', path: section('delegations') },
      { name: 'administration-delegations-add', path: section('delegations'), act: click('委托代理') },
      { name: 'administration-templates', path: section('templates') },
      {
        name: 'administration-template',
        path: section('templates'),
        click: 'a[href^="/administration/templates/"]',
        wait: '.template-designer-columns',
      },
      { name: 'administration-cycles', path: section('cycles') },
      { name: 'administration-cycles-add', path: section('cycles'), act: click('新建报送任务') },
      { name: 'administration-cycles-dates', path: section('cycles'), act: planCycle },
      { name: 'administration-cycles-units', path: section('cycles'), act: click('增加单位'), size: '1440' },
      {
        name: 'administration-cycles-closing',
        path: section('cycles'),
        act: click('改自动关闭日'),
        size: '1440',
      },
    ],
  },
  {
    user: 'sf.admin',
    pages: [
      { name: 'ledger-batches', path: '/ledger/batches' },
      { name: 'ledger-batch', path: '/ledger/batches', click: '.rows > .row', wait: '.matrix-table' },
      {
        name: 'ledger-batch-past',
        path: '/ledger/batches',
        click: '.rows > .row',
        wait: '.matrix-table',
        act: firstDay,
      },
      {
        name: 'ledger-batch-urge',
        path: '/ledger/batches',
        click: '.rows > .row',
        wait: '.matrix-table',
        act: click(/^催办/),
        size: '1440',
      },
      {
        name: 'ledger-batch-import',
        path: '/ledger/batches',
        click: '.rows > .row',
        wait: '.matrix-table',
        act: checkTable,
      },
      { name: 'ledger-batch-new', path: '/ledger/batches/new' },
      { name: 'ledger-figures', path: '/ledger/figures', wait: '.matrix-table' },
      { name: 'ledger-samples', path: '/ledger/samples' },
      {
        name: 'ledger-sample',
        path: '/ledger/samples?under=sf&percent=50&seed=7',
        wait: '.sample-result-head',
      },
    ],
  },
  {
    user: 'sf03.reviewer',
    pages: [
      { name: 'ledger-verify', path: '/ledger/verification', wait: '.verification-bar-bar' },
      {
        name: 'ledger-verify-approve',
        path: '/ledger/verification',
        wait: '.verification-bar-bar',
        act: press('a'),
      },
      {
        name: 'ledger-verify-reject',
        path: '/ledger/verification',
        wait: '.verification-bar-bar',
        act: press('r'),
      },
      {
        name: 'ledger-verify-keys',
        path: '/ledger/verification',
        wait: '.verification-bar-bar',
        act: press('?'),
        size: '1440',
      },
      {
        name: 'ledger-urge',
        path: '/ledger?state=open&under=sf0301',
        click: '.ledger-row-row',
        wait: '.ledger-acts',
        act: click('催办'),
      },
    ],
  },
  {
    user: 'sf.leader',
    pages: [{ name: 'ledger-verify-empty', path: '/ledger/verification' }],
  },
  {
    user: 'sf.admin',
    pages: [
      { name: 'administration-recurrences', path: section('recurrences') },
      { name: 'administration-recurrences-add', path: section('recurrences'), act: click('新建周期任务') },
      { name: 'administration-holidays', path: section('holidays') },
      { name: 'administration-robots', path: section('robots') },
      { name: 'administration-robots-add', path: section('robots'), act: click('添加机器人') },
      { name: 'administration-jobs', path: section('jobs') },
      { name: 'administration-audit', path: section('audit') },
      { name: 'administration-preferences', path: section('preferences') },
      { name: 'administration-account', path: section('account') },
      {
        name: 'administration-account-token',
        path: section('account'),
        act: click('新建令牌'),
        size: '1440',
      },
    ],
  },
];

/** The first report that fits, as the person signed in may list it. */
async function firstReport(page, base, { report: query, action }) {
  const answer = await page.request.get(`${base}/api/v1/reports?cycle=demo-annual&pageSize=100&${query}`);
  const { items } = await answer.json();
  const fits = ({ allowedActions }) => (action ? allowedActions.includes(action) : allowedActions.length > 0);
  const found = items.find(fits) ?? items[0];
  if (!found) throw new Error(`no report of ${query}`);
  return found;
}

/** What each page has asked for and not yet been answered. */
const asked = new WeakMap();

/** From now on tells what the page asks for: a part that is fetched when it is first opened says of nothing that it loads. */
function watched(page) {
  const known = asked.get(page);
  if (known) return known;
  const open = new Set();
  page.on('request', (request) => open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
  page.on('domcontentloaded', () => open.clear());
  asked.set(page, open);
  return open;
}

/** Waits until the page waits for no answer, also none that it asked for because of the last one. */
async function answered(page) {
  const open = watched(page);
  const until = Date.now() + 5_000;
  for (let quiet = 0; quiet < 3 && Date.now() < until; ) {
    await page.waitForTimeout(30);
    quiet = open.size === 0 ? quiet + 1 : 0;
  }
}

/** Waits until nothing on the page says that it is still loading, and nothing moves. */
export async function settled(page) {
  // Looked at with every frame: a locator looks again only after half a second.
  await page.waitForFunction(
    () => document.querySelector('main') && !document.querySelector('[aria-busy="true"]'),
    null,
    { timeout: 60_000 },
  );
  // A change of the colour scheme reaches style sheets at once, but scripts with the next frame only.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/** Opens a state of {@link shows} in a page whose person is signed in; `base` is the server's address. */
export async function reach(page, base, state) {
  watched(page);
  if (state.report) {
    const report = await firstReport(page, base, state);
    await page.goto(`${base}${state.to}${report.id}`);
  } else await page.goto(base + state.path);
  await settled(page);
  // Only what the steps ask for: the script of the worker that hears the streams never counts as answered.
  watched(page).clear();
  if (state.click) await page.locator(state.click).first().click();
  if (state.wait) await page.locator(state.wait).first().waitFor({ state: 'attached' });
  if (state.act) await state.act(page);
  if (!state.click && !state.wait && !state.act) return;
  await answered(page);
  await settled(page);
}

/** The pictures of the README and of docs/administration.md, at 1440 pixels and in light. */
export const readmePictures = [
  'writing-returned',
  'review',
  'completion',
  'workbench-administrator',
  'administration-org',
  'administration-people',
  'administration-people-import',
  'administration-delegations-add',
  'administration-template',
  'administration-cycles-dates',
  'administration-audit',
];
