import type { Transaction } from '@platform/database';

/**
 * Held to the end of the transaction by whoever changes the tree: units get their places one change at a
 * time, and an import counts as one change.
 */
export async function lockTreeForChange(transaction: Transaction): Promise<void> {
  await transaction.query(forChange);
}

/**
 * Held by who needs the tree to stand still, such as a cycle that opens (design 5, case 31): it waits for
 * an import under way and then sees all of it.
 */
export async function lockTreeForReading(transaction: Transaction): Promise<void> {
  await transaction.query(forReading);
}

const forChange = {
  name: 'org_tree_lock',
  text: "SELECT pg_advisory_xact_lock(hashtext('baoshen.org_tree'))",
};
const forReading = {
  name: 'org_tree_lock_shared',
  text: "SELECT pg_advisory_xact_lock_shared(hashtext('baoshen.org_tree'))",
};
