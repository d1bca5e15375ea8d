import { scopeOf } from '@features/access';
import { DocumentService } from '@features/document';
import { Controller, Get, Ip, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  ApiProblems,
  ApiPublicProblems,
  type Caller,
  CurrentCaller,
  OptionalCaller,
  Public,
  Requires,
} from '@platform/http';
import { DocumentQuery, EditionDocumentQuery } from './document.dto';
import { documentAnswer, fileContent } from './file-answer';

@ApiTags('documents')
@Controller()
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly clock: Clock,
  ) {}

  @Get('reports/:id/document')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'A report as an official document by GB/T 9704-2012, or as plain text' })
  @ApiOkResponse(fileContent('docx', 'pdf', 'txt'))
  @ApiProblems('not_found', 'too_costly', 'busy')
  async ofReport(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: DocumentQuery,
  ): Promise<StreamableFile> {
    return documentAnswer(await this.documents.ofReport(caller, id, query));
  }

  @Get('bulletin/:number/document')
  @Public()
  @ApiOperation({ summary: 'A published edition as a document; public ones need no sign-in' })
  @ApiOkResponse(fileContent('docx', 'pdf', 'txt'))
  @ApiPublicProblems('not_found', 'too_costly', 'busy')
  async ofEdition(
    @OptionalCaller() caller: Caller | null,
    @Param('number') number: string,
    @Query() query: EditionDocumentQuery,
    @Ip() address: string,
  ): Promise<StreamableFile> {
    const reader = {
      signedIn: caller !== null,
      paths: caller ? scopeOf(caller, 'report.read', this.clock.now()).paths : [],
    };
    const by = caller?.userId ?? `from ${address}`;
    return documentAnswer(await this.documents.ofEdition(reader, number, query.format, by));
  }
}
