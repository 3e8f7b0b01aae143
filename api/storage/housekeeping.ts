import { CannotWrite, type Database, type Tx } from './engine/database.ts';
import { sweepAbandonedInvitations } from './stores/accounts/abandoned-invitation-store.ts';
import { keepLastSeen } from './stores/accounts/staff-store.ts';
import { sweepSteps } from './stores/accounts/sign-in-step-store.ts';
import { sweepTicketLinks } from './stores/bookings/ticket-link-store.ts';
import { sweepChanges } from './stores/change-store.ts';
import { sweepTellings } from './stores/day/check-in-store.ts';
import { sweepMessages } from './stores/messages/message-store.ts';
import { sweepGuardianLinks } from './stores/guardians/guardian-link-store.ts';
import { sweepMerges } from './stores/merging/merge-store.ts';
import { sweepGrants } from './stores/device-grant-store.ts';
import { sweepAnswers } from './stores/idempotency-store.ts';
import { sweepPastCells } from './stores/occupancy-store.ts';
import { sweepSignIns } from './stores/sign-in-store.ts';
import { sweepTries } from './stores/throttle-store.ts';
import { keepPatronsSeen } from './rights/retention/seen-store.ts';
import { SteadyClock } from './steady-clock.ts';
import { closePartnerCells } from './stores/partners/partner-cell-store.ts';

const EVERY_MS = 3_600_000;
const FIRST_MS = 60_000;

/** What has had its time, and what is counted once it has. Each runs in a transaction of its own. */
const SWEEPS: ((tx: Tx) => Promise<unknown>)[] = [
  sweepChanges,
  sweepAnswers,
  sweepTries,
  keepLastSeen,
  keepPatronsSeen,
  sweepSignIns,
  sweepGrants,
  sweepSteps,
  sweepMerges,
  sweepTicketLinks,
  sweepGuardianLinks,
  sweepAbandonedInvitations,
  sweepMessages,
  closePartnerCells,
];

/** These come by the ten thousand: a few at a time, so that nobody waits for their transaction. */
const LONG_SWEEPS: ((tx: Tx, limit: number) => Promise<number>)[] = [sweepPastCells, sweepTellings];
const ROWS = 2_000;
const MAX_ROUNDS = 500;

/** Sweeps now and then, in every process: two at once find nothing left to do. Gives back how to stop. */
export function startHousekeeping(database: Database): () => void {
  const clock = new SteadyClock(database);
  void look();
  let timer = setTimeout(again, FIRST_MS).unref();
  let stopped = false;

  async function again(): Promise<void> {
    // A sweep that fails is a bug to be told of, but none to end the service for.
    if (await look()) await sweepAll(database).catch((error: Error) => process.emitWarning(error));
    if (!stopped) timer = setTimeout(again, EVERY_MS).unref();
  }

  /** Q13. At the start too, so that a jump before the first sweep is seen. */
  function look(): Promise<boolean> {
    return clock.mayDelete().catch((error: unknown) => {
      if (!(error instanceof CannotWrite)) process.emitWarning(error as Error);
      return false;
    });
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

export async function sweepAll(database: Database): Promise<void> {
  try {
    for (const sweep of SWEEPS) await database.write(sweep);
    for (const sweep of LONG_SWEEPS) {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        if ((await database.write((tx) => sweep(tx, ROWS))) < ROWS) break;
      }
    }
  } catch (error) {
    // What cannot be swept now is swept in an hour.
    if (!(error instanceof CannotWrite)) throw error;
  }
}
