import { expect, test } from 'vitest';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import { withOutbox, type OutboxEntry } from '../../../../web/offline/outbox/outbox-entry.ts';

const entry = (booking: string, event: ItemEvent): OutboxEntry => ({
  id: `${booking} ${event}`,
  appendedAt: 1,
  isOnDisk: true,
  item: { id: 'i', booking, event, occurredAt: '2026-11-24T06:30:00Z' },
});
const rows = [
  { booking: 'a', state: 'confirmed' as const },
  { booking: 'b', state: 'arrived' as const },
];

test('a row says what waits about it and what it would become, and stays what the server said', () => {
  const [first, second] = withOutbox(rows, [entry('a', 'arrived'), entry('a', 'started'), entry('a', 'paid')]);
  expect(first).toMatchObject({ state: 'confirmed', expected: 'in_session' });
  expect(first?.waiting).toHaveLength(3);
  expect(second).toMatchObject({ state: 'arrived', expected: 'arrived', waiting: [] });
});

test('what was taken back leads back', () => {
  expect(withOutbox(rows, [entry('a', 'arrived'), entry('a', 'arrived_undone')])[0]?.expected).toBe('confirmed');
});

test('what somebody else left here says nothing about any row', () => {
  const sealed: OutboxEntry = { id: 'x', appendedAt: 1, isOnDisk: true };
  expect(withOutbox(rows, [sealed]).every(({ waiting }) => waiting.length === 0)).toBe(true);
});
