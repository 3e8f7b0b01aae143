import { Refusal } from '#domain/refusal.ts';

/**
 * G3: a "no" as a holder may hear it. That the patron is busy, has as many bookings as can be or used a discount up says
 * more of them than when and where; alternatives name counsellors and other branches.
 */
export function holdersRefusal(refusal: Refusal): Refusal {
  const { code, facts } = refusal;
  switch (code) {
    case 'slot_taken':
    case 'patron_busy':
      return new Refusal('slot_taken', { reason: 'taken' });
    case 'too_many_open':
    case 'other_currency':
      return new Refusal('wrong_state', { state: 'cancelled' });
    case 'wrong_state':
      return new Refusal('wrong_state', { state: facts['state'] === 'confirmed' ? 'confirmed' : 'cancelled' });
    default:
      return refusal;
  }
}
