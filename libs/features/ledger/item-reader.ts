import { inForce } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import type { ItemFlag, ItemSource, ItemState } from '@domain/ledger';
import { problem } from '@domain/problems';
import type { Person } from '@domain/review';
import { scopeOf } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, idIn, isNamed } from '@platform/database';
import { type Caller, orderBy, type Page } from '@platform/http';
import { type ItemAnswer, type ItemListed, itemAnswer, listedItem } from './item-answer';
import { type ItemRow, loadItem } from './item-row';
import { ItemStore, type LoadedItem } from './item-store';

export interface ItemFilter {
  /** Code or id of a unit: itself and everything below it. */
  under?: string;
  org?: string;
  batch?: string;
  source?: ItemSource;
  category?: string;
  state?: ItemState[];
  flag?: ItemFlag;
  /** In the text of the problem, or the number's serial. */
  q?: string;
  /** Drawn for a look-back by this sample. */
  sample?: string;
  page: number;
  pageSize: number;
  sort?: string;
}

export interface ItemEventAnswer {
  sequence: number;
  type: string;
  actor: { id: string | null; name: string };
  onBehalfOf: Person | null;
  at: string;
  from: string;
  to: string;
  step: number | null;
  revision: number | null;
  note: string | null;
  data: Record<string, unknown>;
  hash: string;
}

/** Items that are read without a pause. */
const atOnce = 50;

const sortable = {
  dueOn: 'r.due_on',
  number: 'r.year, r.serial',
  updatedAt: 'r.updated_at',
  enteredOn: 'r.created_at',
  unit: 'o.path',
};

/** Shows items as each caller may see them; lists are narrowed in the query. */
@Injectable()
export class ItemReader {
  constructor(
    private readonly database: Database,
    private readonly store: ItemStore,
    private readonly clock: Clock,
  ) {}

  /** The guard judged that the caller may see it. @throws not_found */
  async get(caller: Caller, id: string): Promise<ItemAnswer> {
    const now = this.clock.now();
    const [found] = await this.database.query<{ item: ItemRow }>(loadItem, [id, now]);
    if (!found) throw problem('not_found');
    return itemAnswer(await this.store.loaded(found.item, caller), now);
  }

