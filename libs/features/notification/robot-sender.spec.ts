import { createHmac } from 'node:crypto';
import { RobotServer } from '@testing/worker';
import { RobotSender } from './robot-sender';

const start = new Date('2025-11-20T01:00:00Z');

describe('group robots', () => {
  const groups = new RobotServer();
  let address: string;
  beforeAll(async () => {
    address = await groups.start();
  });
  afterAll(() => groups.stop());

  it('speak the documented JSON and DingTalk’s signature', async () => {
    const sender = new RobotSender({ wecom: address, dingtalk: address });
    const wecom = {
      channel: 'wecom' as const,
      webhook: `${address}/cgi-bin/webhook/send?key=k`,
      secret: null,
    };
    const dingtalk = {
      channel: 'dingtalk' as const,
      webhook: `${address}/robot/send?access_token=t`,
      secret: 'SEC1',
    };
    expect(await sender.send(wecom, '您好', start)).toEqual({ kind: 'sent' });
    expect(await sender.send(dingtalk, '您好', start)).toEqual({ kind: 'sent' });
    const [first, second] = groups.posts;
    expect(first).toMatchObject({
      path: '/cgi-bin/webhook/send',
      body: { msgtype: 'text', text: { content: '您好' } },
    });
    const timestamp = String(start.getTime());
    expect(second?.query.get('timestamp')).toBe(timestamp);
    expect(second?.query.get('sign')).toBe(
      createHmac('sha256', 'SEC1').update(`${timestamp}\nSEC1`).digest('base64'),
    );
  });

  it('tell refusals from outcomes that nobody knows', async () => {
    const sender = new RobotSender({ wecom: address, dingtalk: address });
    const robot = { channel: 'wecom' as const, webhook: `${address}/x`, secret: null };
    groups.answer = { errcode: 45009, errmsg: 'api freq out of limit' };
    expect(await sender.send(robot, 'x', start)).toMatchObject({ kind: 'refused', permanent: false });
    groups.answer = { errcode: 93000, errmsg: 'invalid webhook url' };
    expect(await sender.send(robot, 'x', start)).toMatchObject({ kind: 'refused', permanent: true });
    groups.answer = 'hang_up';
    expect(await sender.send(robot, 'x', start)).toMatchObject({ kind: 'unknown' });
    const gone = new RobotServer();
    const nobody = await gone.start();
    await gone.stop();
    const away = new RobotSender({ wecom: nobody, dingtalk: address });
    expect(await away.send({ ...robot, webhook: `${nobody}/x` }, 'x', start)).toMatchObject({
      kind: 'refused',
      permanent: false,
    });
    expect(await sender.send({ ...robot, webhook: 'http://169.254.169.254/' }, 'x', start)).toMatchObject({
      kind: 'refused',
      permanent: true,
    });
  });
});
