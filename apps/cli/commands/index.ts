import type { Command } from '../command';
import { auditVerify } from './audit-verify';
import { backup } from './backup';
import { importOrgs } from './import-orgs';
import { ledgerVerify } from './ledger-verify';
import { likenessAddSample } from './likeness-add-sample';
import { migrateDatabase } from './migrate-database';
import { outboxStatus } from './outbox-status';
import { peopleImport } from './people-import';
import { restore } from './restore';
import { rollupRebuild, rollupVerify } from './rollup';
import { seed } from './seed';
import { userCreate } from './user-create';
import { verify } from './verify';

/** In the order in which help lists them. */
export const commands: Command[] = [
  migrateDatabase,
  seed,
  userCreate,
  importOrgs,
  peopleImport,
  likenessAddSample,
  verify,
  auditVerify,
  rollupVerify,
  rollupRebuild,
  ledgerVerify,
  outboxStatus,
  backup,
  restore,
];
