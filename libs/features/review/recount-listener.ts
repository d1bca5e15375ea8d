import { PostChanges } from '@features/people';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Recount } from './recount';

/** Recounts in the very transaction in which somebody is appointed, dismissed or delegated to. */
@Injectable()
export class RecountListener implements OnModuleInit {
  constructor(
    private readonly changes: PostChanges,
    private readonly recount: Recount,
  ) {}

  onModuleInit(): void {
    this.changes.register((transaction, posts) => this.recount.posts(transaction, posts));
  }
}
