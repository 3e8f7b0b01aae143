/** What can be told of a booking on its day (D1…): the names that the wire, the tables and the rules share. */
export const ITEM_EVENTS = [
  'arrived',
  'arrived_undone',
  'started',
  'started_undone',
  'completed',
  'completed_undone',
  'no_show',
  'paid',
  'note',
] as const;
export type ItemEvent = (typeof ITEM_EVENTS)[number];

export const UNDO_EVENTS = ['arrived_undone', 'started_undone', 'completed_undone'] as const;
export type UndoEvent = (typeof UNDO_EVENTS)[number];

export const ABSENCES = ['unexcused', 'excused', 'our_fault'] as const;
export type Absence = (typeof ABSENCES)[number];

export const METHODS = ['cash', 'card', 'waived', 'refunded'] as const;
export type Method = (typeof METHODS)[number];

export const OUTCOMES = ['applied', 'already', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Every reason for which one item of a batch is refused; the others of the batch are not touched by it. */
export const ITEM_REFUSALS = [
  /** No such booking, or not one that the sender may do this with. */
  'not_found',
  /** The booking is in a state that this event does not follow on. */
  'wrong_state',
  /** Before the time from which the event is taken: check-in opens some minutes before the start, an absence after the grace. */
  'too_early',
  /** After the end of the day, or of the time in which it may be undone or entered later. */
  'too_late',
  /** It is said to have happened later than now: the device's clock is wrong. */
  'clock_ahead',
  /** The same id was used for something else. */
  'id_reused',
  /** More than is open, or more given back than was taken. */
  'amount_wrong',
  /** A field that the event needs is missing, or one that it does not take is there. */
  'fields_wrong',
  /** The note was changed by somebody else, or is not the sender's to change any more. */
  'note_closed',
  /** The device's grant has ended, or its signature or seal does not fit. */
  'grant_ended',
] as const;
export type ItemRefusal = (typeof ITEM_REFUSALS)[number];
