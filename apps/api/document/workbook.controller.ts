import { CompletionBooks } from '@features/document';
import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { WorkbookQuery } from './document.dto';
import { fileAnswer, fileContent } from './file-answer';

@ApiTags('documents')
@Controller('cycles/:id')
export class WorkbookController {
  constructor(private readonly books: CompletionBooks) {}

  @Get('completion.xlsx')
  @Requires('rollup.read', 'cycle')
  @ApiOperation({
    summary: 'Who has and has not reported, as a spreadsheet: counts of the tree, and every report',
  })
  @ApiOkResponse(fileContent('xlsx'))
  @ApiProblems('not_found', 'cycle_not_open', 'too_costly', 'busy')
  async completion(
    @CurrentCaller() caller: Caller,
    @Param('id') cycle: string,
    @Query() query: WorkbookQuery,
  ): Promise<StreamableFile> {
    const { content, name } = await this.books.completionFile(caller, cycle, query);
    return fileAnswer(content, name, 'xlsx');
  }

  @Get('rollup.xlsx')
  @Requires('rollup.read', 'cycle')
  @ApiOperation({
    summary: 'Aggregated indicators of one tier as a spreadsheet, with the numbers of contributors',
  })
  @ApiOkResponse(fileContent('xlsx'))
  @ApiProblems('not_found', 'cycle_not_open', 'too_costly', 'busy')
  async rollup(
    @CurrentCaller() caller: Caller,
    @Param('id') cycle: string,
    @Query() query: WorkbookQuery,
  ): Promise<StreamableFile> {
    const { content, name } = await this.books.rollupFile(caller, cycle, query);
    return fileAnswer(content, name, 'xlsx');
  }
}
