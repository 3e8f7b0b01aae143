import type { Instant, LocalDate } from '#domain/ids.ts';
import { countryOfZone, receiptsOver } from '#domain/rights/accounts-law.ts';
import { keptDays, RETENTION_NAMES, type RetentionName } from '#domain/rights/retention-kinds.ts';
import type { Settings } from '#domain/settings.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Reader } from '../../../storage/engine/database.ts';
import { endedDiscounts, oldEntitlementsDue, oldUsesDue } from '../../../storage/rights/retention/old-concessions.ts';
import { oldReceiptsDue, zonesOfBranches, type OldReceipts } from '../../../storage/rights/retention/old-receipts.ts';
import { pastBookingsDue } from '../../../storage/rights/retention/past-bookings.ts';
import { inactiveDue, type InactiveQuestion } from '../../../storage/rights/retention/seen-store.ts';
import { isSwept, sweptRowsDue, type Due } from '../../../storage/rights/retention/swept-rows.ts';

const DAY_MS = 86_400_000;

/** What decides how old is too old. */
export interface RetentionAt {
  settings: Settings;
  now: Instant;
}

export interface DueLine extends Due {
  kind: RetentionName;
  days: number;
}

/** Q10: kind by kind, how many rows would go now, and of when the oldest is. */
export async function retentionDue(reader: Reader, at: RetentionAt): Promise<DueLine[]> {
  const lines: DueLine[] = [];
  for (const kind of RETENTION_NAMES) {
    lines.push({ kind, days: keptDays(kind, at.settings), ...(await dueOf(reader, kind, at)) });
  }
  return lines;
}

async function dueOf(reader: Reader, kind: RetentionName, at: RetentionAt): Promise<Due> {
  if (isSwept(kind)) return sweptRowsDue(reader, kind, tooOld(kind, at));
  switch (kind) {
    case 'bookings':
      return pastBookingsDue(reader, tooOld(kind, at));
    case 'receipts': {
      const all = await Promise.all((await oldReceipts(reader, at)).map((one) => oldReceiptsDue(reader, one)));
      const oldest = all.flatMap((one) => one.oldest ?? []);
      const rows = all.reduce((sum, one) => sum + one.rows, 0);
      return { rows, oldest: oldest.length > 0 ? Math.min(...oldest) : null };
    }
    case 'inactive':
    case 'inactive_with_card':
      return inactiveDue(reader, inactiveQuestion(kind, at));
    case 'entitlements':
      return oldEntitlementsDue(reader, dateBefore(kind, at));
    case 'uses':
      return oldUsesDue(reader, await oldDiscounts(reader, at));
  }
  return kind satisfies never;
}

export const tooOld = (kind: RetentionName, { settings, now }: RetentionAt): Instant =>
  now - keptDays(kind, settings) * DAY_MS;

/** By UTC, and a day more: branches are up to 14 hours apart from it. */
export const dateBefore = (kind: RetentionName, at: RetentionAt): LocalDate =>
  localDateOf('UTC', tooOld(kind, at) - DAY_MS);

export const inactiveQuestion = (kind: 'inactive' | 'inactive_with_card', at: RetentionAt): InactiveQuestion => ({
  withCard: kind === 'inactive_with_card',
  now: at.now,
  since: tooOld(kind, at),
});

export const oldDiscounts = (reader: Reader, at: RetentionAt): Promise<string[]> =>
  endedDiscounts(reader, { at: tooOld('uses', at), on: dateBefore('uses', at) });

/** Branches by the law that holds there, each with the last date that it asks for no more. */
export async function oldReceipts(reader: Reader, { settings, now }: RetentionAt): Promise<OldReceipts[]> {
  const zones = [...(await zonesOfBranches(reader))];
  const byCountry = Map.groupBy(zones, ([, zone]) => countryOfZone(zone));
  const today = localDateOf('UTC', now - DAY_MS);
  return [...byCountry].map(([country, branches]) => ({
    branches: branches.map(([id]) => id),
    on: receiptsOver(country, today, settings),
  }));
}
