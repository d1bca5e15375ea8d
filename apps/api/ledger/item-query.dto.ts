import {
  type ItemFlag,
  type ItemSource,
  type ItemState,
  itemFlags,
  itemSources,
  itemStates,
} from '@domain/ledger';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

const unit = { description: 'Id or code of a unit.', maxLength: 64 };

export class ItemScopeQuery extends PageQuery {
  @ApiPropertyOptional(unit)
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  batch?: string;

  @ApiPropertyOptional({ enum: itemSources })
  @IsOptional()
  @IsIn(itemSources)
  source?: ItemSource;
}

export class ItemQuery extends ItemScopeQuery {
  @ApiPropertyOptional({ ...unit, description: 'Id or code of exactly this unit.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;

  @ApiPropertyOptional({
    enum: itemStates,
    isArray: true,
    maxItems: 6,
    description: 'Several separated by commas.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMaxSize(6)
  @IsIn(itemStates, { each: true })
  state?: ItemState[];

  @ApiPropertyOptional({ enum: itemFlags })
  @IsOptional()
  @IsIn(itemFlags)
  flag?: ItemFlag;

  @ApiPropertyOptional({ maxLength: 100, description: 'In the text of the problem.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Those that a sample drew.' })
  @IsOptional()
  @IsUUID()
  sample?: string;
}
