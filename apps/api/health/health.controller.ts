import { problem } from '@domain/problems';
import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPublicProblems, Public } from '@platform/http';
import { Metrics, Readiness } from '@platform/watching';
import { Registry } from 'prom-client';

@ApiTags('health')
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly figures: Metrics,
  ) {}

  @Get('health/live')
  @Public()
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['live'] } } } })
  @ApiPublicProblems()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Public()
  @ApiOperation({
    summary: 'Whether it may be sent people: database, schema and queue are as they should be',
    description: 'Otherwise 503, with the reason in `state.reason`.',
  })
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['ready'] } } } })
  @ApiPublicProblems('unavailable')
  async ready(): Promise<{ status: 'ready' }> {
    const reason = await this.readiness.fault();
    if (reason) throw problem('unavailable', {}, { state: { reason } });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Public()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiExcludeEndpoint()
  metrics(): Promise<string> {
    return this.figures.registry.metrics();
  }
}
