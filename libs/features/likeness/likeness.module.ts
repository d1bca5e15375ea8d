import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { LikenessRepository } from './likeness.repository';
import { LikenessService } from './likeness.service';
import { LikenessFollowUp } from './likeness-follow-up';

/** The index of passages that reports share (design 1.7): what a command needs of it. */
@Module({
  imports: [ComputingModule],
  providers: [LikenessRepository, LikenessService],
  exports: [LikenessRepository, LikenessService],
})
export class LikenessModule {}

/** Keeps the index up, for a worker: it needs the queues, which commands start without. */
@Module({ imports: [LikenessModule], providers: [LikenessFollowUp], exports: [LikenessFollowUp] })
export class LikenessFollowUpModule {}
