import { Module } from '@nestjs/common';
import { ItemLists } from './item-lists';

/** Items of the rectification ledger as reports show them; depends on no report, since reports ask it. */
@Module({ providers: [ItemLists], exports: [ItemLists] })
export class ItemListModule {}
