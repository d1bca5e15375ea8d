import { AppointmentService, PostRepository } from '@features/people';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { AppointmentItem, EndBody, NewAppointmentBody } from './appointment.dto';
import { CreatedId, PostQuery } from './post.dto';

@ApiTags('people')
@Controller('appointments')
export class AppointmentController {
  constructor(
    private readonly posts: PostRepository,
    private readonly appointments: AppointmentService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'Appointments of the caller’s subtree, the caller’s own, and who holds the same post',
  })
  @ApiPageOf(AppointmentItem)
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: PostQuery): Promise<Page<AppointmentItem>> {
    return pageOf(
      query,
      await this.posts.appointments(caller, query.filter(), windowOf(query), this.clock.now()),
    );
  }

  @Post()
  @Requires('user.manage')
  @ApiOperation({ summary: 'Grant a role at an org unit within one’s subtree' })
  @ApiCreatedResponse({ type: CreatedId })
  @ApiProblems('not_found', 'self_grant', 'conflict', 'rule_broken')
  async grant(@CurrentCaller() caller: Caller, @Body() body: NewAppointmentBody): Promise<CreatedId> {
    const { startsAt, endsAt, ...post } = body;
    const id = await this.appointments.grant(caller, {
      ...post,
      startsAt: instantOf(startsAt),
      endsAt: instantOf(endsAt) ?? null,
    });
    return { id };
  }

  @Post(':id/end')
  @HttpCode(204)
  @Requires('user.manage', 'appointment')
  @ApiOperation({ summary: 'End an appointment now or at an instant to come' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'conflict', 'rule_broken')
  end(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: EndBody): Promise<void> {
    return this.appointments.end(caller, id, instantOf(body.at));
  }
}
