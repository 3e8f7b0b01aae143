/** A next appointment names the visit that it follows: that is how it is known as one that can be taken back (C6). */
export function nextAppointments(): string[] {
  return [`alter table booking add column follows text references booking(id)`];
}
