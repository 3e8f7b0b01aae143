import { expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#domain/refusal.ts';
import type { HttpContext } from '../../../api/http/http.ts';
import { keptQueries } from '../../../api/http/request/kept-queries.ts';

const schema = z.strictObject({ room: z.string(), people: z.coerce.number().int().max(9).optional() });

/** As much of a request as is read. */
function asked(query: string): HttpContext {
  const url = `http://localhost/api/slots?${query}`;
  const queries = () =>
    Object.fromEntries(
      [...new URL(url).searchParams.keys()].map((name) => [name, new URL(url).searchParams.getAll(name)]),
    );
  return { req: { url, queries } } as unknown as HttpContext;
}

test('a query says what it says, the second time too, and whatever was asked in between', () => {
  const read = keptQueries(schema);
  for (let turn = 0; turn < 2; turn++) {
    for (let i = 0; i < 1500; i++)
      expect(read(asked(`room=r${i}&people=${i % 10}`))).toEqual({ room: `r${i}`, people: i % 10 });
  }
});

test('what was refused is refused again', () => {
  const read = keptQueries(schema);
  for (const query of ['room=a&room=b', 'room=a&people=10', 'room=a&odd=1', 'people=1', '']) {
    for (let turn = 0; turn < 2; turn++) expect(() => read(asked(query))).toThrow(Refusal);
  }
});

test('nobody can change what is kept', () => {
  const read = keptQueries(schema);
  const query = read(asked('room=a'));
  expect(() => Object.assign(query, { room: 'b' })).toThrow(TypeError);
  expect(read(asked('room=a'))).toEqual({ room: 'a' });
});
