import type { z } from 'zod';
import { Refusal } from '#domain/refusal.ts';
import type { HttpContext } from '../http.ts';
import { inputFaults } from './input-faults.ts';

const MAX_KEPT = 1000;
/** No app asks longer. */
const MAX_CHARS = 400;

/**
 * Reads the query of a request by its schema. What a text means is kept, since the same text means the same always and most
 * people send one of a few: reading it anew takes as long as finding the slots of a day. Nothing of an answer is kept.
 */
export function keptQueries<T extends object>(schema: z.ZodType<T>): (c: HttpContext) => Readonly<T> {
  const kept = new Map<string, Readonly<T>>();

  return (c) => {
    const { url } = c.req;
    const text = url.slice(url.indexOf('?') + 1);
    const known = kept.get(text);
    if (known) return known;

    const query = Object.freeze(read(c, schema));
    if (kept.size >= MAX_KEPT) kept.clear();
    if (text.length <= MAX_CHARS) kept.set(text, query);
    return query;
  };
}

/** @throws Refusal `invalid` with every fault */
function read<T>(c: HttpContext, schema: z.ZodType<T>): T {
  const given = Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]);
  const { data, error } = schema.safeParse(Object.fromEntries(given));
  if (error) throw new Refusal('invalid', {}, inputFaults(error));
  return data;
}
