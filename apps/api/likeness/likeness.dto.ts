import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class PassageSideDto {
  @ApiProperty({ enum: ['section', 'problem', 'sample'] })
  kind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Key of the section or id of the problem; null in a sample.',
  })
  key!: string | null;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Offset in UTF-16 code units into the text of that section, problem or sample.',
  })
  from!: number;
  @ApiProperty({ type: 'integer', minimum: 0 })
  to!: number;
  @ApiProperty()
  text!: string;
}

export class SharedPassageDto {
  @ApiProperty({
    type: 'integer',
    description: 'Characters without punctuation and white space, 20 or more.',
  })
  length!: number;
  @ApiProperty({ type: PassageSideDto })
  own!: PassageSideDto;
  @ApiProperty({ type: PassageSideDto })
  other!: PassageSideDto;
}

export class SampleRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  title!: string;
}

class OtherUnitDto {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

class OtherCycleDto {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  title!: string;
}

export class OtherReportDto {
  @ApiProperty({ type: OtherUnitDto })
  org!: OtherUnitDto;
  @ApiProperty({ type: OtherCycleDto })
  cycle!: OtherCycleDto;
}

/** What is absent is not for the caller to see. */
export class LikenessSourceDto {
  @ApiProperty({
    enum: ['report', 'earlier', 'sample'],
    description: 'Another report of the cycle, the unit’s own of another cycle, or a known sample.',
  })
  kind!: string;
  @ApiProperty({ description: 'Whether the caller may read the other text too.' })
  readable!: boolean;
  @ApiProperty({
    type: 'integer',
    description: 'Characters of this report that it shares, set phrases left out.',
  })
  characters!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'The same as a share of this report.' })
  share!: number;
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'Null: a sample.' })
  reportId?: string | null;
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  revision?: number | null;
  @ApiPropertyOptional({ type: SampleRef, nullable: true })
  sample?: SampleRef | null;
  @ApiPropertyOptional({ type: OtherReportDto, description: 'Whose report it is.' })
  from?: OtherReportDto;
  @ApiPropertyOptional({ type: [SharedPassageDto] })
  passages?: SharedPassageDto[];
}

export class LikenessAnswer {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The revision that was compared; null: the working copy; 0: nothing was handed in yet.',
  })
  revision!: number | null;
  @ApiProperty({ type: 'integer', description: 'Length without punctuation and white space.' })
  characters!: number;
  @ApiProperty({ type: 'integer', description: 'Of them found elsewhere, each counted once.' })
  shared!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'The share of the text that is its own.' })
  ownShare!: number;
  @ApiProperty({ type: [LikenessSourceDto], description: 'Who shares most first.' })
  sources!: LikenessSourceDto[];
}
