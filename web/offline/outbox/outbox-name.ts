/** One word for the outbox's database, its lock, its channel and the worker's errand: whoever asks the browser finds all of it. */
export const OUTBOX = 'quietroom-outbox';
/** Which entries wait on this device (localStorage). */
export const UNSENT = 'quietroom-unsent';
