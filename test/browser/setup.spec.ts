import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import { looked } from './axe';

test.describe('an installation without demonstration data', () => {
  let server: ChildProcess;
  let address: string;
  let said = '';

  test.beforeAll(async () => {
    test.setTimeout(330_000);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [join(__dirname, 'serve.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT: String(port), DEMO: '0' },
    });
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await until('it runs', () => said.includes('is running') || server.exitCode !== null, {
      withinMs: 300_000,
    });
  });
  test.afterAll(async () => {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  });

  test('its first page makes the first administrator, on a phone too, and is closed afterwards', async ({
    page,
  }) => {
    const code = /设置码 code\s+([2-9A-Z-]{14})/.exec(said)?.[1] ?? '';
    expect(said).toContain(`${address}/setup`);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(address);
    await expect(page.getByRole('heading', { name: '建立第一个管理员账号' })).toBeVisible();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await looked(page, 'setting up')).toEqual([]);

    const go = page.getByRole('button', { name: '建立账号，进入报审' });
    await page.getByLabel('设置码').fill('AAAA-BBBB-CCCC');
    await page.getByLabel('党委全称').fill('示范区教育局党委');
    await page.getByLabel('您的姓名').fill('沈管理');
    await page.getByLabel('账号', { exact: true }).fill('shen.admin');
    await page.getByLabel('密码', { exact: true }).fill('梧桐-seven-lanterns-42');
    await page.getByLabel('再输一遍密码').fill('梧桐-seven-lanterns-43');
    await go.click();
    await expect(page.getByText('两遍密码不一样。')).toBeVisible();
    await page.getByLabel('再输一遍密码').fill('梧桐-seven-lanterns-42');
    await go.click();
    await expect(page.getByText(/设置码不对/)).toBeVisible();
    expect(await looked(page, 'setting up')).toEqual([]);
    // Nothing typed was lost.
    await expect(page.getByLabel('党委全称')).toHaveValue('示范区教育局党委');

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('设置码').fill(code.toLowerCase());
    await go.click();
    await expect(page.getByRole('heading', { name: '还没有开始报送' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: '第1步' })).toContainText('建立组织');
    expect(await looked(page, 'the first steps')).toEqual([]);
    await page.getByRole('link', { name: '去办' }).first().click();
    await expect(page).toHaveURL(/\/administration\/org/);
    await expect(page.getByText('示范区教育局党委').first()).toBeVisible();

    await page.goto(`${address}/administration/templates`);
    await page.getByRole('button', { name: '新建模板' }).click();
    await expect(page.getByRole('dialog')).toContainText('示范区教育局党委');
    await page.goto(`${address}/completion`);
    await expect(page.getByText('还没有开启任务')).toBeVisible();

    await page.goto(`${address}/setup`);
    await expect(page.getByText('已经有管理员了，请直接登录。')).toBeVisible();
  });
});
