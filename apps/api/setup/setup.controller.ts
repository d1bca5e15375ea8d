import { SetupService } from '@features/setup';
import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPublicProblems, Public } from '@platform/http';
import type { FastifyRequest } from 'fastify';
import { SetupAnswer, SetupBody } from './setup.dto';

@ApiTags('setup')
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Whether this installation still waits for its first administrator' })
  @ApiOkResponse({ type: SetupAnswer })
  @ApiPublicProblems()
  state(): Promise<SetupAnswer> {
    return this.setup.state();
  }

  @Post()
  @HttpCode(204)
  @Public()
  @ApiOperation({
    summary: 'Make the first administrator, and the uppermost unit where there is none',
    description: 'Needs the code of the server’s log. 404 once somebody is an administrator.',
  })
  @ApiNoContentResponse()
  @ApiPublicProblems('not_found', 'rule_broken', 'throttled')
  async begin(@Body() body: SetupBody, @Req() request: FastifyRequest): Promise<void> {
    const { code, bureauName, bureauCode, name, username, password } = body;
    const bureau = { code: bureauCode, name: bureauName };
    await this.setup.begin({ code, bureau, name, username, password }, request.ip);
  }
}
