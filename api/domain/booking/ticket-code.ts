const CODES = 1_000_000;

/**
 * Six digits to say at the desk, valid at one branch on one day (B14).
 *
 * @param bytes four or more random bytes; 2³² is so much more than a million that no code is noticeably likelier.
 */
export function ticketCode(bytes: Uint8Array): string {
  const drawn = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return String(drawn % CODES).padStart(6, '0');
}
