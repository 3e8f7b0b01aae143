import type { Instant } from '../ids.ts';

/** Whose note, and when it was written. */
export interface NoteStamp {
  side: 'desk' | 'counsellor';
  writtenAt: Instant;
  /** The item that wrote it. */
  id: string;
}

/**
 * D11: there is one note. The counsellor's stands over the desk's, whenever either was written, since the desk cannot read
 * what it would replace; of one side's, the one that was written last.
 */
export function standsOver(told: NoteStamp, standing: NoteStamp): boolean {
  if (told.side !== standing.side) return told.side === 'counsellor';
  if (told.writtenAt !== standing.writtenAt) return told.writtenAt > standing.writtenAt;
  return told.id > standing.id;
}
