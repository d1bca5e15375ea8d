import { SettableClock } from '@platform/clock';
import { committing } from '@testing/database';
import { RobotServer } from '@testing/worker';
import { v7 } from 'uuid';
import { RobotService } from './robot.service';
import { RobotSender } from './robot-sender';

const clock = new SettableClock(new Date('2025-11-20T01:00:00Z'));

describe('a group’s robot', () => {
  const db = committing();
  const group = new RobotServer();
  let robots: RobotService;
  let address: string;

  beforeAll(async () => {
    address = await group.start();
    robots = new RobotService(db.database, new RobotSender({ wecom: address, dingtalk: address }), clock);
    await db.database.query(
      `INSERT INTO org_unit (id, code, name, kind, path, created_at) VALUES ($1, 'sf', '示范局', 'bureau', 'sf', $2)`,
      [v7(), clock.now()],
    );
  });
  afterAll(() => group.stop());

  it('is tested with the address and the secret that it has now, and keeps what a change leaves out', async () => {
    const id = await db.unitOfWork.run((transaction) =>
      robots.add(transaction, {
        org: 'sf',
        channel: 'dingtalk',
        name: '工作群',
        webhook: `${address}/robot/send?access_token=old`,
        secret: 'SEC1',
        kinds: ['report.urged'],
      }),
    );
    expect(await robots.test(id)).toEqual({ kind: 'sent' });
    expect(group.posts.at(-1)?.body).toMatchObject({
      text: { content: expect.stringContaining('工作群') },
    });
    expect(group.posts.at(-1)?.query.has('sign')).toBe(true);

    await db.unitOfWork.run((transaction) =>
      robots.change(transaction, id, { webhook: `${address}/robot/send?access_token=new`, secret: null }),
    );
    group.answer = { errcode: 300001, errmsg: 'token is not exist' };
    expect(await robots.test(id)).toMatchObject({ kind: 'refused' });
    expect(group.posts.at(-1)?.query.get('access_token')).toBe('new');
    expect(group.posts.at(-1)?.query.has('sign')).toBe(false);
    expect(await robots.list()).toMatchObject([{ name: '工作群', signed: false, kinds: ['report.urged'] }]);

    await expect(
      db.unitOfWork.run((transaction) =>
        robots.change(transaction, id, { webhook: 'http://169.254.169.254/' }),
      ),
    ).rejects.toMatchObject({
      code: 'rule_broken',
      errors: [{ pointer: '/webhook' }],
    });
    await db.unitOfWork.run((transaction) => robots.remove(transaction, id));
    await expect(robots.test(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
