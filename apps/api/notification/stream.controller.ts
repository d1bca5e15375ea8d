import { Controller, Headers, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import type { Observable } from 'rxjs';
import { LiveUpdates } from './live-updates';

@ApiTags('notifications')
@Controller('stream')
export class StreamController {
  constructor(private readonly updates: LiveUpdates) {}

  @Sse()
  @SignedIn()
  @ApiOperation({
    summary: 'Server-sent events: notification, report, completion, ping',
    description:
      'An event says that something changed; ask again for what is shown. The stream ends after five minutes, the browser reconnects. Without `Accept: text/event-stream` it ends after its first event.',
  })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiProblems()
  stream(@CurrentCaller() caller: Caller, @Headers('accept') accept?: string): Observable<MessageEvent> {
    const listens = accept?.includes('text/event-stream') ?? false;
    return listens ? this.updates.of(caller) : this.updates.hello();
  }
}
