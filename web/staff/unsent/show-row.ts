/** Brings a booking's row into sight and puts the focus on it; rows carry `row-ID` as their id. */
export function showRow(booking: string): void {
  const row = document.getElementById(`row-${booking}`);
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}
