import { Module } from '@nestjs/common';
import { ClosingNotice } from './closing-notice';
import { CommentNotifier } from './comment-notifier';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService } from './delivery.service';
import { EndedAsks } from './ended-asks';
import { EventNotifier } from './event-notifier';
import { InboxService } from './inbox.service';
import { NotificationWriter } from './notification-writer';
import { PeopleRepository } from './people.repository';
import { PreferenceService } from './preference.service';
import { RobotService } from './robot.service';
import { RobotSender } from './robot-sender';
import { Senders } from './senders';
import { VacancyDigest } from './vacancy-digest';

@Module({
  providers: [
    ClosingNotice,
    CommentNotifier,
    DeliveryRepository,
    DeliveryService,
    EndedAsks,
    EventNotifier,
    InboxService,
    NotificationWriter,
    PeopleRepository,
    PreferenceService,
    RobotService,
    { provide: RobotSender, useFactory: () => new RobotSender() },
    Senders,
    VacancyDigest,
  ],
  exports: [
    ClosingNotice,
    CommentNotifier,
    DeliveryRepository,
    EndedAsks,
    EventNotifier,
    InboxService,
    NotificationWriter,
    PeopleRepository,
    PreferenceService,
    RobotService,
  ],
})
export class NotificationModule {}
