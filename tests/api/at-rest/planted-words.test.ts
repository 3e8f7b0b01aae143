import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBackupFile } from '../../../api/storage/backup/backup-file.ts';
import { takeBackup } from '../../../api/storage/backup/take-backup.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLetters } from '../../support/kept-letters.ts';
import { openGuardedLibrary, type GuardedLibrary } from '../../support/permissions/guarded-library.ts';
import { FOREIGN_WORDS, OWN_WORDS, plantedNetwork, plantWords } from '../../support/permissions/planted-words.ts';
import { filesBelow, wordsInFiles } from '../../support/raw-bytes.ts';
import { raw } from '../../support/raw-statement.ts';

/** What names a person, reaches them, or was said about them. An alias is made to be called out, and a service is the network's. */
const SEALED = [
  'legalName',
  'phone',
  'email',
  'invitee',
  'card',
  'pin',
  'childName',
  'note',
  'reason',
  'agent',
] as const;
const PLAIN = 'Plainword-4711-left-by-somebody';

describe.each(ENGINES)('a thief with the files of a library, on $engine', { timeout: 120_000 }, ({ engine }) => {
  let guarded: GuardedLibrary;
  let words: string[];
  let folder: string;
  const kept = keepLetters();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quietroom-thief-'));
    guarded = await openGuardedLibrary(engine, plantedNetwork(), { outlets: kept.outlets });
    const { own, foreign } = await plantWords(guarded, kept);
    const secrets = [own, foreign].flatMap(({ code, linkToken, invitationToken }) => [
      code,
      linkToken,
      invitationToken,
    ]);
    words = [...[OWN_WORDS, FOREIGN_WORDS].flatMap((side) => SEALED.map((field) => side[field])), ...secrets];
    const { database } = guarded.opened.api.services;
    // The control: what somebody forgot to seal.
    await database.write((tx) => tx.run(raw(`update patron set alias = '${PLAIN}' where person = 'visitor-3'`), {}));
  }, 120_000);
  afterAll(async () => {
    await guarded?.opened.api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The database's own, with its log: what is written but not yet brought into the tables stands there. */
  const files = async () => {
    const { place, services } = guarded.opened.api;
    if (engine === 'sqlite') return filesBelow(dirname(place.databaseUrl.replace(/^file:/, '')));
    await services.database.reader.rows(raw('checkpoint'), {});
    const [{ data_directory: data } = { data_directory: '' }] = await services.database.reader.rows(
      raw<{ data_directory: string }>(`select current_setting('data_directory') as data_directory`),
      {},
    );
    const [{ path } = { path: '' }] = await services.database.reader.rows(
      raw<{ path: string }>(`select pg_relation_filepath('patron') as path`),
      {},
    );
    return [...filesBelow(join(data, dirname(path))), ...filesBelow(join(data, 'pg_wal'))];
  };

  test('finds none of the words in any form, and would find one that was left plain', async () => {
    const there = await files();
    expect(there.length).toBeGreaterThan(1);
    expect(wordsInFiles(there, [PLAIN])).not.toEqual([]);
    expect(wordsInFiles(there, words)).toEqual([]);
  });

  test('finds none in a backup, nor in what is inside it; the control stands inside and not outside', async (ctx) => {
    if (engine === 'postgres') ctx.skip('NOT PROVED: the server of these tests comes without pg_dump');
    const { services, place } = guarded.opened.api;
    const identity = await generateX25519Identity();
    const taken = await takeBackup({
      ...services,
      ...place,
      release: '0.0.0',
      to: folder,
      recipient: await identityToRecipient(identity),
      keepDays: 35,
      tools: { binFolder: undefined, environment: {} },
    });
    expect(statSync(taken.path).size).toBeGreaterThan(100_000);
    expect(wordsInFiles([taken.path], [...words, PLAIN])).toEqual([]);
    const inner = join(folder, 'inner');
    const opened = await openBackupFile(taken.path, identity);
    await opened.copyTo(inner);
    await opened.close();
    expect(wordsInFiles([inner], [PLAIN])).not.toEqual([]);
    expect(wordsInFiles([inner], words)).toEqual([]);
  });

  test('a control: each form in which a word could stand is found', () => {
    const file = join(folder, 'forms');
    for (const form of ['utf8', 'utf16le', 'hex', 'base64', 'base64url'] as const) {
      for (const before of ['', 'a', 'ab']) {
        const plain = Buffer.from(`${before}${PLAIN} and more`);
        const isText = form === 'utf8' || form === 'utf16le';
        writeFileSync(file, isText ? Buffer.from(plain.toString(), form) : plain.toString(form));
        expect(wordsInFiles([file], [PLAIN]), `${form} after "${before}"`).not.toEqual([]);
      }
    }
  });
});
