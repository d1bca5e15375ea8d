import { type Template, TemplateAccess, TemplateService } from '@features/template';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiIdOrCode,
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  Requires,
} from '@platform/http';
import { definitionOf, MaybeDefinition } from './definition.dto';
import { NewTemplateBody, TemplateAnswer, TemplateQuery, TemplateVersionAnswer } from './template.dto';
import { versionAnswer } from './template-version.controller';

@ApiTags('templates')
@Controller('templates')
export class TemplateController {
  constructor(
    private readonly templates: TemplateService,
    private readonly access: TemplateAccess,
  ) {}

  @Get()
  @Requires('template.read')
  @ApiOperation({ summary: 'Templates kept above, below or at the caller’s units' })
  @ApiPageOf(TemplateAnswer)
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: TemplateQuery): Promise<Page<TemplateAnswer>> {
    const page = await this.access.list(caller, query);
    return { ...page, items: page.items.map(templateAnswer) };
  }

  @Post()
  @Requires('template.manage')
  @ApiOperation({ summary: 'Make a template; its version 1 is a draft' })
  @ApiCreatedResponse({ type: TemplateAnswer })
  @ApiProblems('unknown_unit', 'template_invalid', 'duplicate')
  async create(@CurrentCaller() caller: Caller, @Body() body: NewTemplateBody): Promise<TemplateAnswer> {
    const definition = definitionOf(body.definition);
    return templateAnswer(await this.templates.create(caller, { ...body, definition }));
  }

  @Get(':id')
  @Requires('template.read', 'template')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'A template and its versions' })
  @ApiOkResponse({ type: TemplateAnswer })
  @ApiProblems('not_found')
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TemplateAnswer> {
    return templateAnswer(this.access.shown(caller, await this.templates.get(id)));
  }

  @Post(':id/versions')
  @Requires('template.manage', 'template')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'Start the next version as a draft' })
  @ApiCreatedResponse({ type: TemplateVersionAnswer })
  @ApiProblems('not_found', 'template_draft_exists', 'template_invalid', 'conflict')
  async startVersion(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: MaybeDefinition,
  ): Promise<TemplateVersionAnswer> {
    const definition = body.definition && definitionOf(body.definition);
    return versionAnswer(await this.templates.startVersion(caller, id, definition));
  }
}

function templateAnswer({ orgPath: _, ...template }: Template): TemplateAnswer {
  return template;
}
