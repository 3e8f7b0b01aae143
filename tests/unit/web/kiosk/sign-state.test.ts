import { describe, expect, test } from 'vitest';
import type { DoorSign } from '#contract/desk.ts';
import { signState } from '../../../../web/features/kiosk/door/sign-state.ts';

const HEARD = '2026-11-24T10:00:00Z';
const at = (minutes: number) => Date.parse(HEARD) + minutes * 60_000;
const wall = (instant: number | string) => new Date(instant).toISOString().slice(0, 16);
const sign = (more: Partial<DoorSign>): DoorSign => ({ branch: 'main', room: 'room-1', asOf: HEARD, ...more });

describe('a door says', () => {
  test('until when it is in use, or that it is free', () => {
    const used = sign({ inUseUntil: '2026-11-24T10:50' });
    expect(signState(used, at(1), wall)).toEqual({ is: 'used', until: '2026-11-24T10:50' });
    expect(signState(sign({ freeUntil: '2026-11-24T12:00' }), at(1), wall)).toEqual({ is: 'free' });
    expect(signState(sign({}), at(1), wall)).toEqual({ is: 'free' });
  });

  test('nothing two minutes after it last heard anything', () => {
    expect(signState(sign({}), at(1.9), wall)).toEqual({ is: 'free' });
    expect(signState(sign({}), at(2), wall)).toEqual({ is: 'unknown' });
    expect(signState(undefined, at(0), wall)).toEqual({ is: 'unknown' });
  });

  test('nothing once its word has run out, until it hears anew', () => {
    expect(signState(sign({ inUseUntil: '2026-11-24T10:01' }), at(1), wall)).toEqual({ is: 'unknown' });
    expect(signState(sign({ freeUntil: '2026-11-24T10:01' }), at(1), wall)).toEqual({ is: 'unknown' });
  });

  test('"in use" without an end where a meeting goes on past it', () => {
    expect(signState(sign({ inUseUntil: '2026-11-24T09:55' }), at(1), wall)).toEqual({ is: 'used' });
  });
});
