import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './job-handlers';
import { JobRunner } from './job-runner';

/** Runs the jobs of every queue, for a process that is a worker. */
@Module({ imports: [DiscoveryModule], providers: [JobHandlers, JobRunner] })
export class JobRunnerModule {}
