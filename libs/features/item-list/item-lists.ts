import type { ItemList, LedgerFacts } from '@domain/ledger/listed-item';
import { Injectable } from '@nestjs/common';
import type { Querier } from '@platform/database';
import { itemListOf, stillShown } from './listed-items';

interface AskedReport {
  id: string;
  org_id: string;
}

export interface KnownLedger {
  facts: LedgerFacts;
  /** Changes with everything that the checks look at. */
  identity: string;
}

/** The unit's items of the rectification ledger beside its reports. */
@Injectable()
export class ItemLists {
  /** What stands in the ledger now, in one query. */
  async facts(querier: Querier, { id, org_id }: AskedReport, since: string | null): Promise<KnownLedger> {
    const [row] = await querier.query<{ list: ItemList; identity: string } & Rest>(selectFacts, [
      org_id,
      id,
      since,
    ]);
    if (!row) throw new Error('An aggregate answers with one row.');
    const { list, identity, followed, texts } = row;
    return { facts: { ...list, followed: followed ?? [], measureTexts: texts ?? [] }, identity };
  }

  /** What was frozen with a revision; null where its template asks for none. */
  async frozen(querier: Querier, reportId: string, revision: number): Promise<ItemList | null> {
    const [row] = await querier.query<{ list: ItemList | null }>(selectFrozen, [reportId, revision]);
    return row?.list ?? null;
  }
}

interface Rest {
  followed: string[] | null;
  texts: string[] | null;
}

/** Most items whose origin and measures are looked at; a unit enters some ten a year. */
// Limited: to the newest; the oldest of two thousand items were closed decades ago and no report continues them.
const mostKnown = 2000;

const selectFacts = {
  name: 'item_list_facts',
  plannedOnce: true,
  text: `SELECT listed.list, known.followed, known.texts, md5(listed.list::text || coalesce(known.seen, '')) AS identity
    FROM (${itemListOf('$1::uuid', '$2::uuid', '$3')}) listed,
      (SELECT array_agg(k.problem_id) FILTER (WHERE k.problem_id IS NOT NULL) AS followed,
          array_agg(m.text) FILTER (WHERE m.text IS NOT NULL) AS texts, string_agg(k.id || ':' || k.version, ',' ORDER BY k.id) AS seen
        FROM (SELECT id, version, problem_id, body FROM rectification WHERE org_id = $1::uuid ORDER BY id DESC LIMIT ${mostKnown}) k
        LEFT JOIN LATERAL (SELECT string_agg(each ->> 'text', E'\\n') AS text
          FROM jsonb_array_elements(k.body -> 'measures') each) m ON true) known`,
};
const selectFrozen = {
  name: 'item_list_frozen',
  text: `SELECT ${stillShown('v.ledger')} AS list FROM revision v WHERE v.report_id = $1 AND v.number = $2`,
};
