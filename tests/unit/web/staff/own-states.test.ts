import { expect, test } from 'vitest';
import type { CheckInItem } from '#contract/check-ins.ts';
import { OwnStates } from '../../../../web/staff/age/own-states.ts';

const recorded = (booking: string, event: CheckInItem['event']) => ({ item: { booking, event } as CheckInItem });
const isOwn = (own: OwnStates, state: 'arrived' | 'in_session') => own.has({ what: 'state', booking: 'b', state });

test('what was recorded here is no news until a list has it, however often lists come before', () => {
  const own = new OwnStates();
  own.note([recorded('b', 'started')]);
  // Back on the network: a first list may be older than what is being sent.
  own.seen([{ booking: 'b', state: 'arrived' }]);
  expect(isOwn(own, 'in_session')).toBe(true);

  own.seen([{ booking: 'b', state: 'in_session' }]);
  expect(isOwn(own, 'in_session')).toBe(false);
});

test('of two that were recorded the first may be seen alone, or never', () => {
  const both = [recorded('b', 'arrived'), recorded('b', 'started')];
  let own = new OwnStates();
  own.note(both);
  own.seen([{ booking: 'b', state: 'arrived' }]);
  expect([isOwn(own, 'arrived'), isOwn(own, 'in_session')]).toEqual([false, true]);

  own = new OwnStates();
  own.note(both);
  own.seen([{ booking: 'b', state: 'in_session' }]);
  expect([isOwn(own, 'arrived'), isOwn(own, 'in_session')]).toEqual([false, false]);
});

test('others’ work is news, and so is whatever is no state', () => {
  const own = new OwnStates();
  own.note([recorded('b', 'started'), recorded('c', 'note'), {}]);
  expect(own.has({ what: 'state', booking: 'c', state: 'in_session' })).toBe(false);
  expect(own.has({ what: 'state', booking: 'b', state: 'completed' })).toBe(false);
  expect(own.has({ what: 'room', booking: 'b', state: 'in_session' })).toBe(false);
});
