import { recurrenceIntervals } from '@domain/deadlines';
import { type MessageKind, messageKindNames, type NewRobot, type RobotChange } from '@features/notification';
import type { NewRecurrence, RecurringPlan } from '@features/recurrence';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import {
  ChoiceField,
  FlagField,
  ListField,
  ObjectField,
  TextField,
  TextListField,
  WholeField,
} from '@platform/http';
import type { SendOutcome } from '@platform/mail';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, ValidateIf } from 'class-validator';
import { NewCycleBody } from '../cycle/cycle-body.dto';
import { TierBody } from '../cycle/tier.dto';

const channels = ['wecom', 'dingtalk'] as const;
const daysFromEnd = { min: -366, max: 366 };

function KindsField(optional = false) {
  const shape = { enum: messageKindNames, isArray: true, minItems: 1 };
  return applyDecorators(
    optional ? ApiPropertyOptional(shape) : ApiProperty(shape),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(messageKindNames.length),
    ArrayUnique(),
    IsIn(messageKindNames, { each: true }),
  );
}

export class OrgNamed {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class RobotAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: OrgNamed })
  org!: OrgNamed;

  @ApiProperty({ enum: channels })
  channel!: (typeof channels)[number];

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Whether it has a secret to sign with; the secret itself is never shown.' })
  signed!: boolean;

  @ApiProperty({ enum: messageKindNames, isArray: true })
  kinds!: string[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;
}

export class RobotsAnswer {
  @ApiProperty({ type: [RobotAnswer] })
  items!: RobotAnswer[];
}

export class NewRobotBody implements NewRobot {
  @TextField({ max: 64, example: 'sf01', description: 'Id or code of the unit whose group it is.' })
  org!: string;

  @ChoiceField(channels)
  channel!: (typeof channels)[number];

  @TextField({ max: 60 })
  name!: string;

  @TextField({ max: 500, description: 'The address that WeCom or DingTalk gives for the robot.' })
  webhook!: string;

  @TextField({ max: 200, optional: true, description: 'DingTalk’s signing secret.' })
  secret?: string;

  @KindsField()
  kinds!: MessageKind[];
}

export class RobotPatchBody implements RobotChange {
  @TextField({ optional: true, max: 60 })
  name?: string;

  @TextField({ optional: true, max: 500, description: 'Takes the place of the old address.' })
  webhook?: string;

  @TextField({ nullable: true, max: 200, description: 'Takes the place of the old one; null takes it away.' })
  secret?: string | null;

  @KindsField(true)
  kinds?: MessageKind[];
}

export class RobotTestAnswer {
  @ApiProperty({ enum: ['sent', 'refused', 'unknown'], description: 'Unknown: it may have arrived.' })
  outcome!: SendOutcome['kind'];

  @ApiProperty({ type: String, nullable: true, maxLength: 500, description: 'Why it did not arrive.' })
  reason!: string | null;
}

export class CreatedAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}

export class ArrangementBody {
  @TextListField({ max: 60, length: 10, description: 'Days off, YYYY-MM-DD, weekends within them included.' })
  holidays!: string[];

  @TextListField({ max: 30, length: 10, description: 'Weekend days that are worked.' })
  workdays!: string[];
}

export class ArrangementAnswer extends ArrangementBody {
  @ApiProperty({ type: 'integer' })
  year!: number;
}

export class EnteredArrangementAnswer extends ArrangementAnswer {
  @ApiProperty({
    type: 'integer',
    description: 'Review steps that wait now and would be due on another day; they stay until computed anew.',
  })
  runningSteps!: number;
}

export class RunningStepsAnswer {
  @ApiProperty({ type: 'integer', description: 'Steps that are due on another day now.' })
  moved!: number;
}

export class CalendarAnswer {
  @ApiProperty({
    type: 'integer',
    description: 'The last year whose arrangement is known without being entered.',
  })
  publishedThrough!: number;

  @ApiProperty({ type: [ArrangementAnswer], description: 'As published: last year’s, this and next year’s.' })
  published!: ArrangementAnswer[];

  @ApiProperty({ type: [ArrangementAnswer] })
  entered!: ArrangementAnswer[];
}

export class RecurringTierBody extends OmitType(TierBody, ['dueAt'] as const) {
  @WholeField({ ...daysFromEnd, description: 'Due so many days after the period ends; negative: before.' })
  dueDaysAfterEnd!: number;
}

export class RecurringPlanBody
  extends OmitType(NewCycleBody, ['period', 'tiers', 'closesAt'] as const)
  implements RecurringPlan
{
  @WholeField({ ...daysFromEnd, description: 'The draft is made so many days before the period ends.' })
  draftDaysBeforeEnd!: number;

  @WholeField({
    optional: true,
    min: 1,
    max: 366,
    description: 'Each closes by itself so many days after its last due date; absent: an administrator does.',
  })
  closesDaysAfterDue?: number;

  @ListField(() => RecurringTierBody, { min: 1, max: 3 })
  tiers!: RecurringTierBody[];
}

export class NewRecurrenceBody implements NewRecurrence {
  @ChoiceField(recurrenceIntervals)
  every!: NewRecurrence['every'];

  @TextField({ max: 10, example: '2025Q4', description: 'The first period: `2025`, `2025Q4` or `2025-11`.' })
  period!: string;

  @ObjectField(() => RecurringPlanBody, {
    description:
      'As a cycle’s; the period’s name is put behind the code and in place of {period} in the title.',
  })
  plan!: RecurringPlanBody;
}

export class ActiveBody {
  @FlagField()
  active!: boolean;
}

export class RecurrenceAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: OrgNamed })
  org!: OrgNamed;

  @ApiProperty({ enum: recurrenceIntervals })
  every!: string;

  @ApiProperty({ type: RecurringPlanBody })
  plan!: RecurringPlan;

  @ApiProperty({ example: '2025Q4' })
  nextPeriod!: string;

  @ApiProperty({ format: 'date-time' })
  nextAt!: Date;

  @ApiProperty()
  active!: boolean;
}
