import { describe, expect, test } from 'vitest';
import type { ConsentText, OwnConsent } from '#contract/account/consent.ts';
import { CONSENT_TEXT, CONSENT_VERSION } from '#domain/consent/consent-text.ts';
import { LOCALES } from '#domain/ids.ts';
import {
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const NOW = { version: CONSENT_VERSION, locale: 'fa' };

describe.each(ENGINES)('consent on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    patron = await opened.patron(0);
  });

  const confirm = async (who: Caller, startsAt: string, consent?: object) => {
    const { booking } = await who.hold(startsAt);
    return who.post(`/api/bookings/${booking.id}/confirm`, consent && { consent });
  };
  const own = async (who: Caller) => JSON.parse((await who.get('/api/me/consent')).text) as OwnConsent;
  const withdraw = async (who: Caller) => JSON.parse((await who.post('/api/me/consent/withdraw')).text) as OwnConsent;
  const rows = () => rowsOf<{ version: string }>(library.api, 'select * from consent');
  const ofBooking = async (id: string) =>
    (await rowsOf(library.api, `select consent_version, consent_locale from booking where id = '${id}'`))[0];

  test('G5 the text has a version and is there in five languages, for anybody', async () => {
    const answer = await library.api.request('/api/consent');
    const { version, text } = (await answer.json()) as ConsentText;
    expect([version, text]).toEqual([CONSENT_VERSION, CONSENT_TEXT]);
    for (const part of Object.values(CONSENT_TEXT))
      expect(Object.keys(part).toSorted()).toEqual([...LOCALES].toSorted());
  });

  test('G5 G6 it is recorded once per version with its language, and what follows stands on it', async () => {
    expect(await own(patron)).toEqual({ consent: null });
    await confirm(patron, WEDNESDAY_9, NOW);
    expect((await own(patron)).consent).toEqual({ ...NOW, givenAt: '2026-11-23T06:00:00Z' });
    library.pass(1);
    const second = await confirm(patron, WEDNESDAY_10, { ...NOW, locale: 'sl' });
    await patron.post(`/api/bookings/${second.booking.id}/cancel`);
    const { booking } = await confirm(patron, TUESDAY_10);
    expect(await rows()).toHaveLength(1);
    expect(await ofBooking(booking.id)).toEqual({ consent_version: CONSENT_VERSION, consent_locale: 'fa' });
    expect(await own(await library.patron(1))).toEqual({ consent: null });
  });

  test('G5 what an earlier release asked counts for its booking alone', async () => {
    const { booking } = await confirm(patron, WEDNESDAY_9, { version: '2026-11', locale: 'sl' });
    expect(await ofBooking(booking.id)).toEqual({ consent_version: '2026-11', consent_locale: 'sl' });
    expect(await own(patron)).toEqual({ consent: null });
  });

  test('G7 withdrawn: open bookings stay, and the next confirmation is refused until it is given again', async () => {
    const { booking } = await confirm(patron, WEDNESDAY_9, NOW);
    library.pass(1);
    const after = await withdraw(patron);
    expect(after).toEqual({ consent: null, withdrawnAt: '2026-11-23T06:01:00Z' });
    library.pass(1);
    expect(await withdraw(patron)).toEqual(after);
    expect((await patron.get(`/api/bookings/${booking.id}`)).booking.state).toBe('confirmed');

    const { booking: held } = await patron.hold(WEDNESDAY_10);
    const path = `/api/bookings/${held.id}/confirm`;
    expect((await patron.post(path)).code).toBe('consent_needed');
    expect((await patron.post(path, { consent: NOW })).booking.state).toBe('confirmed');
    expect((await own(patron)).consent).toMatchObject(NOW);
    expect(await rows()).toHaveLength(2);
    const acts = await rowsOf<{ action: string }>(
      library.api,
      `select action from audit where action like 'consent.%' and subject = 'visitor-0'`,
    );
    expect(acts.filter(({ action }) => action === 'consent.withdraw').length).toBeGreaterThan(0);
  });

  test('G6 the desk agrees to nothing in a patron’s name', async () => {
    const desk = await library.person('desk-1');
    const held = await desk.hold(WEDNESDAY_9, { patron: 'visitor-0' });
    const { booking: id } = (JSON.parse(held.text) as { booking: { booking: string } }).booking;
    expect((await desk.post(`/api/bookings/${id}/confirm`, { consent: NOW })).status).toBe(200);
    expect(await own(patron)).toEqual({ consent: null });
    expect((await desk.get('/api/me/consent')).status).toBe(403);
  });
});
