import { ApiProperty } from '@nestjs/swagger';

export class ReturnPlaceItem {
  @ApiProperty({ enum: ['section', 'indicator', 'problems'] })
  kind!: 'section' | 'indicator' | 'problems';

  @ApiProperty({ description: 'Key in the template; empty for the problem list.' })
  key!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The template’s; null for the problem list.' })
  title!: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Returns that named it.' })
  returns!: number;
}

export class ReturnReasonsAnswer {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Returns that were not recalled.' })
  returns!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Reports that were returned at least once.' })
  reports!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Returns that name no part of the report.' })
  unplaced!: number;

  @ApiProperty({ type: [ReturnPlaceItem], description: 'The most named first; one return may name several.' })
  places!: ReturnPlaceItem[];
}
