import { personIn } from './people';
import { expect, test } from './world';

test('an administrator looks at the queues, by an address with and without its last slash', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf.admin');
  for (const address of ['/api/admin/queues', '/api/admin/queues/']) {
    await page.goto(address);
    for (const queue of ['rollups', 'deliveries']) await expect(page.getByText(queue).first()).toBeVisible();
  }
});
