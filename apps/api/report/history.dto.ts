import { grades } from '@domain/cycle/cycle-definition';
import { type ReportState, reportStates } from '@domain/review';
import { ApiProperty } from '@nestjs/swagger';
import { ContentAnswerDto } from './report-content.dto';
import { NilDto, PersonRef, UnitRef } from './report-parts.dto';

export class ActorRef {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: the system.' })
  id!: string | null;

  @ApiProperty({ maxLength: 100 })
  name!: string;
}

export class EventDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Without gaps per report.' })
  sequence!: number;

  @ApiProperty({ example: 'report.submitted', maxLength: 60 })
  type!: string;

  @ApiProperty({ type: ActorRef })
  actor!: ActorRef;

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: reportStates })
  from!: ReportState;

  @ApiProperty({ enum: reportStates })
  to!: ReportState;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The step that was acted at.' })
  step!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  revision!: number | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  note!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 64,
    description:
      'SHA-256 over the previous hash and this event; null from the first event on that is not shown whole.',
  })
  hash!: string | null;
}

export class RevisionItemDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  revision!: number;

  @ApiProperty({ format: 'date-time' })
  submittedAt!: string;

  @ApiProperty({ type: PersonRef })
  submittedBy!: PersonRef;

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty()
  late!: boolean;

  @ApiProperty()
  withdrawn!: boolean;

  @ApiProperty({ type: NilDto, nullable: true })
  nil!: NilDto | null;

  @ApiProperty({
    description: 'Names as they stood.',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  org!: { code: string; name: string; kind: string };

  @ApiProperty({ maxLength: 64 })
  contentHash!: string;
}

export class RevisionDto extends RevisionItemDto {
  @ApiProperty({ type: ContentAnswerDto })
  content!: ContentAnswerDto;
}

export class RevisionList {
  @ApiProperty({ type: [RevisionItemDto] })
  items!: RevisionItemDto[];
}

export class VoidedDto {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: ['recalled', 'returned', 'returned_to_step', 'reopened', 'rerouted', 'waived'] })
  reason!: string;
}

export class DecisionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  revision!: number;

  @ApiProperty({ type: 'integer' })
  round!: number;

  @ApiProperty({ type: 'integer' })
  step!: number;

  @ApiProperty({ type: UnitRef })
  org!: UnitRef;

  @ApiProperty({ enum: ['reviewer', 'leader'] })
  role!: string;

  @ApiProperty({ enum: ['approve', 'return', 'return_to_step'] })
  action!: string;

  @ApiProperty({ type: PersonRef })
  by!: PersonRef;

  @ApiProperty({ type: PersonRef, nullable: true, description: '代: whose post was acted in.' })
  onBehalfOf!: PersonRef | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  note!: string | null;

  @ApiProperty({ type: String, enum: grades, nullable: true })
  grade!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The revision an approval carried over was given for.',
  })
  givenFor!: number | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: VoidedDto, nullable: true })
  voided!: VoidedDto | null;
}

export class DecisionList {
  @ApiProperty({ type: [DecisionDto] })
  items!: DecisionDto[];
}

export class AnchorDto {
  @ApiProperty({ enum: ['section', 'indicator', 'problem', 'report'] })
  kind!: string;

  @ApiProperty({ required: false, maxLength: 64 })
  key?: string;

  @ApiProperty({ required: false, maxLength: 2000 })
  quote?: string;

  @ApiProperty({ required: false, type: 'integer' })
  occurrence?: number;
}

export class TextEditDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  from!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Exclusive; UTF-16 code units.' })
  to!: number;

  @ApiProperty({
    maxLength: 200,
    description: 'What stands there; an edit whose place says something else is left out.',
  })
  was!: string;

  @ApiProperty({ maxLength: 200 })
  text!: string;
}

export class FindingFixDto {
  @ApiProperty({ enum: ['body', 'problem', 'cause', 'measure'] })
  field!: string;

  @ApiProperty({ type: [TextEditDto], maxItems: 300 })
  edits!: TextEditDto[];
}

export class FindingDto {
  @ApiProperty({ maxLength: 60 })
  rule!: string;

  @ApiProperty({ enum: ['error', 'warning'] })
  severity!: string;

  @ApiProperty({ type: AnchorDto })
  anchor!: AnchorDto;

  @ApiProperty({ required: false, maxLength: 2000 })
  quote?: string;

  @ApiProperty({ maxLength: 500 })
  message!: string;

  @ApiProperty({
    type: FindingFixDto,
    required: false,
    description: 'How to mend it in place, where that is certain.',
  })
  fix?: FindingFixDto;
}

export class FindingList {
  @ApiProperty({ type: [FindingDto], description: 'Errors first.' })
  findings!: FindingDto[];
}
