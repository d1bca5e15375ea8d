import {
  disputeAnswers,
  type ItemSource,
  type ItemTerm,
  itemLimits,
  itemSources,
  itemTerms,
  type VerificationMethod,
  type VoidKind,
  verificationMethods,
  voidKinds,
} from '@domain/ledger';
import { noteLimit } from '@domain/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ChoiceField,
  DayField,
  FlagField,
  ListField,
  TextField,
  TextListField,
  WholeField,
} from '@platform/http';
import { IsOptional, IsUUID, Matches } from 'class-validator';

// Room for what counts as one character and takes two; the rule itself counts characters.
const note = { max: noteLimit * 2, optional: true, blank: true };
const longText = { max: 4000, blank: true };
const name = { max: itemLimits.name, nullable: true, blank: true };
const version = { min: 1, max: 1_000_000_000, description: 'The item’s version that was read.' };

export class NewMeasureBody {
  @TextField({ max: itemLimits.measure, blank: true })
  text!: string;

  @TextField({ max: itemLimits.name, blank: true, description: '责任人' })
  person!: string;

  @DayField({ description: 'Not after the item’s.' })
  dueOn!: string;
}

export class NewItemBody {
  @TextField({ max: 64, description: 'Id or code of the unit.' })
  org!: string;

  @ChoiceField(itemSources, { optional: true, description: 'The batch’s where one is named.' })
  source?: ItemSource;

  @TextField(name)
  category?: string | null;

  @TextField({ ...longText, description: 'Personnel leads 问题线索 do not belong here.' })
  problem!: string;

  @TextField({ ...longText, nullable: true })
  cause?: string | null;

  @TextField({ ...name, description: '责任领导' })
  leader?: string | null;

  @TextField({ ...name, description: '牵头单位' })
  leadUnit?: string | null;

  @TextField({ ...name, description: '责任人' })
  person?: string | null;

  @ChoiceField(itemTerms, { nullable: true })
  term?: ItemTerm | null;

  @DayField({ optional: true, description: 'Left out: the batch’s.' })
  dueOn?: string;

  @TextField({ max: 200, nullable: true, blank: true, description: 'The paragraph of the batch’s document.' })
  paragraph?: string | null;

  @ListField(() => NewMeasureBody, { optional: true, max: itemLimits.measures })
  measures?: NewMeasureBody[];
}

export class EnterItemBody extends NewItemBody {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  batch?: string;
}

export class ClaimBody {
  @ChoiceField(itemTerms)
  term!: ItemTerm;

  @ListField(() => NewMeasureBody, { max: itemLimits.measures, description: 'At least one.' })
  measures!: NewMeasureBody[];
}

export class ItemReasonBody {
  @TextField({ ...note, description: 'Required: without it, `note_required`.' })
  reason?: string;
}

export class ItemNoteBody {
  @TextField(note)
  note?: string;
}

export class AnswerDisputeBody extends ItemReasonBody {
  @ChoiceField(disputeAnswers)
  action!: (typeof disputeAnswers)[number];

  @TextField({ ...longText, optional: true, description: 'For `correct`: the text as it should be.' })
  problem?: string;

  @TextField({ max: 64, optional: true, description: 'For `reassign`: id or code of the unit.' })
  org?: string;
}

export class ProgressBody {
  @ApiProperty({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', maxLength: 7, description: 'This month or the last.' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  month!: string;

  @TextField({ ...note, description: 'Required, also for 本月无新进展: why.' })
  text?: string;

  @TextListField({ optional: true, max: 100, length: 40, description: 'Measures ticked.' })
  done?: string[];

  @TextListField({ optional: true, max: 100, length: 40, description: 'Measures unticked.' })
  undone?: string[];
}

export class WithdrawnMeasureBody {
  @TextField({ max: 40 })
  id!: string;

  @TextField({ max: noteLimit * 2, blank: true })
  reason!: string;
}

export class PlanBody {
  @ListField(() => NewMeasureBody, { optional: true, max: itemLimits.measures })
  add?: NewMeasureBody[];

  @ListField(() => WithdrawnMeasureBody, { optional: true, max: 100 })
  withdraw?: WithdrawnMeasureBody[];
}

export class AmendBody {
  @TextField(name)
  category?: string | null;

  @TextField(name)
  leader?: string | null;

  @TextField(name)
  leadUnit?: string | null;

  @TextField(name)
  person?: string | null;

  @ChoiceField(['take', 'leave'], { optional: true, description: 'The text that the report has now.' })
  offer?: 'take' | 'leave';
}

export class ExtendItemBody extends ItemReasonBody {
  @DayField({ optional: true, description: 'Until when; left out by who grants: as asked for.' })
  dueAt?: string;

  @FlagField({ optional: true, description: 'By who verifies: the request is denied.' })
  deny?: boolean;
}

export class CloseItemBody {
  @TextField({ ...note, description: 'The result in words; required.' })
  result?: string;
}

export class VerifyBody extends ItemNoteBody {
  @WholeField(version)
  version!: number;

  @ChoiceField(verificationMethods, {
    optional: true,
    description: 'Required: without it, `method_required`.',
  })
  method?: VerificationMethod;

  @DayField({ optional: true, description: 'Of a long-term item at the last step.' })
  nextCheckOn?: string;
}

export class RejectBody extends ItemNoteBody {
  @WholeField(version)
  version!: number;

  @DayField({ optional: true, description: 'Left out: 10 working days.' })
  dueAt?: string;

  @TextListField({ optional: true, max: 100, length: 40, description: 'Measures reopened; left out: all.' })
  measures?: string[];
}

export class CheckBody extends ItemNoteBody {
  @WholeField(version)
  version!: number;

  @ChoiceField(verificationMethods, {
    optional: true,
    description: 'Required: without it, `method_required`.',
  })
  method?: VerificationMethod;

  @ChoiceField(['held', 'relapsed'], { description: '巩固, 反弹' })
  result!: 'held' | 'relapsed';

  @DayField({ optional: true, description: 'The new due date of a relapse.' })
  dueAt?: string;

  @DayField({ optional: true })
  nextCheckOn?: string;
}

export class ReassignBody extends ItemReasonBody {
  @TextField({ max: 64, description: 'Id or code of the unit.' })
  org!: string;
}

export class VoidBody extends ItemReasonBody {
  @ChoiceField(voidKinds)
  kind!: VoidKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of which item it is a duplicate.' })
  @IsOptional()
  @IsUUID()
  of?: string;
}

export class UrgeItemBody extends ItemNoteBody {
  @WholeField({
    min: 1,
    max: 3,
    optional: true,
    default: 1,
    description: '1 催办, 2 提醒, 3 告诫; each after the one before.',
  })
  level?: 1 | 2 | 3;
}

export class TransferItemBody extends ItemNoteBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  toUserId!: string;
}
