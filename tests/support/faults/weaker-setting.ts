import type { Engine } from '../../../api/storage/engine/statement.ts';
import type { ProcessOptions } from './api-process.ts';

/** How a process is started, and what is added to its database's address. */
export interface Setting {
  options: ProcessOptions;
  address: string;
}

export const AS_IT_IS: Setting = { options: {}, address: '' };

/** A control: the setting by which a commit is answered before the disk has it. */
export const WEAKER: Record<Engine, Setting> = {
  sqlite: { options: { preload: ['tests/support/faults/preload/sync-less.ts'] }, address: '' },
  postgres: { options: {}, address: `?options=${encodeURIComponent('-c synchronous_commit=off')}` },
};
