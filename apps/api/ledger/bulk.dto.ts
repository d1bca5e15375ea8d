import { type ItemState, itemStates, type VerificationMethod, verificationMethods } from '@domain/ledger';
import { noteLimit } from '@domain/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ChoiceField,
  DayField,
  FlagField,
  ListField,
  ProblemDto,
  TextField,
  WholeField,
} from '@platform/http';
import { IsUUID } from 'class-validator';

const note = { max: noteLimit * 2, optional: true, blank: true };

export class BulkRectificationItem {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id!: string;

  @WholeField({ min: 1, max: 1_000_000_000, optional: true, description: 'The version that is verified.' })
  version?: number;
}

class BulkItemsBody {
  @ListField(() => BulkRectificationItem, { min: 1, max: 200 })
  items!: BulkRectificationItem[];

  @FlagField({ optional: true, default: false, description: 'Tell what would happen and change nothing.' })
  dryRun?: boolean;
}

export class BulkVerifyBody extends BulkItemsBody {
  @ChoiceField(verificationMethods, { optional: true })
  method?: VerificationMethod;

  @TextField(note)
  note?: string;

  @DayField({ optional: true, description: 'Of long-term items at the last step.' })
  nextCheckOn?: string;
}

export class BulkUrgeBody extends BulkItemsBody {
  @WholeField({ min: 1, max: 3, optional: true, default: 1 })
  level?: 1 | 2 | 3;

  @TextField(note)
  note?: string;
}

export class BulkExtendBody extends BulkItemsBody {
  @DayField({ optional: true })
  dueAt?: string;

  @TextField(note)
  reason?: string;
}

export class BulkItemResult {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  ok!: boolean;

  @ApiPropertyOptional({ enum: itemStates, description: 'Afterwards, or with dryRun what it would be.' })
  state?: ItemState;

  @ApiPropertyOptional({ type: ProblemDto })
  problem?: ProblemDto;
}

export class BulkItemAnswer {
  @ApiProperty({ type: [BulkItemResult], maxItems: 200, description: 'One result per item, in their order.' })
  results!: BulkItemResult[];
}
