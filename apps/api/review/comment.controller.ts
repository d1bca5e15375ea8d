import { CommentService } from '@features/review';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  PageQuery,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import { CommentDto, CommentPatchBody, NewCommentBody, ReplyBody } from './comment.dto';

@ApiTags('review')
@Controller()
export class CommentController {
  constructor(private readonly comments: CommentService) {}

  @Get('reports/:id/comments')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'Comments that the caller sees, the oldest first' })
  @ApiPageOf(CommentDto)
  @ApiProblems('not_found')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<CommentDto>> {
    return pageOf(query, await this.comments.list(caller, id, windowOf(query)));
  }

  @Post('reports/:id/comments')
  @Requires('report.comment', 'report')
  @ApiOperation({ summary: '批注: comment on a passage, an indicator, a problem or the whole report' })
  @ApiCreatedResponse({ type: CommentDto })
  @ApiProblems(
    'not_found',
    'wrong_state',
    'invalid_anchor',
    'may_not_block',
    'note_required',
    'note_too_long',
    'comments_full',
  )
  add(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: NewCommentBody,
  ): Promise<CommentDto> {
    return this.comments.add(caller, id, {
      anchor: { ...body.anchor },
      body: body.body,
      blocking: body.blocking ?? false,
    });
  }

  @Patch('comments/:id')
  @Requires('report.comment', 'comment')
  @ApiOperation({ summary: 'Change one’s own open comment' })
  @ApiOkResponse({ type: CommentDto })
  @ApiProblems('not_found', 'comment_resolved', 'note_required', 'note_too_long', 'comments_full')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: CommentPatchBody,
  ): Promise<CommentDto> {
    return this.comments.change(caller, id, body);
  }

  @Post('comments/:id/replies')
  @Requires('report.comment', 'comment')
  @ApiOperation({ summary: 'Reply: the author’s side, or who made the comment' })
  @ApiCreatedResponse({ type: CommentDto })
  @ApiProblems('not_found', 'comment_resolved', 'note_required', 'note_too_long', 'comments_full')
  reply(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReplyBody,
  ): Promise<CommentDto> {
    return this.comments.reply(caller, id, body.body);
  }

  @Post('comments/:id/resolve')
  @HttpCode(200)
  @Requires('report.comment', 'comment')
  @ApiOperation({ summary: 'Resolve a comment: who made it, or their successor at the step' })
  @ApiOkResponse({ type: CommentDto })
  @ApiProblems('not_found', 'comment_resolved')
  resolve(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CommentDto> {
    return this.comments.resolve(caller, id);
  }
}
