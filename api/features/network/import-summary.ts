/** What an import did with one list. `retired`: still named by bookings; `deleted`: never used; `moved`: only its place. */
export interface ListSummary {
  added: number;
  changed: number;
  retired: number;
  deleted: number;
  moved: number;
  unchanged: number;
}

export interface ImportSummary {
  /** False: the file says what the database has, and nothing was written. */
  changed: boolean;
  version: string;
  lists: Record<string, ListSummary>;
}

/** How far an import has come; `total` is known from the start. */
export type Progress = (done: number, total: number) => void;

export function emptySummary(): ListSummary {
  return { added: 0, changed: 0, retired: 0, deleted: 0, moved: 0, unchanged: 0 };
}

export function hasChanges(list: ListSummary): boolean {
  return list.added + list.changed + list.retired + list.deleted + list.moved > 0;
}
