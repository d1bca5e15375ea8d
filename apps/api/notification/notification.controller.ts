import { InboxService } from '@features/notification';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import { NotificationPage, NotificationQuery, ReadBody, UnreadAnswer } from './notification.dto';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'One’s own messages, the newest first, and how many are unread' })
  @ApiOkResponse({ type: NotificationPage })
  @ApiProblems()
  async list(
    @CurrentCaller() caller: Caller,
    @Query() { page, pageSize, unread }: NotificationQuery,
  ): Promise<NotificationPage> {
    const found = await this.inbox.list(caller.userId, {
      limit: pageSize,
      offset: (page - 1) * pageSize,
      unreadOnly: unread,
    });
    const items = found.items.map((item) => ({ ...item, text: item.title }));
    return { items, total: found.total, unread: found.unread, page, pageSize };
  }

  @Post('read')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ summary: 'Mark one’s own messages as read; ids of others are passed over' })
  @ApiOkResponse({ type: UnreadAnswer })
  @ApiProblems()
  read(@CurrentCaller() caller: Caller, @Body() body: ReadBody): Promise<UnreadAnswer> {
    return this.inbox.read(caller.userId, body.ids ?? 'all');
  }
}
