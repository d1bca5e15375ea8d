import { type GradeQuota, grades } from '@domain/cycle/cycle-definition';
import { cycleCodePattern, periodPattern } from '@domain/cycle/cycle-plan';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { defaultReminderPlan } from '@domain/reminders';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  FlagField,
  ListField,
  ObjectField,
  RecordField,
  TextField,
  TextListField,
  WholeField,
} from '@platform/http';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, ValidateIf } from 'class-validator';
import { ClosingField, TierBody, TierPatchBody } from './tier.dto';

const standard = defaultReminderPlan;
const longestNotice = 20_000;
const mostExceptions = 5000;

export class AudienceBody {
  @TextField({ max: 64, example: 'sf', description: 'Id or code: this unit and what is below it.' })
  under!: string;

  @ApiPropertyOptional({
    enum: orgKinds,
    isArray: true,
    maxItems: orgKinds.length,
    description: 'Those of the tiers unless said.',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMaxSize(orgKinds.length)
  @ArrayUnique()
  @IsIn(orgKinds, { each: true })
  kinds?: OrgKind[];

  @TextListField({
    optional: true,
    max: mostExceptions,
    length: 64,
    description: 'Ids or codes of units that owe nothing; units below them do.',
  })
  except?: string[];
}

export class ReminderScheduleBody {
  @ApiPropertyOptional({ type: 'integer', isArray: true, maxItems: 20, default: [7, 3, 1] })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMaxSize(20)
  @IsInt({ each: true })
  daysBefore: number[] = [...standard.daysBefore];

  @FlagField({ optional: true, default: standard.onDay })
  onDay = standard.onDay;

  @WholeField({
    optional: true,
    min: 0,
    max: 365,
    default: standard.overdueEveryDays,
    description: '0: never.',
  })
  overdueEveryDays = standard.overdueEveryDays;

  @WholeField({
    optional: true,
    min: 0,
    max: 365,
    default: standard.superiorAfterDays,
    description: '0: never.',
  })
  superiorAfterDays = standard.superiorAfterDays;
}

export class ReminderPlanBody extends ReminderScheduleBody {
  @ObjectField(() => ReminderScheduleBody, { optional: true, description: 'For reviewers at a step.' })
  reviewer?: ReminderScheduleBody;
}

class CyclePlanBody {
  @TextField({ optional: true, max: 64, example: 'Asia/Shanghai', description: 'An IANA name.' })
  timeZone?: string;

  @ObjectField(() => ReminderPlanBody, { nullable: true, description: 'Null or absent: the standard plan.' })
  reminderPlan?: ReminderPlanBody | null;

  // Whether the numbers make sense is a rule of the domain.
  @RecordField({
    nullable: true,
    max: grades.length,
    value: { type: 'number', minimum: 0 },
    accepts: (value) => typeof value === 'number',
    example: { 好: 0.3 },
    description: 'Most reports with a grade: a share below 1, or a number. Exceeding it warns.',
  })
  gradeQuota?: GradeQuota | null;

  @TextField({ nullable: true, max: longestNotice, blank: true, description: 'The notice 通知.' })
  notice?: string | null;

  @ClosingField()
  closesAt?: string | null;
}

export class NewCycleBody extends CyclePlanBody {
  @TextField({ max: 64, pattern: cycleCodePattern, example: 'annual-2025' })
  code!: string;

  @TextField({ max: 100, example: '2025年度抓党建工作述职' })
  title!: string;

  @TextField({ max: 10, pattern: periodPattern, example: '2025' })
  period!: string;

  @ListField(() => TierBody, { min: 1, max: orgKinds.length })
  tiers!: TierBody[];

  @ObjectField(() => AudienceBody)
  audience!: AudienceBody;
}

export class CyclePatchBody extends CyclePlanBody {
  @TextField({ optional: true, max: 64, pattern: cycleCodePattern })
  code?: string;

  @TextField({ optional: true, max: 100 })
  title?: string;

  @TextField({ optional: true, max: 10, pattern: periodPattern })
  period?: string;

  @ListField(() => TierPatchBody, {
    optional: true,
    min: 1,
    max: orgKinds.length,
    description: 'Of a draft: the whole list. Of an open cycle: the tiers that change.',
  })
  tiers?: TierPatchBody[];

  @ObjectField(() => AudienceBody, { optional: true })
  audience?: AudienceBody;
}

export class LateJoinersBody {
  @TextListField({ min: 1, max: 200, length: 64, description: 'Ids or codes.' })
  units!: string[];

  @TextField({ max: 2000, blank: true })
  reason!: string;
}
