import { problem } from '@domain/problems';
import {
  AccessTokenService,
  KnownBrowser,
  type Origin,
  PasswordChangeService,
  SessionService,
  SignInService,
  sessionCookieOf,
} from '@features/sign-in';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Environment, servedOverHttps } from '@platform/config';
import {
  AnswersSecret,
  ApiPageOf,
  ApiProblems,
  ApiPublicProblems,
  type Caller,
  CurrentCaller,
  instantOf,
  OptionalCaller,
  type Page,
  PageQuery,
  Public,
  pageOf,
  SignedIn,
  windowOf,
} from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  IssuedTokenAnswer,
  LoginAnswer,
  LoginBody,
  PasswordBody,
  SessionItem,
  TokenBody,
  TokenItem,
} from './sign-in.dto';

@ApiTags('sign-in')
@Controller('auth')
export class SignInController {
  private readonly sessionCookie: string;
  private readonly secureCookie: boolean;

  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionService,
    private readonly tokens: AccessTokenService,
    private readonly passwords: PasswordChangeService,
    private readonly browsers: KnownBrowser,
    environment: Environment,
  ) {
    this.sessionCookie = sessionCookieOf(environment);
    this.secureCookie = servedOverHttps(environment);
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in with a username and password; sets the session cookie' })
  @ApiOkResponse({ type: LoginAnswer })
  @ApiPublicProblems('bad_credentials', 'throttled')
  async login(
    @Body() body: LoginBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const user = await this.signIn.verify(body, this.originOf(request));
    const session = await this.sessions.open(user.id, {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
      formerToken: request.cookies[this.sessionCookie],
    });
    reply.setCookie(this.sessionCookie, session.token, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secureCookie,
      path: '/',
      // Relative: a computer whose clock is wrong would drop a cookie that ends at an instant.
      maxAge: session.lastsSeconds,
    });
    const known = this.browsers.afterSignIn(request.cookies[this.browsers.cookie], user.id);
    reply.setCookie(this.browsers.cookie, known, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secureCookie,
      path: '/',
      maxAge: this.browsers.maxAgeSeconds,
    });
    return { user, csrfToken: session.csrfToken };
  }

  @Post('logout')
  @HttpCode(204)
  @SignedIn({ beforePasswordChange: true })
  @ApiOperation({ summary: 'End this session' })
  @ApiNoContentResponse()
  @ApiProblems()
  async logout(
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (caller.credential.kind === 'session') await this.sessions.revoke(caller, caller.credential.id);
    reply.clearCookie(this.sessionCookie, { path: '/', secure: this.secureCookie });
  }

  @Post('password')
  @HttpCode(204)
  @SignedIn({ beforePasswordChange: true })
  @ApiOperation({ summary: 'Change one’s own password; ends every other session and token' })
  @ApiNoContentResponse()
  @ApiProblems('rule_broken', 'throttled')
  async changePassword(@CurrentCaller() caller: Caller, @Body() body: PasswordBody): Promise<void> {
    await this.passwords.change(caller, body.currentPassword, body.newPassword);
  }

  @Post('tokens')
  @Public()
  @AnswersSecret()
  @ApiOperation({ summary: 'Make a personal access token' })
  @ApiCreatedResponse({ type: IssuedTokenAnswer })
  @ApiProblems('bad_credentials', 'csrf', 'rule_broken', 'throttled')
  async issueToken(
    @OptionalCaller() caller: Caller | null,
    @Body() body: TokenBody,
    @Req() request: FastifyRequest,
  ): Promise<IssuedTokenAnswer> {
    const expiresAt = instantOf(body.expiresAt);
    if (body.username !== undefined && body.password !== undefined) {
      const { username, password } = body;
      const user = await this.signIn.verify({ username, password }, this.originOf(request));
      if (user.mustChangePassword) throw problem('password_change_required');
      return this.tokens.issue(user.id, body.name, expiresAt);
    }
    if (!caller) throw problem(request.forged ? 'csrf' : 'unauthenticated');
    if (caller.mustChangePassword) throw problem('password_change_required');
    return this.tokens.issue(caller.userId, body.name, expiresAt);
  }

  @Get('tokens')
  @SignedIn()
  @ApiOperation({ summary: 'One’s own access tokens' })
  @ApiPageOf(TokenItem)
  @ApiProblems()
  async listTokens(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<TokenItem>> {
    return pageOf(query, await this.tokens.list(caller.userId, windowOf(query)));
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Revoke one of one’s own access tokens' })
  @ApiNoContentResponse()
  @ApiProblems('not_found')
  revokeToken(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.tokens.revoke(caller.userId, id);
  }

  @Get('sessions')
  @SignedIn()
  @ApiOperation({ summary: 'One’s own open sessions' })
  @ApiPageOf(SessionItem)
  @ApiProblems()
  async listSessions(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<SessionItem>> {
    return pageOf(query, await this.sessions.list(caller, windowOf(query)));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Revoke one of one’s own sessions' })
  @ApiNoContentResponse()
  @ApiProblems('not_found')
  revokeSession(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.sessions.revoke(caller, id);
  }

  private originOf(request: FastifyRequest): Origin {
    return { address: request.ip, deviceCookie: request.cookies[this.browsers.cookie] };
  }
}
