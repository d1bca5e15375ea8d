import { readFileSync } from 'node:fs';
import { archiveOf, documentParts, paragraph } from '@features/importing/archive-fixture';
import { personIn, reportOf } from './people';
import { expect, test } from './world';

const chosen = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

test('units and people are shown row by row before a list is imported', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');

  await test.step('units: what each row does, then the import', async () => {
    await admin.goto('/administration/org');
    await admin.getByRole('button', { name: '导入', exact: true }).click();
    const dialog = admin.getByRole('dialog');
    const list = '2026年名单\n编码,名称,类别,上级编码\nsf0109,新增支部,党支部,sf01\n';
    await dialog.locator('input[type=file]').setInputFiles(chosen('名单.csv', list));
    await expect(dialog.getByRole('row', { name: /3 新建 新增支部 sf0109/ })).toBeVisible();
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await expect(admin.getByText('已导入：新建1个，更新0个')).toBeVisible();
  });

  await test.step('people: every faulty line with its reason, then a sound list', async () => {
    await admin.goto('/administration/people');
    await admin.getByRole('button', { name: '导入', exact: true }).click();
    const dialog = admin.getByRole('dialog');
    const files = dialog.locator('input[type=file]');
    const faulty = '账号,姓名,单位编码,任职,手机\n\nstory.a,甲,sf0101,填表员,1.38E+10\nstory.b,乙,nowhere\n';
    await files.setInputFiles(chosen('名单.csv', faulty));
    await expect(dialog.getByRole('alert')).toContainText('有3处需要修改');
    await expect(
      dialog.getByRole('listitem').filter({ hasText: '第3行：不认识的角色“填表员”' }),
    ).toBeVisible();
    await expect(
      dialog.getByRole('listitem').filter({ hasText: '第3行：“1.38E+10”被表格软件改成了科学计数法' }),
    ).toBeVisible();
    await expect(
      dialog.getByRole('listitem').filter({ hasText: '第4行：没有编码或名称为“nowhere”的党组织' }),
    ).toBeVisible();
    await files.setInputFiles(chosen('名单.csv', '账号;姓名;单位编码;任职\nstory.a;甲;sf0101;填报人\n'));
    await expect(dialog.getByRole('row', { name: /2 新建 甲 story\.a sf0101；填报人/ })).toBeVisible();
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await expect(admin.getByRole('dialog')).toContainText('已新增1人');
  });
});

test('the right lines of a list are taken first, and the others come back with their reasons', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/administration/people');
  await admin.getByRole('button', { name: '导入', exact: true }).click();
  const dialog = admin.getByRole('dialog');
  const files = dialog.locator('input[type=file]');
  const list = [
    '账号,姓名,单位编码,任职,手机',
    'part.a,甲,sf0101,填报人,13900000001',
    'part.b,乙,sf0101,填表员,',
    'part.c,丙,sf0102,支部书记,无',
  ].join('\n');
  await files.setInputFiles(chosen('名单.csv', list));
  await expect(dialog.getByRole('listitem').filter({ hasText: '第3行：不认识的角色“填表员”' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /4 新建 丙 part\.c sf0102；书记/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '导入', exact: true })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: '先导入没有问题的2行' }).check();
  await expect(dialog).toContainText('其余1行会存成一个文件，每行写着原因');
  const saving = admin.waitForEvent('download');
  await dialog.getByRole('button', { name: '导入2行' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('退回的行.csv');
  const rest = readFileSync(await saved.path(), 'utf8');
  expect(rest).toContain('"退回原因","账号","姓名"');
  await expect(admin.getByRole('dialog')).toContainText('已新增2人');

  await admin.reload();
  await admin.getByRole('button', { name: '导入', exact: true }).click();
  await files.setInputFiles(chosen(saved.suggestedFilename(), rest.replace('"填表员"', '"填报人"')));
  await expect(dialog.getByRole('row', { name: /2 新建 乙 part\.b sf0101；填报人/ })).toBeVisible();
  await dialog.getByRole('button', { name: '导入', exact: true }).click();
  await expect(admin.getByRole('dialog')).toContainText('已新增1人');
});

test('who imports a Word document sees what of it was not read', async ({ browser }) => {
  const writer = await personIn(browser, 'sf0102.reporter');
  const { id } = await reportOf(writer, 'sf0102');
  await writer.goto(`/writing/${id}`);
  await writer.getByRole('button', { name: '粘贴或上传，自动对到各章' }).click();
  const hidden = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>仅供内部</w:t></w:r></w:p>';
  const body = paragraph('一、主要工作完成情况') + paragraph('全年开展主题党日12次，党员都来参加。') + hidden;
  const drawer = writer.getByRole('dialog');
  await drawer.locator('input[type=file]').setInputFiles(chosen('总结.docx', archiveOf(documentParts(body))));
  const losses = drawer.getByRole('region', { name: '没有导入的内容' });
  await expect(losses).toContainText('隐藏文字，Word 中看不见，没有导入（4）');
  await losses.getByText('看是什么').click();
  await expect(losses).toContainText('仅供内部');
});
