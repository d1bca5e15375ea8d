// npm run screenshots: pictures of every page with demonstration data, at 1440, 1024, 768 and 390 pixels, light
// and dark, and as it is printed, into screenshots/ (or the folder named as first argument). --only=PART takes the pages whose name
// contains PART, --readme renews the pictures of the README in docs/images/. BROWSER_URL takes a running
// server, whose demonstration data two of the pages write to.
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { reach, readmePictures, shows } from './page-states.mjs';
import { root } from './tool.mjs';

const { chromium } = createRequire(import.meta.url)('@playwright/test');
const executablePath = findChromium();
if (!executablePath) {
  console.error('未找到 Chromium，无法截图。No Chromium was found: no pictures were taken.');
  process.exit(1);
}
const arguments_ = process.argv.slice(2);
const forReadme = arguments_.includes('--readme');
const only = arguments_.find((argument) => argument.startsWith('--only='))?.slice(7);
const named = arguments_.find((argument) => !argument.startsWith('--'));
const folder = named ?? join(root, forReadme ? 'docs/images' : 'screenshots');
/** Larger pictures make a README slow to open. */
const readmeLimit = 270_000;
mkdirSync(folder, { recursive: true });

const password = 'Baoshen-demo-2025';
const port = '3378';
const server = process.env.BROWSER_URL
  ? null
  : spawn(process.execPath, [join(root, 'test/browser/serve.mjs')], {
      stdio: 'ignore',
      env: { ...process.env, PORT: port },
    });
const base = process.env.BROWSER_URL ?? `http://127.0.0.1:${port}`;

async function ready() {
  for (let attempt = 0; attempt < 180; attempt++) {
    const answer = await fetch(`${base}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 1000));
  }
  throw new Error('the server did not become ready');
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const desk = { name: '1440', viewport: { width: 1440, height: 900 } };
const tablet = { name: '768', viewport: { width: 768, height: 1024 } };
const laptop = { name: '1024', viewport: { width: 1024, height: 768 } };
const phone = { name: '390', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const sizes = forReadme ? [desk] : [desk, laptop, tablet, phone];
const schemes = forReadme ? ['light'] : ['light', 'dark'];
const wanted = ({ name, size }, sizeName) =>
  (!size || size === sizeName) && (forReadme ? readmePictures.includes(name) : !only || name.includes(only));

async function signIn(page, user) {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}

async function take(page, state, file) {
  await reach(page, base, state);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
  // As it is printed, once: neither the width of the screen nor its colours matter there.
  if (!forReadme && file.endsWith('-1440.png'))
    await page.pdf({ path: file.replace('-1440.png', '-print.pdf'), preferCSSPageSize: true });
  if (forReadme && statSync(file).size > readmeLimit) throw new Error(`${file} is too large for a README`);
  console.log(file);
}

let code = 0;
try {
  await ready();
  const browser = await chromium.launch({ executablePath, args: flags });
  for (const colorScheme of schemes)
    for (const { name: size, ...view } of sizes)
      for (const { user, language, pages } of shows) {
        const shots = pages.filter((page) => wanted(page, size));
        if (shots.length === 0) continue;
        const context = await browser.newContext({
          ...view,
          colorScheme,
          reducedMotion: 'reduce',
          locale: 'zh-CN',
          timezoneId: 'Asia/Shanghai',
        });
        if (language)
          await context.addInitScript((value) => localStorage.setItem('baoshen.language', value), language);
        const page = await context.newPage();
        if (user) await signIn(page, user);
        for (const shot of shots) {
          const suffix = forReadme ? '' : `-${size}${colorScheme === 'dark' ? '-dark' : ''}`;
          await take(page, shot, join(folder, `${shot.name}${suffix}.png`)).catch((error) => {
            console.error(`${shot.name} at ${size}: ${error.message}`);
            code = 1;
          });
        }
        await context.close();
      }
  await browser.close();
} catch (error) {
  console.error(error);
  code = 1;
} finally {
  server?.kill('SIGTERM');
}
process.exitCode = code;
