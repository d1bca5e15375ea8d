import { AuditModule } from '@features/audit';
import { BacklogModule } from '@features/backlog';
import { SignInModule } from '@features/sign-in';
import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock, ClockModule } from '@platform/clock';
import { ConfigModule, type Environment } from '@platform/config';
import { DatabaseModule } from '@platform/database';
import { HttpModule } from '@platform/http';
import { MailModule } from '@platform/mail';
import { QueuesModule } from '@platform/queues';
import { SignalsModule } from '@platform/signals';
import { StorageModule } from '@platform/storage';
import { WatchingModule } from '@platform/watching';
import { AttachmentApiModule } from './attachment/attachment-api.module';
import { AuditApiModule } from './audit/audit-api.module';
import { BulletinApiModule } from './bulletin/bulletin-api.module';
import { CompilationApiModule } from './compilation/compilation-api.module';
import { CycleApiModule } from './cycle/cycle-api.module';
import { DocumentApiModule } from './document/document-api.module';
import { HealthModule } from './health/health.module';
import { ImportingApiModule } from './importing/importing-api.module';
import { LedgerApiModule } from './ledger/ledger-api.module';
import { LikenessApiModule } from './likeness/likeness-api.module';
import { NotificationApiModule } from './notification/notification-api.module';
import { OperationApiModule } from './operation/operation-api.module';
import { OrderlyEnd } from './orderly-end';
import { OrgApiModule } from './org/org-api.module';
import { PeopleApiModule } from './people/people-api.module';
import { ReportApiModule } from './report/report-api.module';
import { ReviewApiModule } from './review/review-api.module';
import { RollupApiModule } from './rollup/rollup-api.module';
import { SetupApiModule } from './setup/setup-api.module';
import { SignInApiModule } from './sign-in/sign-in-api.module';
import { TemplateApiModule } from './template/template-api.module';

export interface ApiComposition {
  environment: Environment;
  clock: Clock;
  databaseUrl: string;
  /** As the workers have it: jobs in another namespace of the same Redis reach nobody. */
  queueNamespace?: string;
}

/** Everything that answers HTTP; each area brings its own controllers. */
@Module({})
export class ApiModule {
  static composedOf({ environment, clock, databaseUrl, queueNamespace }: ApiComposition): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.with(environment),
        ClockModule.with(clock),
        DatabaseModule.connectedTo({
          url: databaseUrl,
          pool: environment.DATABASE_POOL,
          applicationName: 'baoshen-api',
        }),
        WatchingModule,
        BacklogModule,
        HttpModule,
        StorageModule,
        SignalsModule,
        QueuesModule.on(
          { redisUrl: environment.REDIS_URL, databaseUrl, namespace: queueNamespace },
          environment.TZ_DEFAULT,
        ),
        MailModule.fromEnvironment(),
        AuditModule,
        SignInModule,
        HealthModule,
        OrgApiModule,
        TemplateApiModule,
        CycleApiModule,
        SetupApiModule,
        SignInApiModule,
        PeopleApiModule,
        ReportApiModule,
        ReviewApiModule,
        AttachmentApiModule,
        BulletinApiModule,
        AuditApiModule,
        CompilationApiModule,
        ImportingApiModule,
        LedgerApiModule,
        LikenessApiModule,
        RollupApiModule,
        DocumentApiModule,
        NotificationApiModule,
        OperationApiModule,
      ],
      providers: [OrderlyEnd],
    };
  }
}
