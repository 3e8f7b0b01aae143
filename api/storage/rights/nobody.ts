/**
 * The patron that bookings belong to once they have lost their person: closed, nameless, with a key that opens nothing. All of
 * them belong to the same one, so that no two can be told to be of one person. No network file can bring the id.
 */
export const NOBODY = '(nobody)';

/** The key of uses that are nobody's any more: the same for all, so that it joins nothing. No HMAC is all zeros. */
export const NOBODYS_INDEX = new Uint8Array(32);
