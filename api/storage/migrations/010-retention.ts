/** The month in which a patron was last here, as the first of it: bookings lose their person, and sign-ins go, long before. */
export function retention(): string[] {
  return [`alter table patron add column seen_on text`];
}