  async list(caller: Caller, filter: ItemFilter): Promise<Page<ItemListed>> {
    const { page, pageSize } = filter;
    const { where, values } = this.conditions(caller, filter);
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total ${from} WHERE ${where}`,
      values,
    );
    const order = orderBy(filter.sort, sortable, 'r.due_on, r.year, r.serial');
    const rows = await this.database.query<{ id: string }>(
      `SELECT r.id ${from} WHERE ${where} ORDER BY ${order}, r.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      values,
    );
    const items = await this.items(
      caller,
      rows.map(({ id }) => id),
    );
    return { items, total: count?.total ?? 0, page, pageSize };
  }

  /** List items in the order of the ids, which the caller may all see. */
  async items(caller: Caller, ids: string[]): Promise<ItemListed[]> {
    if (ids.length === 0) return [];
    const now = this.clock.now();
    const loaded = new Map<string, LoadedItem>();
    // A few at a time: with the most that an item may hold, a page of two hundred would be read in one breath.
    for (let from = 0; from < ids.length; from += atOnce)
      for (const item of await this.store.loadMany(this.database, ids.slice(from, from + atOnce), caller))
        loaded.set(item.row.id, item);
    return ids.flatMap((id) => {
      const item = loaded.get(id);
      return item ? [listedItem(item, now)] : [];
    });
  }

  async events(id: string, page: number, pageSize: number): Promise<Page<ItemEventAnswer>> {
    const [count] = await this.database.query<{ total: number }>(
      'SELECT sequence AS total FROM rectification WHERE id = $1',
      [id],
    );
    const rows = await this.database.query<{ view: ItemEventAnswer }>(selectEvents, [
      id,
      pageSize,
      (page - 1) * pageSize,
    ]);
    return { items: rows.map(({ view }) => view), total: count?.total ?? 0, page, pageSize };
  }

  /** The conditions of a list, with `$1` to `$5` for what the caller may see. */
  conditions(
    caller: Caller,
    filter: Omit<ItemFilter, 'page' | 'pageSize'>,
  ): { where: string; values: unknown[] } {
    const now = this.clock.now();
    const wide = scopeOf(caller, 'rectification.read', now);
    const narrow = scopeOf(caller, 'rectification.read_narrow', now);
    const posts = caller.appointments.filter(
      (post) => inForce(post, now) && (post.role === 'reviewer' || post.role === 'leader'),
    );
    const values: unknown[] = [
      wide.paths,
      wide.orgIds,
      narrow.paths,
      narrow.orgIds,
      posts.map(({ orgId, role }) => `${orgId} ${role}`),
    ];
    const clauses = [inScope];
    const add = (clause: string, value: unknown) => {
      values.push(value);
      clauses.push(clause.replaceAll('$', `$${values.length}`));
    };
    if (filter.under)
      add(`o.path <@ (SELECT u.path FROM org_unit u WHERE ${isNamed('u.id', 'u.code', '$')})`, filter.under);
    if (filter.org) add(isNamed('o.id', 'o.code', '$'), filter.org);
    if (filter.batch) add(`r.batch_id = ${idIn('$')}`, filter.batch);
    if (filter.source) add('r.source = $', filter.source);
    if (filter.category) add('r.category = $', filter.category);
    if (filter.state?.length) add('r.state = ANY($::text[])', filter.state);
    if (filter.q) add(`(r.problem ILIKE '%' || $ || '%' OR r.serial::text = $)`, escaped(filter.q));
    if (filter.sample)
      add(
        `EXISTS (SELECT FROM rectification_sample s WHERE s.id = ${idIn('$')} AND r.id = ANY(s.drawn))`,
        filter.sample,
      );
    if (filter.flag) {
      const [clause, dated] = flagClauses[filter.flag];
      if (dated) add(clause, dateIn(now, this.store.timeZone));
      else clauses.push(clause);
    }
    return { where: clauses.join(' AND '), values };
  }
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const from = `FROM rectification r JOIN org_unit o ON o.id = r.org_id`;

/** The pure rule is that of the judge: read down the tree, or narrowed, or at a step of the running verification. */
const inScope = `((r.visibility = 'unit' AND (o.path <@ ANY($1::ltree[]) OR r.org_id = ANY($2::uuid[])))
  OR o.path <@ ANY($3::ltree[]) OR r.org_id = ANY($4::uuid[])
  OR (r.state = 'in_verification' AND r.step_org_id || ' ' || r.step_role = ANY($5::text[])))`;

/** The same conditions as `flagsOf`; the second member says whether it is given today. */
const flagClauses: Record<ItemFlag, [string, boolean]> = {
  overdue: [`r.state IN ('assigned', 'open', 'in_verification') AND r.due_on < $::date`, true],
  late_claim: [
    `(r.late_claim OR (r.state = 'assigned' AND r.plan_due_on < $::date)) AND r.state <> 'void'`,
    true,
  ],
  stalled: [`r.stalled_on <= $::date`, true],
  extended: [`r.extensions > 0 AND r.state <> 'void'`, false],
  relapsed: [`r.relapses > 0 AND r.state <> 'void'`, false],
  no_verifier: ['r.step_flag IS NOT NULL', false],
  source_changed: [`r.source_changed AND r.state <> 'void'`, false],
};

const selectEvents = {
  name: 'ledger_events',
  text: `SELECT jsonb_build_object('sequence', e.sequence, 'type', e.type, 'actor', jsonb_build_object('id', e.actor_id, 'name', e.actor_name),
      'onBehalfOf', CASE WHEN e.on_behalf_of IS NULL THEN NULL ELSE jsonb_build_object('id', e.on_behalf_of, 'name', e.on_behalf_name) END,
      'at', e.at, 'from', e.from_state, 'to', e.to_state, 'step', e.step, 'revision', e.revision, 'note', e.note,
      'data', e.data - 'after', 'hash', e.hash) AS view
    FROM rectification_event e WHERE e.item_id = $1 ORDER BY e.sequence LIMIT $2 OFFSET $3`,
};
