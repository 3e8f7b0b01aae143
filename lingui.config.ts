import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** One catalog per area and language: an area is loaded with its page, and only in the language that is shown. */
const LATER = [
  'web/i18n/problem-sentence.tsx',
  'web/i18n/password-fault.tsx',
  'web/i18n/provider-fault.tsx',
  'web/i18n/role-words.ts',
  'web/links',
  'web/app/seldom',
  'web/features/find/RefusedTime.tsx',
  'web/features/find/TopicSheet.tsx',
  'web/features/find/whom',
  'web/features/find/wishes/CodeField.tsx',
  'web/features/find/wishes/RoomNeeds.tsx',
  'web/slots/MonthSheet.tsx',
  'web/slots/NothingFree.tsx',
].map((path) => `<rootDir>/${path}`);
const areas = [
  'find',
  'confirm',
  'bookings',
  'sign-in',
  'you',
  'family',
  'own-data',
  'security',
  'ticket-link',
  'desk',
  'counsellor',
  'kiosk',
  'admin',
];

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fa', 'fi', 'sl', 'uk'],
  fallbackLocales: { default: 'en' },
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [
    {
      path: '<rootDir>/web/locales/shell/{locale}',
      include: ['<rootDir>/web/app', '<rootDir>/web/i18n', '<rootDir>/web/ui', '<rootDir>/web/features/urgent'],
      exclude: LATER,
    },
    // Told when something was refused, and words that only later screens say, which no first screen has to wait for.
    { path: '<rootDir>/web/locales/problems/{locale}', include: LATER },
    // What desk and counsellors have in common: lock, unsent items, what needs attention.
    { path: '<rootDir>/web/locales/staff/{locale}', include: ['<rootDir>/web/staff'] },
    ...areas.map((area) => ({
      path: `<rootDir>/web/locales/${area}/{locale}`,
      include: [`<rootDir>/web/features/${area}`, ...(area === 'find' ? ['<rootDir>/web/slots'] : [])],
      exclude: LATER,
    })),
  ],
});
