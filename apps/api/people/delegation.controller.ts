import { DelegationService, DeputySearch, PostRepository } from '@features/people';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  instantOf,
  type Page,
  pageOf,
  Requires,
  SignedIn,
  windowOf,
} from '@platform/http';
import {
  CandidateAnswer,
  CandidateQuery,
  CreatedDelegation,
  DelegationItem,
  NewDelegationBody,
  RecusalAnswer,
  RecusalQuery,
} from './delegation.dto';
import { PostQuery } from './post.dto';

@ApiTags('people')
@Controller('delegations')
export class DelegationController {
  constructor(
    private readonly posts: PostRepository,
    private readonly delegations: DelegationService,
    private readonly deputies: DeputySearch,
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
  @ApiOperation({
    summary:
      'Offer another to act in one of one’s own posts, or in a post one administers; in effect once accepted',
  })
  @ApiCreatedResponse({ type: CreatedDelegation })
  @ApiProblems('not_found', 'self_grant', 'rule_broken')
  create(@CurrentCaller() caller: Caller, @Body() body: NewDelegationBody): Promise<CreatedDelegation> {
    return this.delegations.create(caller, {
      ...body,
      startsAt: instantOf(body.startsAt),
      endsAt: new Date(body.endsAt),
    });
  }

  @Get('candidates')
  @Requires('delegation.manage')
  @ApiOperation({ summary: 'People of the caller’s bureau whom the caller may ask to act for them' })
  @ApiOkResponse({ type: CandidateAnswer })
  @ApiProblems()
  candidates(@CurrentCaller() caller: Caller, @Query() { search }: CandidateQuery): Promise<CandidateAnswer> {
    return this.deputies.find(caller, search, this.clock.now());
  }

  @Get('recusals')
  @Requires('delegation.manage')
  @ApiOperation({
    summary: 'In which reports under review a delegation would recuse its delegate, before it is made',
  })
  @ApiOkResponse({ type: RecusalAnswer })
  @ApiProblems('not_found', 'self_grant', 'rule_broken')
  foresee(@CurrentCaller() caller: Caller, @Query() query: RecusalQuery): Promise<RecusalAnswer> {
    return this.delegations.foresee(caller, query.appointmentId, query.delegateId);
  }

  @Get(':id/recusals')
  @Requires('delegation.manage', 'delegation')
  @ApiOperation({
    summary: 'In which reports under review it recuses its delegate once they act in both parts',
  })
  @ApiOkResponse({ type: RecusalAnswer })
  @ApiProblems('not_found')
  recusals(@Param('id') id: string): Promise<RecusalAnswer> {
    return this.delegations.recusalsOf(id);
  }

  @Post(':id/accept')
  @HttpCode(204)
  @Requires('delegation.manage', 'delegation')
  @ApiOperation({ summary: 'Accept an offered delegation; the delegate alone' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'conflict')
  accept(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.delegations.accept(caller, id);
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @Requires('delegation.manage', 'delegation')
  @ApiOperation({ summary: 'End a delegation; its delegate refuses the offer so, or lays it down' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'conflict')
  revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.delegations.revoke(caller, id);
  }
}
