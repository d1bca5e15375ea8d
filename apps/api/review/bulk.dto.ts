import { type ReportState, reportStates } from '@domain/review';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { MaxKeys, ProblemDto } from '@platform/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ApproveBody, ExtendBody, NoteBody, ReasonBody, ReturnBody } from '../report/transition.dto';

export class BulkItemBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id!: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Which revision is decided about.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  revision?: number;
}

@ApiExtraModels(ApproveBody, ReturnBody, ReasonBody, ExtendBody, NoteBody)
export class BulkBody {
  @ApiProperty({ type: [BulkItemBody], minItems: 1, maxItems: 200 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BulkItemBody)
  items!: BulkItemBody[];

  @ApiPropertyOptional({ default: false, description: 'Tell what would happen and change nothing.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({
    description: 'The body of the single action, without its revision.',
    oneOf: [ApproveBody, ReturnBody, ReasonBody, ExtendBody, NoteBody].map((body) => ({
      $ref: getSchemaPath(body),
    })),
  })
  // Of the single action, which judges it; here it is only kept small.
  @IsOptional()
  @IsObject()
  @MaxKeys(20)
  body?: Record<string, unknown>;
}

export class BulkResult {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  ok!: boolean;

  @ApiPropertyOptional({ enum: reportStates, description: 'Afterwards, or with dryRun what it would be.' })
  state?: ReportState;

  @ApiPropertyOptional({ type: ProblemDto })
  problem?: ProblemDto;
}

export class BulkAnswer {
  @ApiProperty({ type: [BulkResult], description: 'One result per item, in their order.' })
  results!: BulkResult[];
}
