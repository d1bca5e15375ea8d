import { createHmac } from 'node:crypto';
import { cutText } from '@domain/text';
import { Injectable } from '@nestjs/common';
import type { SendOutcome } from '@platform/mail';

export interface RobotAddress {
  channel: 'wecom' | 'dingtalk';
  webhook: string;
  /** DingTalk's signing secret, if the robot has one. */
  secret: string | null;
}

/** Where robots live; a webhook anywhere else is refused, so that nobody makes this server call a machine of its own network. */
export const robotOrigins = {
  wecom: 'https://qyapi.weixin.qq.com',
  dingtalk: 'https://oapi.dingtalk.com',
} as const;

export type RobotOrigins = Record<keyof typeof robotOrigins, string>;

/** Tried again after a while: the group's limit of twenty messages a minute. */
const busyCodes = new Set([45009, 410100, 130101, -1]);
const timeoutMilliseconds = 10_000;
/** WeCom takes 2,048 bytes of text, DingTalk 20,000. */
const textBytes = 2000;

/** Posts to group robots of WeCom and DingTalk by their documented JSON and signature. */
@Injectable()
export class RobotSender {
  constructor(private readonly origins: RobotOrigins = robotOrigins) {}

  /** What is wrong with an address that an administrator entered, in Chinese, or null. */
  fault(channel: RobotAddress['channel'], webhook: string): string | null {
    const origin = URL.canParse(webhook) ? new URL(webhook).origin : null;
    return origin === this.origins[channel] ? null : `地址须以${this.origins[channel]}开头`;
  }

  async send(robot: RobotAddress, text: string, now: Date): Promise<SendOutcome> {
    const fault = this.fault(robot.channel, robot.webhook);
    if (fault) return { kind: 'refused', permanent: true, reason: fault };
    const content = cut(text, textBytes);
    let response: Response;
    try {
      response = await fetch(signed(robot, now), {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ msgtype: 'text', text: { content } }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
        redirect: 'error',
      });
    } catch (error) {
      return unreachable(error) ?? { kind: 'unknown', reason: (error as Error).message };
    }
    return this.read(response);
  }

  private async read(response: Response): Promise<SendOutcome> {
    let answer: { errcode?: unknown; errmsg?: string };
    try {
      answer = (await response.json()) as typeof answer;
    } catch (error) {
      return { kind: 'unknown', reason: `HTTP ${response.status}: ${(error as Error).message}` };
    }
    if (answer.errcode === 0) return { kind: 'sent' };
    if (typeof answer.errcode !== 'number') return { kind: 'unknown', reason: `HTTP ${response.status}` };
    const reason = cutText(`${answer.errcode} ${answer.errmsg ?? ''}`, 500);
    return { kind: 'refused', permanent: !busyCodes.has(answer.errcode), reason };
  }
}

/** DingTalk: HMAC-SHA256 of "timestamp\nsecret" with the secret as key, in Base64, in the address. */
export function signed({ channel, webhook, secret }: RobotAddress, now: Date): string {
  if (channel !== 'dingtalk' || !secret) return webhook;
  const timestamp = String(now.getTime());
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const url = new URL(webhook);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', sign);
  return url.toString();
}

/** The connection was never made, so nothing can have arrived. */
function unreachable(error: unknown): SendOutcome | null {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  const never = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ];
  if (typeof cause?.code !== 'string' || !never.includes(cause.code)) return null;
  return { kind: 'refused', permanent: false, reason: cause.code };
}

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const characters = [...text];
  while (Buffer.byteLength(characters.join('')) > bytes - 3)
    characters.length = Math.floor(characters.length * 0.95);
  return `${characters.join('')}…`;
}
