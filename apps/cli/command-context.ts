import { AuditModule } from '@features/audit';
import { BacklogModule } from '@features/backlog';
import { InvariantModule } from '@features/invariant';
import { LikenessModule } from '@features/likeness';
import { OrgModule } from '@features/org';
import { PeopleModule } from '@features/people';
import { RollupModule } from '@features/rollup';
import { SignInModule } from '@features/sign-in';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, ClockModule } from '@platform/clock';
import { ConfigModule, type Environment } from '@platform/config';
import { DatabaseModule } from '@platform/database';
import { HttpModule } from '@platform/http';
import { JsonLogger } from '@platform/logging';
import { MailModule } from '@platform/mail';
import { QueuesModule } from '@platform/queues';
import { SignalsModule } from '@platform/signals';
import { StorageModule } from '@platform/storage';
import { WatchingModule } from '@platform/watching';

@Module({})
class CommandModule {}

/** The features without HTTP or jobs, for one command. */
export class CommandContext {
  private constructor(private readonly context: INestApplicationContext) {}

  static async open(environment: Environment, databaseUrl: string): Promise<CommandContext> {
    const module = {
      module: CommandModule,
      imports: [
        ConfigModule.with(environment),
        ClockModule.with(new Clock()),
        DatabaseModule.connectedTo({ url: databaseUrl, pool: 4, applicationName: 'baoshen-cli' }),
        SignalsModule,
        WatchingModule,
        StorageModule,
        BacklogModule,
        // Neither a queue nor a mail server is connected to before a command uses it.
        MailModule.fromEnvironment(),
        QueuesModule.on({ redisUrl: environment.REDIS_URL, databaseUrl }, environment.TZ_DEFAULT),
        // Nothing listens; the features register their judges with it.
        HttpModule,
        SignInModule,
        AuditModule,
        OrgModule,
        PeopleModule,
        RollupModule,
        InvariantModule,
        LikenessModule,
      ],
    };
    const logger = new JsonLogger('fatal');
    return new CommandContext(
      await NestFactory.createApplicationContext(module, { logger, abortOnError: false }),
    );
  }

  get<Service>(type: Type<Service>): Service {
    return this.context.get(type, { strict: false });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
