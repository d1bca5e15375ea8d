import { DelegationService, PostRepository } from '@features/people';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  pageOf,
  Requires,
  SignedIn,
  windowOf,
} from '@platform/http';
import { DelegationItem, NewDelegationBody } from './delegation.dto';
import { CreatedId, PostQuery } from './post.dto';

@ApiTags('people')
@Controller('delegations')
export class DelegationController {
  constructor(
    private readonly posts: PostRepository,
    private readonly delegations: DelegationService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Delegations the caller gave, received or administers' })
  @ApiPageOf(DelegationItem)
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: PostQuery): Promise<Page<DelegationItem>> {
    return pageOf(
      query,
      await this.posts.delegations(caller, query.filter(), windowOf(query), this.clock.now()),
    );
  }

  @Post()
  @Requires('delegation.manage')
  @ApiOperation({ summary: 'Let another act in one of one’s own posts, or in a post one administers' })
  @ApiCreatedResponse({ type: CreatedId })
  @ApiProblems('not_found', 'self_grant', 'rule_broken')
  async create(@CurrentCaller() caller: Caller, @Body() body: NewDelegationBody): Promise<CreatedId> {
    const id = await this.delegations.create(caller, {
      ...body,
      startsAt: body.startsAt === undefined ? undefined : new Date(body.startsAt),
      endsAt: new Date(body.endsAt),
    });
    return { id };
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @Requires('delegation.manage', 'delegation')
  @ApiOperation({ summary: 'Revoke a delegation' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'conflict')
  revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.delegations.revoke(caller, id);
  }
}
