import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLetters } from '../../support/kept-letters.ts';
import { openGuardedLibrary, type GuardedLibrary } from '../../support/permissions/guarded-library.ts';
import { FOREIGN_WORDS, OWN_WORDS, plantedNetwork, plantWords } from '../../support/permissions/planted-words.ts';
import { openedRows } from '../../support/rights/opened-rows.ts';

/** What of the words is about the person; the others are the library's: its services, and somebody whom it invited. */
const ABOUT = ['legalName', 'phone', 'email', 'card', 'alias', 'childName', 'note', 'reason', 'consent'] as const;

describe.each(ENGINES)('Q5 words planted in every field about a person, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  beforeAll(async () => {
    const kept = keepLetters();
    const erased = () => guarded.opened.api.services.database.scrub();
    guarded = await openGuardedLibrary(engine, plantedNetwork(), { outlets: kept.outlets, erased });
    await plantWords(guarded, kept);
  });
  afterAll(() => guarded.opened.api.close());

  const found = (words: typeof OWN_WORDS, text: string) => ABOUT.filter((field) => text.includes(words[field]));
  const files = () => {
    const path = guarded.opened.api.place.databaseUrl.replace(/^file:/, '');
    return [path, `${path}-wal`].map((one) => (existsSync(one) ? readFileSync(one).toString('latin1') : '')).join('\n');
  };

  test('can be read by whoever has the database and its keys, until they are erased; then none of them, by no key', async () => {
    const { api, clock } = guarded.opened;
    const before = await openedRows(api);
    // What is asked for is shown to be findable.
    expect(found(OWN_WORDS, before)).toEqual([...ABOUT]);
    expect(found(FOREIGN_WORDS, before)).toEqual([...ABOUT]);
    if (engine === 'sqlite') expect(files()).toContain(OWN_WORDS.alias);

    clock.now = Date.parse('2026-11-25T12:00:00Z');
    const person = await guarded.opened.person('visitor-1');
    const answer = await person.post('/api/me/erasure');
    expect([answer.status, answer.text]).toEqual([200, '{"appointmentsCancelled":0,"kept":null}']);

    const after = await openedRows(api);
    expect(found(OWN_WORDS, after)).toEqual([]);
    expect(found(FOREIGN_WORDS, after)).toEqual([...ABOUT]);
    if (engine === 'sqlite') {
      expect(found(OWN_WORDS, files())).toEqual([]);
      expect(files()).toContain(FOREIGN_WORDS.alias);
    }
    await assertInvariants(api);
  });

  test('and the id stands nowhere but in the record and among those who were erased', async () => {
    const { api } = guarded.opened;
    const isSqlite = engine === 'sqlite';
    const tables = await rowsOf<{ name: string }>(
      api,
      isSqlite
        ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
        : `select tablename as name from pg_tables where schemaname = current_schema()`,
    );
    const where = [];
    for (const { name } of tables) {
      const rows = await rowsOf(api, `select * from "${name}"`);
      if (rows.some((row) => Object.values(row).includes('visitor-1'))) where.push(name);
    }
    // `change` tells the other processes for a day that their sign-ins are over.
    expect(where.toSorted()).toEqual(['audit', 'change', 'erasure']);
  });
});
