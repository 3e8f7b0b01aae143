/** What the page can say went wrong; the sentence beside it is for the operator's terminal and names places. */
export const BACKUP_FAULTS = ['disk_full', 'no_folder', 'no_tools', 'not_whole', 'failed'] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

/** A backup or a restore did not come about; nothing half done is left. */
export class CannotBackUp extends Error {
  override readonly name = 'CannotBackUp';
  readonly fault: BackupFault;
  constructor(fault: BackupFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Whatever was thrown, as one of the above where it is the operator's to put right. */
export function backupFault(error: unknown): unknown {
  if (error instanceof CannotBackUp) return error;
  const { code, errcode, message = '' } = error as { code?: unknown; errcode?: unknown; message?: string };
  // SQLITE_FULL
  if (code === 'ENOSPC' || code === 'EDQUOT' || (typeof errcode === 'number' && (errcode & 0xff) === 13)) {
    return new CannotBackUp('disk_full', `There is no room left on the disk: ${message}.`, { cause: error });
  }
  return error;
}
