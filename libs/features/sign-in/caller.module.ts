import { Module } from '@nestjs/common';
import { CallerRepository } from './caller.repository';

/** Reads who ordered a job, for processes that sign nobody in. */
@Module({ providers: [CallerRepository], exports: [CallerRepository] })
export class CallerModule {}
