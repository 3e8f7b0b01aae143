import type { Step } from './release-record.ts';

const CARD = { card: '۲۹۰۰۰۰۰۱', pin: '4821' };
const TALK = { service: 'talk', branch: 'main', mode: 'room' };
const NINE = '2026-11-25T08:00:00Z';
const TEN = '2026-11-25T09:00:00Z';
const OWN = '/api/bookings/{{hold.booking.id}}';

/** All that the app asks for a patron, noes among it: looking, signing in, booking, changing, leaving. */
export const PATRON_JOURNEY: Step[] = [
  { name: 'catalogue', path: '/api/catalogue' },
  { name: 'slots', path: '/api/slots?service=talk&from=2026-11-25&to=2026-11-26&branch=main' },
  { name: 'stranger', path: '/api/me' },
  { name: 'wrongPin', method: 'POST', path: '/api/sign-in/card', json: { ...CARD, pin: '0000' } },
  { name: 'signIn', method: 'POST', path: '/api/sign-in/card', json: { ...CARD, sharedDevice: false } },
  { name: 'me', path: '/api/me' },
  { name: 'prices', path: '/api/me/prices' },
  {
    name: 'wrongCode',
    method: 'POST',
    path: '/api/holds',
    key: 'code',
    json: { ...TALK, startsAt: NINE, codes: ['AAAA-BBBB-CCCC'] },
  },
  {
    name: 'notOffered',
    method: 'POST',
    path: '/api/holds',
    key: 'odd',
    json: { ...TALK, startsAt: '2026-11-25T08:05:00Z' },
  },
  {
    name: 'unknownField',
    method: 'POST',
    path: '/api/holds',
    key: 'field',
    json: { ...TALK, startsAt: NINE, colour: 1 },
  },
  { name: 'noKey', method: 'POST', path: '/api/holds', json: { ...TALK, startsAt: NINE } },
  {
    name: 'hold',
    method: 'POST',
    path: '/api/holds',
    key: 'hold',
    json: { ...TALK, startsAt: NINE, counsellor: 'ana', people: 1, features: ['step-free'] },
  },
  { name: 'extend', method: 'POST', path: `${OWN}/extend`, key: 'extend', json: {} },
  { name: 'extendAgain', method: 'POST', path: `${OWN}/extend`, key: 'again', json: {} },
  {
    name: 'confirm',
    method: 'POST',
    path: `${OWN}/confirm`,
    key: 'confirm',
    json: { preparations: ['interpreter'], messages: 'discreet', consent: { version: '1', locale: 'sl' } },
  },
  { name: 'prepare', method: 'PUT', path: `${OWN}/preparations`, key: 'prepare', json: { preparations: ['company'] } },
  { name: 'list', path: '/api/bookings' },
  { name: 'read', path: OWN },
  { name: 'absent', path: '/api/bookings/00000000-0000-4000-8000-000000000000' },
  { name: 'move', method: 'POST', path: `${OWN}/move`, key: 'move', json: { startsAt: TEN, mode: 'room' } },
  { name: 'cancel', method: 'POST', path: `${OWN}/cancel`, key: 'cancel', json: {} },
  { name: 'cancelAgain', method: 'POST', path: `${OWN}/cancel`, key: 'cancel', json: {} },
  { name: 'late', method: 'POST', path: `${OWN}/confirm`, key: 'late', json: {} },
  { name: 'retake', method: 'POST', path: `${OWN}/retake`, key: 'retake', json: {} },
  { name: 'calendar', path: '/api/bookings/{{retake.booking.id}}/calendar.ics' },
  { name: 'signOut', method: 'POST', path: '/api/sign-out', json: {} },
  { name: 'gone', path: '/api/bookings' },
];
