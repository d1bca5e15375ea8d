import { PeopleModule } from '@features/people';
import { Module } from '@nestjs/common';
import { NotificationModule } from './notification.module';
import { PersonalNotifier } from './personal-notifier';

/** For processes in which people sign in and delegate; the worker and the commands do without. */
@Module({ imports: [NotificationModule, PeopleModule], providers: [PersonalNotifier] })
export class PersonalNoticeModule {}
