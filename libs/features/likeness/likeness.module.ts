import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { LikenessRepository } from './likeness.repository';
import { LikenessService } from './likeness.service';
import { LikenessFollowUp } from './likeness-follow-up';

/** The index of passages that reports share (design 1.7): what a worker or a command needs of it. */
@Module({
  imports: [ComputingModule],
  providers: [LikenessRepository, LikenessService, LikenessFollowUp],
  exports: [LikenessService, LikenessFollowUp],
})
export class LikenessModule {}
