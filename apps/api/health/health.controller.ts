import { problem } from '@domain/problems';
import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@platform/database';
import { ApiPublicProblems, Public } from '@platform/http';
import { collectDefaultMetrics, register } from 'prom-client';
import { Readiness } from './readiness';

collectDefaultMetrics();

@ApiTags('health')
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly readiness: Readiness,
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
  @ApiOperation({ summary: 'Whether the database answers and the demonstration data, if any, is loaded' })
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['ready'] } } } })
  @ApiPublicProblems('unavailable')
  async ready(): Promise<{ status: 'ready' }> {
    if (!this.readiness.isReady) throw problem('unavailable');
    await this.database.query('SELECT 1').catch(() => {
      throw problem('unavailable');
    });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Public()
  @Header('content-type', register.contentType)
  @ApiExcludeEndpoint()
  metrics(): Promise<string> {
    return register.metrics();
  }
}
