import type { DeskRow } from '#contract/desk.ts';

/** A row of the desk's day; a test says only what matters. */
export function deskRow(given: Partial<DeskRow> = {}): DeskRow {
  return {
    booking: crypto.randomUUID(),
    session: crypto.randomUUID(),
    startsAt: '2026-11-24T10:00:00Z',
    endsAt: '2026-11-24T10:50:00Z',
    localStart: '2026-11-24T13:30',
    localEnd: '2026-11-24T14:20',
    branch: 'ilam',
    room: 'ilam-zagros',
    mode: 'room',
    counsellor: 'shirin-rastegar',
    alias: 'Heron',
    people: 1,
    needs: [],
    state: 'confirmed',
    publicName: { en: 'Appointment 50 min' },
    due: { amount: 0, currency: 'IRR', minorDigits: 0 },
    paid: { amount: 0, currency: 'IRR', minorDigits: 0 },
    ...given,
  };
}
