import { usernameKey } from '@domain/access';
import { problem } from '@domain/problems';
import { Injectable, Logger } from '@nestjs/common';
import { Environment, isDemonstration } from '@platform/config';
import { Database } from '@platform/database';
import { type Credentials, demonstrationPassword } from './credentials';
import { GuessingAlert } from './guessing-alert';
import { KnownBrowser } from './known-browser';
import { compareWithNothing, passwordMatches } from './password';
import { attemptsUntilLock, SignInThrottle } from './sign-in-throttle';

export interface SignedInUser {
  id: string;
  username: string;
  name: string;
  mustChangePassword: boolean;
}

/** Where credentials come from. */
export interface Origin {
  address: string;
  /** What the browser brings of an earlier sign-in. */
  deviceCookie?: string;
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
    private readonly browsers: KnownBrowser,
    private readonly alert: GuessingAlert,
    environment: Environment,
  ) {
    this.demonstration = isDemonstration(environment);
  }

  /**
   * @throws bad_credentials (401) for an unknown name, a wrong password and a deactivated user alike;
   *   throttled (429) after repeated failures
   */
  async verify(credentials: Credentials, origin: Origin): Promise<SignedInUser> {
    const { address } = origin;
    const [user] = await this.database.query<UserRow & Record<string, unknown>>(selectUser, [
      usernameKey(credentials.username),
    ]);
    const browser = user ? this.browsers.recognise(origin.deviceCookie, user.id) : null;
    const attempt = { username: credentials.username, address, browser };
    const failures = await this.throttle.enter(attempt);
    const good = user
      ? await passwordMatches(user.password_hash, credentials.password)
      : await compareWithNothing(credentials.password).then(() => false);
    if (!user || !good || !user.active || this.isRefusedDemonstration(credentials.password)) {
      // Never the name that was typed: people type their password into that field.
      this.logger.warn(`refused: account ${user?.id ?? 'unknown'} from ${address}`);
      if (user?.active && browser === null && failures === attemptsUntilLock)
        await this.warn(user.id, address);
      throw problem('bad_credentials');
    }
    this.logger.log(`signed in: account ${user.id} from ${address}`);
    await this.throttle.succeeded(attempt);
    return {
      id: user.id,
      username: user.username,
      name: user.name,
      mustChangePassword: user.must_change_password,
    };
  }

  /** That somebody guesses is told beside the answer: it must not depend on whether there is such an account. */
  private warn(userId: string, address: string): Promise<void> {
    return this.alert
      .raise(userId, address)
      .catch((error: Error) => this.logger.error(`account ${userId} was not warned: ${error.message}`));
  }

  private isRefusedDemonstration(password: string): boolean {
    return !this.demonstration && password === demonstrationPassword;
  }
}

const selectUser = {
  name: 'sign_in_user',
  text: 'SELECT id, username, name, password_hash, must_change_password, active FROM app_user WHERE username_key = $1',
};
