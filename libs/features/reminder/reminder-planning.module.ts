import { Module } from '@nestjs/common';
import { ReminderPlanner } from './reminder-planner';

/** Planning alone, for whoever moves dates: it needs neither queues nor messages, which a command may lack. */
@Module({ providers: [ReminderPlanner], exports: [ReminderPlanner] })
export class ReminderPlanningModule {}
