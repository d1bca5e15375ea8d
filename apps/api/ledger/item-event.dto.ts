import { itemStates } from '@domain/ledger';
import { ApiProperty } from '@nestjs/swagger';
import { PersonRef } from '../report/report-parts.dto';
import { instant, noted } from './item-schemas';

export class ItemEventDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  sequence!: number;

  @ApiProperty({ maxLength: 60 })
  type!: string;

  @ApiProperty({
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid', nullable: true },
      name: { type: 'string', maxLength: 100 },
    },
    required: ['id', 'name'],
  })
  actor!: { id: string | null; name: string };

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty(instant)
  at!: string;

  @ApiProperty({ enum: ['none', ...itemStates] })
  from!: string;

  @ApiProperty({ enum: itemStates })
  to!: string;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1 })
  step!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, description: 'Which round of verification.' })
  revision!: number | null;

  @ApiProperty(noted)
  note!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What more the act says: the month, the method, the unit by its name of that day.',
  })
  data!: Record<string, unknown>;

  @ApiProperty({ maxLength: 64 })
  hash!: string;
}
