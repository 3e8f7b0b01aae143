import { sql } from 'kysely';
import type { RetentionName } from '#domain/rights/retention-kinds.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** What housekeeping deletes each hour, as it would be counted now. */

export interface Due {
  rows: number;
  /** null: there is none. */
  oldest: Instant | null;
}

const counted = (from: string, at: string) =>
  statement<{ before: number }>()((db, p) => ({
    compile: () =>
      sql<Due>`select count(*) as ${sql.ref('rows')}, min(${sql.raw(at)}) as oldest
        from ${sql.raw(from)} where ${sql.raw(at)} < ${p('before')}`.compile(db),
  }));

const TOLD = `check_in join booking on booking.id = check_in.booking and check_in.event <> 'paid'
  join session on session.id = booking.session`;

const SWEPT = {
  tellings: counted(TOLD, 'session.ends_at'),
  messages: counted('message', 'coalesce(sent_at, given_up_at)'),
  answers: counted('idempotency', 'created_at'),
  sign_ins: counted('sign_in', 'expires_at'),
  known_devices: counted('known_device', 'last_seen_at'),
  tries: counted('throttle', 'window_at'),
  steps: counted('sign_in_step', 'expires_at'),
  device_grants: counted('device_grant', 'expires_at'),
  merges: counted('patron_merge', 'merged_at'),
} as const satisfies Partial<Record<RetentionName, unknown>>;

export type SweptName = keyof typeof SWEPT;

export const isSwept = (name: RetentionName): name is SweptName => Object.hasOwn(SWEPT, name);

export async function sweptRowsDue(reader: Reader, name: SweptName, before: Instant): Promise<Due> {
  const row = await reader.first(SWEPT[name], { before });
  return { rows: Number(row?.rows ?? 0), oldest: row?.oldest == null ? null : Number(row.oldest) };
}
