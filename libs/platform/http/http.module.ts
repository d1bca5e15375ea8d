import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { TargetJudges } from './access-policy';
import { AnswerSeal } from './answer-seal';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { ProblemFilter } from './problem.filter';
import { StorableTextInterceptor } from './storable-text.interceptor';
import { validationPipe } from './validation';

/** The order in which every request is judged: guard, storable text, idempotency, validation, handler. */
@Global()
@Module({
  providers: [
    TargetJudges,
    AnswerSeal,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: StorableTextInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [TargetJudges],
})
export class HttpModule {}
