import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { SendBuffers } from '../../../api/http/response/send-buffers.ts';

test('memory is used again only once its answer has gone out', () => {
  const buffers = new SendBuffers();
  const outgoing = new EventEmitter();
  const first = buffers.take(100_000);
  buffers.giveAfter(outgoing as ServerResponse, first);

  expect(first.length).toBe(131_072);
  expect(buffers.take(100_000)).not.toBe(first);
  outgoing.emit('close');
  expect(buffers.take(70_000)).toBe(first);
  expect(buffers.take(70_000)).not.toBe(first);
});

test('very long answers have memory of their own, and what lies idle is bounded', () => {
  const buffers = new SendBuffers();
  const huge = buffers.take(5_000_000);
  expect(huge.length).toBe(5_000_000);
  buffers.give(huge);
  expect(buffers.take(5_000_000)).not.toBe(huge);

  const many = Array.from({ length: 300 }, () => buffers.take(65_536));
  for (const one of many) buffers.give(one);
  const again = new Set(Array.from({ length: 300 }, () => buffers.take(65_536)));
  expect(many.filter((one) => again.has(one)).length).toBe(256);
});
