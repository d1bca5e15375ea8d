import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Environment } from '@platform/config';
import { Mailer, type SendOutcome, SmtpMailer } from './mailer';

/** Without SMTP_URL nobody is promised an e-mail, so nothing should arrive here. */
class NoMailer extends Mailer {
  async send(): Promise<SendOutcome> {
    return { kind: 'refused', permanent: true, reason: 'SMTP_URL is not set.' };
  }
}

@Global()
@Module({})
export class MailModule {
  static fromEnvironment(): DynamicModule {
    return {
      module: MailModule,
      providers: [
        {
          provide: Mailer,
          inject: [Environment],
          useFactory: (environment: Environment) =>
            environment.SMTP_URL
              ? new SmtpMailer(environment.SMTP_URL, senderOf(environment))
              : new NoMailer(),
        },
      ],
      exports: [Mailer],
    };
  }
}

function senderOf(environment: Environment): string {
  const host = environment.PUBLIC_URL ? new URL(environment.PUBLIC_URL).hostname : 'localhost';
  return `报审 <noreply@${host.includes('.') ? host : `${host}.localdomain`}>`;
}
