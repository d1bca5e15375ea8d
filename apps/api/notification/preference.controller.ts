import { messageKindNames, messageKinds, PreferenceService, type Preferences } from '@features/notification';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import { PreferencesAnswer, PreferencesBody } from './notification.dto';

@ApiTags('notifications')
@Controller('preferences')
export class PreferenceController {
  constructor(private readonly preferences: PreferenceService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'How one wants to be told' })
  @ApiOkResponse({ type: PreferencesAnswer })
  @ApiProblems()
  async read(@CurrentCaller() caller: Caller): Promise<PreferencesAnswer> {
    return answerOf(await this.preferences.of(caller.userId));
  }

  @Put()
  @SignedIn()
  @ApiOperation({ summary: 'Choose how one wants to be told; in the application one always is' })
  @ApiOkResponse({ type: PreferencesAnswer })
  @ApiProblems()
  async save(@CurrentCaller() caller: Caller, @Body() body: PreferencesBody): Promise<PreferencesAnswer> {
    const { email, digest, digestAt, quiet } = body;
    const saved = await this.preferences.save(caller.userId, {
      email: Object.fromEntries(email.map(({ kind, mode }) => [kind, mode])),
      digest,
      digestAt: minuteOf(digestAt),
      quiet: quiet && { from: minuteOf(quiet.from), to: minuteOf(quiet.to) },
    });
    return answerOf(saved);
  }
}

function answerOf({ email, digest, digestAt, quiet }: Preferences): PreferencesAnswer {
  return {
    email: messageKindNames.flatMap((kind) => {
      const mode = email[kind];
      return mode ? [{ kind, mode }] : [];
    }),
    digest,
    digestAt: clockTimeOf(digestAt),
    quiet: quiet && { from: clockTimeOf(quiet.from), to: clockTimeOf(quiet.to) },
    kinds: messageKindNames.map((kind) => ({ kind, ...messageKinds[kind] })),
  };
}

function minuteOf(clockTime: string): number {
  const [hours = '0', minutes = '0'] = clockTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function clockTimeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
