import { usernameFormat } from '@domain/access';
import { isOrgCode } from '@domain/org/org-import';
import { problem, ruleBroken } from '@domain/problems';
import { OrgUnitService, operator } from '@features/org';
import { FoundingService } from '@features/people';
import { hashPassword, passwordFault, SignInThrottle } from '@features/sign-in';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '@platform/config';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import { isSetupCode, setupCode } from './setup-code';

/** `bureau` is the name of the unit that is there already, as after `import-orgs`; null where none is. */
export interface SetupState {
  open: boolean;
  bureau: string | null;
}

export interface FirstAccount {
  /** As the server's log tells it. */
  code: string;
  /** Name and code of the uppermost unit; not looked at where there is one already. */
  bureau: { code: string; name: string };
  name: string;
  username: string;
  password: string;
}

/**
 * Makes the first administrator, and the uppermost unit where there is none. It is open until somebody is an administrator,
 * and to nobody but who can read the server's log.
 */
@Injectable()
export class SetupService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Setup');

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly units: OrgUnitService,
    private readonly founding: FoundingService,
    private readonly throttle: SignInThrottle,
    private readonly environment: Environment,
  ) {}

  /** Where nobody is an administrator yet, the log says how the first one begins. */
  async onApplicationBootstrap(): Promise<void> {
    const code = await this.invitation().catch(() => null);
    if (code)
      this.logger.warn(
        `还没有管理员：请在浏览器打开 ${this.environment.PUBLIC_URL ?? ''}/setup，用设置码 ${code} 建立第一个管理员账号。` +
          `There is no administrator yet: open /setup and use the code ${code}.`,
      );
  }

  async state(): Promise<SetupState> {
    const [row] = await this.database.query<SetupState & Record<string, unknown>>(selectState);
    return row?.open ? { open: true, bureau: row.bureau } : { open: false, bureau: null };
  }

  /** The code while setting up is open; null afterwards. */
  async invitation(): Promise<string | null> {
    return (await this.state()).open ? this.code() : null;
  }

  /**
   * @throws not_found (404) once somebody is an administrator; throttled (429) after repeated wrong codes; rule_broken (422)
   *   with the field for a wrong code, an unfit password or a username of another form
   */
  async begin(account: FirstAccount, address: string): Promise<void> {
    if (!(await this.state()).open) throw problem('not_found');
    await this.throttle.enterSetup(address);
    if (!isSetupCode(account.code, await this.code()))
      throw ruleBroken('/code', '设置码不对。请看服务器的启动日志，里面有一行“设置码”。');
    await this.throttle.forgiveSetup(address);
    if (!usernameFormat.test(account.username))
      throw ruleBroken('/username', '账号须为2至60位字母、数字、点、横线或下划线。');
    if (!isOrgCode(account.bureau.code))
      throw ruleBroken('/bureauCode', '编码须为1至64位字母、数字、点、横线或下划线。');
    const fault = await passwordFault(account.password, account.username);
    if (fault) throw ruleBroken('/password', fault);
    const passwordHash = await hashPassword(account.password);
    await this.unitOfWork.run(async (transaction) => {
      await transaction.execute(`SELECT pg_advisory_xact_lock(hashtext('baoshen.setup'))`);
      const [row] = await transaction.query<SetupState & Record<string, unknown>>(selectState);
      // Somebody else was faster.
      if (!row?.open) throw problem('not_found');
      await this.founding.found(transaction, {
        username: account.username,
        name: account.name,
        org: await this.topOf(transaction, account.bureau),
        roles: ['admin'],
        passwordHash,
        mustChangePassword: false,
      });
    });
  }

  /** The code of the uppermost unit, which is planted where there is none. */
  private async topOf(transaction: Transaction, bureau: FirstAccount['bureau']): Promise<string> {
    const [top] = await transaction.query<{ code: string }>(selectTop);
    if (top) return top.code;
    const planted = await this.units.plant(transaction, operator, {
      code: bureau.code,
      name: bureau.name,
      kind: 'bureau',
      parent: null,
    });
    return planted.code;
  }

  private async code(): Promise<string> {
    const [row] = await this.database.query<{ identity: string }>(selectIdentity);
    return setupCode(this.environment.SESSION_SECRET ?? '', row?.identity ?? '');
  }
}

const selectTop = {
  name: 'setup_top',
  text: `SELECT code FROM org_unit WHERE parent_id IS NULL AND dissolved_on IS NULL ORDER BY path LIMIT 1`,
};
const selectState = {
  name: 'setup_state',
  text: `SELECT NOT EXISTS (SELECT FROM appointment WHERE role = 'admin') AS open,
    (SELECT name FROM org_unit WHERE parent_id IS NULL AND dissolved_on IS NULL ORDER BY path LIMIT 1) AS bureau`,
};
const selectIdentity = {
  name: 'setup_identity',
  text: `SELECT oid::text || ' ' || datname AS identity FROM pg_database WHERE datname = current_database()`,
};
