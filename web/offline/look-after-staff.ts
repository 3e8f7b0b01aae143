import { startSending } from './outbox/outbox-sender.ts';
import { unsentIds } from './outbox/unsent-marker.ts';
import { forgetPastRecords } from './staff-vault/staff-records.ts';

/**
 * What staff left on this device, whoever uses it now: what they recorded and could not send goes on being sent, and days that
 * are past their time go. Most devices have nothing of either.
 */
export async function lookAfterStaff(): Promise<void> {
  if (unsentIds().length > 0) startSending();
  await forgetPastRecords();
}
