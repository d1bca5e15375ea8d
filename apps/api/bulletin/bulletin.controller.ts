import { problem } from '@domain/problems';
import { scopeOf } from '@features/access';
import { BulletinRepository, editionPage, type Reader } from '@features/bulletin';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  ApiPageOf,
  ApiPublicProblems,
  type Caller,
  OptionalCaller,
  type Page,
  Public,
  pageOf,
  windowOf,
} from '@platform/http';
import { BulletinQuery, EditionAnswer, EditionListItem } from './bulletin.dto';

@ApiTags('bulletin')
@Controller('bulletin')
export class BulletinController {
  constructor(
    private readonly bulletin: BulletinRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'Published editions and tombstones, the newest first; public ones need no sign-in',
  })
  @ApiPageOf(EditionListItem)
  @ApiPublicProblems()
  async list(
    @OptionalCaller() caller: Caller | null,
    @Query() query: BulletinQuery,
  ): Promise<Page<EditionListItem>> {
    const found = await this.bulletin.list(
      this.reader(caller),
      { search: query.q, year: query.year, org: query.org },
      windowOf(query),
    );
    return pageOf(query, found);
  }

  @Get(':number')
  @Public()
  @ApiOperation({ summary: 'One edition; earlier ones stay readable and say which is current' })
  @ApiOkResponse({ type: EditionAnswer })
  @ApiPublicProblems('not_found')
  async one(
    @OptionalCaller() caller: Caller | null,
    @Param('number') number: string,
  ): Promise<EditionAnswer> {
    const edition = await this.bulletin.one(this.reader(caller), number);
    if (!edition) throw problem('not_found');
    return editionPage(edition);
  }

  private reader(caller: Caller | null): Reader {
    return {
      signedIn: caller !== null,
      paths: caller ? scopeOf(caller, 'report.read', this.clock.now()).paths : [],
    };
  }
}
