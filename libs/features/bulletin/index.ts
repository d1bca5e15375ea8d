export { BulletinModule } from './bulletin.module';
export { BulletinRepository, type EditionFilter, type EditionItem, type Reader } from './bulletin.repository';
export { type EditionPage, editionPage } from './edition-page';
export type { EditionHand, EditionRecord } from './edition-record';
