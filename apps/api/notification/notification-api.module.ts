import { NotificationModule, PersonalNoticeModule } from '@features/notification';
import { Module } from '@nestjs/common';
import { LiveUpdates } from './live-updates';
import { NotificationController } from './notification.controller';
import { PreferenceController } from './preference.controller';
import { StreamController } from './stream.controller';

@Module({
  imports: [NotificationModule, PersonalNoticeModule],
  controllers: [NotificationController, PreferenceController, StreamController],
  providers: [LiveUpdates],
  exports: [LiveUpdates],
})
export class NotificationApiModule {}
