import { TemplateService, type TemplateVersion } from '@features/template';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  Requires,
} from '@platform/http';
import type { FastifyReply } from 'fastify';
import { definitionOf, WithDefinition } from './definition.dto';
import { TemplateVersionAnswer } from './template.dto';

@ApiTags('templates')
@ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
@Controller('template-versions/:id')
export class TemplateVersionController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  @Requires('template.read', 'template_version')
  @ApiOperation({ summary: 'A version with its whole definition' })
  @ApiOkResponse({ type: TemplateVersionAnswer })
  @ApiProblems('not_found')
  async get(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateVersionAnswer> {
    const version = await this.templates.version(id);
    reply.header('etag', etagOf(version.version));
    return versionAnswer(version);
  }

  @Put()
  @Requires('template.manage', 'template_version')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Replace the definition of a draft' })
  @ApiOkResponse({ type: TemplateVersionAnswer })
  @ApiProblems('not_found', 'template_released', 'template_invalid', 'if_match_missing', 'stale_version')
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: WithDefinition,
    @IfMatch() ifMatch: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateVersionAnswer> {
    const definition = definitionOf(body.definition);
    const version = await this.templates.change(caller, id, ifMatch.required(), definition);
    reply.header('etag', etagOf(version.version));
    return versionAnswer(version);
  }

  @Post('release')
  @HttpCode(200)
  @Requires('template.manage', 'template_version')
  @ApiOperation({ summary: 'Make a draft final; from then on it never changes' })
  @ApiOkResponse({ type: TemplateVersionAnswer })
  @ApiProblems('not_found', 'template_released', 'template_invalid')
  async release(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TemplateVersionAnswer> {
    return versionAnswer(await this.templates.release(caller, id));
  }
}

export function versionAnswer({
  orgId: _id,
  orgPath: _path,
  ...version
}: TemplateVersion): TemplateVersionAnswer {
  return version;
}
