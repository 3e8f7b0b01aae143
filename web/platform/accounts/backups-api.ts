import type { Backups } from '#contract/oversight/backups.ts';
import { call } from '../api-client.ts';

export const backupsApi = {
  read: (signal?: AbortSignal) => call<Backups>('/api/staff/backups', { signal }),
};
