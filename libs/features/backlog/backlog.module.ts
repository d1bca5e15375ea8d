import { Module } from '@nestjs/common';
import { Backlog } from './backlog';
import { BacklogMetrics } from './backlog-metrics';

@Module({ providers: [Backlog, BacklogMetrics], exports: [Backlog] })
export class BacklogModule {}
