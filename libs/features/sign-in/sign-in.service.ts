import { problem } from '@domain/problems';
import { Injectable, Logger } from '@nestjs/common';
import { Environment, isDemonstration } from '@platform/config';
import { Database } from '@platform/database';
import { type Credentials, demonstrationPassword } from './credentials';
import { compareWithNothing, passwordMatches } from './password';
import { SignInThrottle } from './sign-in-throttle';

export interface SignedInUser {
  id: string;
  username: string;
  name: string;
  mustChangePassword: boolean;
}

interface UserRow {
  id: string;
  username: string;
  name: string;
  password_hash: string;
  must_change_password: boolean;
  active: boolean;
}

/** Tells whether a username and password are good; what is then issued for them is up to the caller. */
@Injectable()
export class SignInService {
  private readonly demonstration: boolean;
  private readonly logger = new Logger(SignInService.name);

  constructor(
    private readonly database: Database,
    private readonly throttle: SignInThrottle,
    environment: Environment,
  ) {
    this.demonstration = isDemonstration(environment);
  }

  /**
   * @throws bad_credentials (401) for an unknown name, a wrong password and a deactivated user alike;
   *   throttled (429) after repeated failures
   */
  async verify(credentials: Credentials, address: string): Promise<SignedInUser> {
    await this.throttle.enter(credentials.username, address);
    const [user] = await this.database.query<UserRow>(
      `SELECT id, username, name, password_hash, must_change_password, active FROM app_user WHERE lower(username) = lower($1)`,
      [credentials.username],
    );
    const good = user
      ? await passwordMatches(user.password_hash, credentials.password)
      : await compareWithNothing(credentials.password).then(() => false);
    if (!user || !good || !user.active || this.isRefusedDemonstration(credentials.password)) {
      // Never the name that was typed: people type their password into that field.
      this.logger.warn(`refused: account ${user?.id ?? 'unknown'} from ${address}`);
      throw problem('bad_credentials');
    }
    this.logger.log(`signed in: account ${user.id} from ${address}`);
    await this.throttle.succeeded(credentials.username, address);
    return {
      id: user.id,
      username: user.username,
      name: user.name,
      mustChangePassword: user.must_change_password,
    };
  }

  private isRefusedDemonstration(password: string): boolean {
    return !this.demonstration && password === demonstrationPassword;
  }
}
