export { ItemListModule } from './item-list.module';
export { ItemLists, type KnownLedger } from './item-lists';
export { itemListOf, stillShown } from './listed-items';
