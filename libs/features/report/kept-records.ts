import { ItemLists } from '@features/item-list';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { DraftChecks } from './draft-checks';
import { HistoryRepository } from './history.repository';
import { TemplateCache } from './template-cache';

/** What the history reads from, and computes with. */
@Injectable()
export class KeptRecords {
  constructor(
    readonly history: HistoryRepository,
    readonly checks: DraftChecks,
    readonly templates: TemplateCache,
    readonly computing: Computing,
    readonly lists: ItemLists,
  ) {}
}
