// What `npm run screenshots` shows: each person's pages, and the states that need a step or two to reach.

const press = (key) => (page) => page.keyboard.press(key);
const click = (name) => (page) => page.getByRole('button', { name }).locator('visible=true').first().click();

/** Opens the page in a second place, saves other words there, and writes here again: two texts for one section. */
async function writeInTwoPlaces(page) {
  // Another browser: the tabs of one tell each other what they saved.
  const browser = await page
    .context()
    .browser()
    .newContext({ storageState: await page.context().storageState() });
  const elsewhere = await browser.newPage();
  await elsewhere.goto(page.url());
  const field = (where) => where.locator('.mta textarea').first();
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

/** The refusal of a decision that somebody else was faster with, so that the demonstration stays undecided. */
async function decidedMeanwhile(page) {
  const lastEvent = {
    type: 'report.returned',
    actor: { id: '0', name: '周敏' },
    at: new Date(Date.now() - 120_000).toISOString(),
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
  await page.locator('.dec-c').waitFor();
}

const writing = (org) => ({ report: `org=${org}`, to: '/writing/' });
const inReview = { report: 'state=in_review&tier=branch', action: 'approve', to: '/review/' };

/**
 * A page is a `path`, or the first `report` of a filter where the person may do the `action`; `act` is what
 * happens there before the picture.
 */
export const shows = [
  {
    user: null,
    pages: [
      { name: 'sign-in', path: '/sign-in' },
      { name: 'bulletin', path: '/bulletin' },
      { name: 'bulletin-no-hits', path: `/bulletin?q=${encodeURIComponent('没有这样的报告')}` },
      { name: 'edition', path: '/bulletin', click: '.bl-l h2 a' },
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
      { name: 'writing-returned', ...writing('sf0401'), wait: '.cm, .wbar' },
      { name: 'writing-submit', ...writing('sf0401'), act: click('报送') },
    ],
  },
  {
    user: 'sf0102.secretary',
    pages: [
      { name: 'writing', ...writing('sf0102') },
      { name: 'writing-import', ...writing('sf0102'), act: click('粘贴或上传') },
    ],
  },
  {
    user: 'sf0202.secretary',
    pages: [{ name: 'writing-conflict', ...writing('sf0202'), act: writeInTwoPlaces }],
  },
  { user: 'sf03.secretary', pages: [{ name: 'writing-compiled', ...writing('sf03') }] },
  {
    user: 'sf.observer',
    pages: [
      { name: 'workbench-empty', path: '/' },
      { name: 'review-list-empty', path: '/review' },
      { name: 'writing-list-empty', path: '/writing' },
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
      { name: 'completion', path: '/completion' },
      {
        name: 'rollup',
        path: '/completion',
        click: 'a[href^="/rollup/"]',
        wait: '.ru table',
        size: '1440',
      },
      ...[
        'org',
        'people',
        'delegations',
        'templates',
        'cycles',
        'recurrences',
        'holidays',
        'robots',
        'jobs',
        'audit',
        'preferences',
        'account',
      ].map((section) => ({ name: `administration-${section}`, path: `/administration/${section}` })),
    ],
  },
];

/** The pictures of the README, at 1440 pixels and in light. */
export const readmePictures = ['writing-returned', 'review', 'completion'];
