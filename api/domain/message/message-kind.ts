/** M1: what the library sends of itself. Short on purpose: each says that one should know something before going there. */
export const MESSAGE_KINDS = ['reminder', 'booked', 'changed', 'called_off'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** M2: how much a message gives away, from nothing at all upwards; `none`: there is none. */
export const MESSAGE_LEVELS = ['discreet', 'time', 'place', 'none'] as const;
export type MessageLevel = (typeof MESSAGE_LEVELS)[number];
export type SentLevel = Exclude<MessageLevel, 'none'>;
export const SENT_LEVELS = ['discreet', 'time', 'place'] as const satisfies readonly SentLevel[];
