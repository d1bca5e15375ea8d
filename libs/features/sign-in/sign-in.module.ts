import { Global, Module } from '@nestjs/common';
import { Authenticator } from '@platform/http';
import { AccessTokenService } from './access-token.service';
import { CallerRepository } from './caller.repository';
import { CredentialAuthenticator } from './credential-authenticator';
import { GuessingAlert } from './guessing-alert';
import { KnownBrowser } from './known-browser';
import { PasswordChangeService } from './password-change.service';
import { SessionService } from './session.service';
import { SessionSecret } from './session-secret';
import { SignInService } from './sign-in.service';
import { SignInThrottle } from './sign-in-throttle';

/** Global, because the guard of every route asks its authenticator. */
@Global()
@Module({
  providers: [
    SessionSecret,
    GuessingAlert,
    KnownBrowser,
    CallerRepository,
    SignInThrottle,
    SignInService,
    SessionService,
    AccessTokenService,
    PasswordChangeService,
    { provide: Authenticator, useClass: CredentialAuthenticator },
  ],
  exports: [
    Authenticator,
    GuessingAlert,
    KnownBrowser,
    SignInThrottle,
    CallerRepository,
    SignInService,
    SessionService,
    AccessTokenService,
    PasswordChangeService,
  ],
})
export class SignInModule {}
