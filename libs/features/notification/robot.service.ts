import { type FieldProblem, problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, idIn, isNamed, type Transaction } from '@platform/database';
import type { SendOutcome } from '@platform/mail';
import { v7 } from 'uuid';
import type { MessageKind } from './message-kind';
import { type RobotAddress, RobotSender } from './robot-sender';

/** A group's robot as an administrator sees it: never its key or secret. */
export interface RobotItem {
  id: string;
  org: { id: string; code: string; name: string };
  channel: 'wecom' | 'dingtalk';
  name: string;
  signed: boolean;
  kinds: string[];
  createdAt: Date;
}

export interface NewRobot {
  org: string;
  channel: 'wecom' | 'dingtalk';
  name: string;
  webhook: string;
  secret?: string;
  kinds: MessageKind[];
}

/** What may change of a robot; its group and channel stay. What is left out stays too. */
export interface RobotChange {
  name?: string;
  webhook?: string;
  /** Null: it signs no more. */
  secret?: string | null;
  kinds?: MessageKind[];
}

/** Which groups hear of what. */
@Injectable()
export class RobotService {
  constructor(
    private readonly database: Database,
    private readonly sender: RobotSender,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<RobotItem[]> {
    return this.database.query<RobotItem & Record<string, unknown>>(
      `SELECT b.id, b.channel, b.name, b.secret IS NOT NULL AS signed, b.kinds, b.created_at AS "createdAt",
              jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) AS org
         FROM robot b JOIN org_unit o ON o.id = b.org_id WHERE b.active ORDER BY o.code, b.created_at`,
    );
  }

  /** @throws rule_broken for an address that is not the channel's own, or a unit that does not exist */
  async add(transaction: Transaction, robot: NewRobot): Promise<string> {
    this.requireOwnAddress(robot.channel, robot.webhook);
    const id = v7();
    const added = await transaction.query(
      `INSERT INTO robot (id, org_id, channel, name, webhook, secret, kinds, created_at)
       SELECT $1, id, $3, $4, $5, $6, $7, $8 FROM org_unit WHERE ${isNamed('id', 'code', '$2')} RETURNING id`,
      [
        id,
        robot.org,
        robot.channel,
        robot.name,
        robot.webhook,
        robot.secret ?? null,
        robot.kinds,
        this.clock.now(),
      ],
    );
    if (added.length === 0) throw broken('/org', 'unknown_unit', '没有这个单位。');
    return id;
  }

  /** @throws not_found, rule_broken for an address that is not the channel's own */
  async change(transaction: Transaction, id: string, change: RobotChange): Promise<void> {
    const { name, webhook, secret, kinds } = change;
    if (webhook !== undefined)
      this.requireOwnAddress((await this.addressOf(id, transaction)).channel, webhook);
    const changed = await transaction.query(
      `UPDATE robot SET name = coalesce($2, name), webhook = coalesce($3, webhook), kinds = coalesce($4, kinds),
              secret = CASE WHEN $5 THEN $6 ELSE secret END
        WHERE id = ${idIn('$1')} AND active RETURNING id`,
      [id, name ?? null, webhook ?? null, kinds ?? null, secret !== undefined, secret ?? null],
    );
    if (changed.length === 0) throw problem('not_found');
  }

  /**
   * Posts one line to the group at once, outside the record of messages, and tells what became of it.
   * @throws not_found
   */
  async test(id: string): Promise<SendOutcome> {
    const robot = await this.addressOf(id, this.database);
    return this.sender.send(robot, `【报审】“${robot.name}”已连通，通知会发到本群。`, this.clock.now());
  }

  /** Its key and secret are forgotten; what it was sent stays in the record. @throws not_found */
  async remove(transaction: Transaction, id: string): Promise<void> {
    const removed = await transaction.query(
      `UPDATE robot SET active = false, webhook = '', secret = NULL WHERE id = ${idIn('$1')} AND active RETURNING id`,
      [id],
    );
    if (removed.length === 0) throw problem('not_found');
  }
  /** @throws not_found */
  async addressOf(id: string, querier: Pick<Transaction, 'query'>): Promise<RobotAddress & { name: string }> {
    const [robot] = await querier.query<RobotAddress & { name: string } & Record<string, unknown>>(
      `SELECT name, channel, webhook, secret FROM robot WHERE id = ${idIn('$1')} AND active`,
      [id],
    );
    if (!robot) throw problem('not_found');
    return robot;
  }

  private requireOwnAddress(channel: NewRobot['channel'], webhook: string): void {
    const fault = this.sender.fault(channel, webhook);
    if (fault) throw broken('/webhook', 'origin', fault);
  }
}

function broken(pointer: string, code: string, detail: string) {
  const errors: FieldProblem[] = [{ pointer, code, detail }];
  return problem('rule_broken', { reason: detail }, { errors });
}
