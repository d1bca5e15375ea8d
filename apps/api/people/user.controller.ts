import { problem } from '@domain/problems';
import { scopeOf } from '@features/access';
import { PeopleRepository, UserService } from '@features/people';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  AnswersSecret,
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  orderBy,
  type Page,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import {
  CreatedUser,
  NewUserBody,
  PasswordResetAnswer,
  UserChangeBody,
  UserItem,
  UserQuery,
} from './user.dto';

const sortable = { name: 'u.name', username: 'u.username', createdAt: 'u.created_at' };

@ApiTags('people')
@Controller('users')
export class UserController {
  constructor(
    private readonly people: PeopleRepository,
    private readonly users: UserService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('user.read')
  @ApiOperation({ summary: 'People of the caller’s subtree' })
  @ApiPageOf(UserItem)
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: UserQuery): Promise<Page<UserItem>> {
    const now = this.clock.now();
    const underPath = query.under === undefined ? undefined : await this.people.pathOf(query.under);
    if (underPath === null) return pageOf(query, { items: [], total: 0 });
    const window = { order: orderBy(query.sort, sortable, 'u.username'), ...windowOf(query) };
    const filter = { search: query.search, active: query.active, role: query.role, underPath };
    return pageOf(query, await this.people.list(scopeOf(caller, 'user.read', now), filter, window, now));
  }

  @Post()
  @Requires('user.manage')
  @AnswersSecret()
  @ApiOperation({ summary: 'Make an account; its temporary password is told once' })
  @ApiCreatedResponse({ type: CreatedUser })
  @ApiProblems('duplicate', 'rule_broken')
  async create(@CurrentCaller() caller: Caller, @Body() body: NewUserBody): Promise<CreatedUser> {
    const { id, temporaryPassword } = await this.users.create(caller, body);
    return { ...(await this.read(caller, id)), temporaryPassword };
  }

  @Get(':id')
  @Requires('user.read', 'user')
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ type: UserItem })
  @ApiProblems('not_found')
  one(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<UserItem> {
    return this.read(caller, id);
  }

  @Patch(':id')
  @Requires('user.manage', 'user')
  @ApiOperation({ summary: 'Change or deactivate an account' })
  @ApiOkResponse({ type: UserItem })
  @ApiProblems('not_found', 'stale_version', 'rule_broken')
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UserChangeBody,
  ): Promise<UserItem> {
    await this.users.change(caller, id, body);
    return this.read(caller, id);
  }

  @Post(':id/password-reset')
  @HttpCode(200)
  @AnswersSecret()
  @Requires('user.manage', 'user')
  @ApiOperation({ summary: 'Give a temporary password; ends every session and token of the account' })
  @ApiOkResponse({ type: PasswordResetAnswer })
  @ApiProblems('not_found')
  resetPassword(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<PasswordResetAnswer> {
    return this.users.resetPassword(caller, id);
  }

  private async read(caller: Caller, id: string): Promise<UserItem> {
    const now = this.clock.now();
    const user = await this.people.one(scopeOf(caller, 'user.read', now), id, now);
    if (!user) throw problem('not_found');
    return user;
  }
}
