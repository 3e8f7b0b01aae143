/**
 * Who may import whom (ARCHITECTURE.md). The row of the longest folder that holds a file counts. `{x}` is the feature's
 * own name. A folder may always import itself. `types` may be imported with `import type` only.
 */
export interface ImportRow {
  folder: string;
  may: string[];
  types?: string[];
  packages: string[];
  why: string;
}

const HONO = ['hono', '@hono/zod-openapi', '@hono/node-server'];
const WEB_BASE = ['web/ui', 'web/i18n', 'web/platform', 'web/offline'];
const REACT = ['react', 'react-dom', '@lingui/core', '@lingui/react', '@tanstack/react-query', 'wouter'];

export const IMPORT_TABLE: ImportRow[] = [
  {
    folder: 'api/domain',
    may: [],
    packages: [],
    why: 'the domain is pure: everything points at it and it points at nothing',
  },
  {
    folder: 'api/contract',
    may: ['api/domain'],
    packages: ['zod'],
    why: 'the contract is shapes on the wire and no more',
  },
  {
    folder: 'api/storage',
    may: ['api/domain'],
    packages: ['kysely', 'pg', '@zxcvbn-ts/language-common', 'node:*'],
    why: 'storage knows neither the wire nor a feature, so that both engines and every caller can share it',
  },
  {
    folder: 'api/storage/backup',
    may: ['api/domain', 'api/storage'],
    packages: ['age-encryption', 'kysely', 'pg', 'node:*'],
    why: 'what leaves for another disk is sealed by a library that does nothing else',
  },
  {
    folder: 'api/http',
    may: ['api/domain', 'api/contract', 'api/storage', 'api/config.ts', 'api/services.ts'],
    packages: [...HONO, 'zod', 'node:*'],
    why: 'http serves every feature and knows none',
  },
  {
    folder: 'api/outlets',
    may: [],
    packages: ['nodemailer', 'node:*'],
    why: 'an outlet takes a text away: it knows neither what it says nor whom it is for',
  },
  {
    folder: 'api/features',
    may: ['api/domain', 'api/contract', 'api/storage', 'api/features/{x}'],
    types: ['api/outlets'],
    packages: ['ical-generator', 'otpauth', '@simplewebauthn/server', 'node:crypto'],
    why: 'features meet in domain and in storage, never in each other; SQL lives in storage, HTTP in the routes file',
  },
  {
    folder: 'api/features/sign-in/by-provider',
    may: ['api/domain', 'api/contract', 'api/storage', 'api/features/sign-in'],
    packages: ['openid-client', 'node:crypto'],
    why: 'tokens are checked by a library that does nothing else; no other part of the product speaks to a provider',
  },
  {
    folder: 'api',
    may: ['api'],
    packages: ['hono', '@hono/zod-openapi', '@hono/node-server', 'vite', 'node:*'],
    why: 'the root, the jobs and the commands put the parts together; the web is not theirs',
  },
  {
    folder: 'web/ui',
    may: [],
    packages: ['react', 'react-dom'],
    why: 'ui has no words and no data: it could be lifted into another product',
  },
  {
    folder: 'web/i18n',
    may: ['api/domain', 'web/locales'],
    types: ['api/contract'],
    packages: ['react', '@lingui/core', '@lingui/react', '@lingui/conf', '@internationalized/date'],
    why: 'i18n turns values into words; it fetches and shows nothing',
  },
  {
    folder: 'web/platform',
    may: ['api/domain'],
    types: ['api/contract'],
    packages: ['react', '@tanstack/react-query', '@simplewebauthn/browser', 'workbox-window'],
    why: 'the platform is the browser, made plain; it knows no screen',
  },
  {
    folder: 'web/offline',
    may: ['api/domain', 'web/platform'],
    types: ['api/contract'],
    packages: ['react', 'idb-keyval', '@tanstack/react-query'],
    why: 'what is kept on the device knows no screen',
  },
  {
    folder: 'web/features',
    may: ['api/domain', ...WEB_BASE, 'web/slots', 'web/links', 'web/staff', 'web/features/{x}'],
    types: ['api/contract'],
    packages: [...REACT, 'qrcode', 'jsqr', '@internationalized/date'],
    why: 'features meet on screen in web/app, or in domain; zod never reaches a browser, so the contract is types only',
  },
  {
    folder: 'web/staff',
    may: ['api/domain', ...WEB_BASE],
    types: ['api/contract'],
    packages: REACT,
    why: 'desk, counsellors and kiosks share one shell: it serves those features and knows none of them',
  },
  {
    folder: 'web/slots',
    may: ['api/domain', ...WEB_BASE],
    types: ['api/contract'],
    packages: [...REACT, '@internationalized/date'],
    why: 'times are chosen when booking and when moving: the chooser serves both features and knows neither',
  },
  {
    folder: 'web/links',
    may: ['web/ui', 'web/i18n'],
    packages: [...REACT, 'qrcode'],
    why: 'links are handed over by patrons and by the desk: how that is done is the same for all, and knows no feature',
  },
  {
    folder: 'web/service-worker',
    may: ['web/offline/outbox', 'web/platform'],
    packages: ['react', 'workbox-precaching', 'workbox-routing', 'workbox-window'],
    why: 'the worker is a program of its own that sends what waits, and its registration knows no screen',
  },
  {
    folder: 'web',
    may: ['web', 'api/domain'],
    types: ['api/contract'],
    packages: [...REACT, '@fontsource-variable/vazirmatn'],
    why: 'the app puts the web together; the server is reached over the wire only',
  },
];

/** A feature's routes file is the one that also speaks HTTP. */
export const ROUTES_FILE = { ending: '-routes.ts', may: ['api/http'], packages: ['hono', '@hono/zod-openapi'] };

/** A word of the code that may stand only in some places. `only` are folders or files; nothing else is excepted. */
export interface ReservedWord {
  word: RegExp;
  within: string[];
  only: string[];
  why: string;
}

export const RESERVED_WORDS: ReservedWord[] = [
  {
    word: /\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bperformance\.now\b|\bMath\.random\b|\bprocess\.|\bcrypto\./,
    within: ['api/domain', 'api/contract'],
    only: [],
    why: 'a clock, chance or the process in the middle of a rule cannot be tested: time and randomness are handed in',
  },
  {
    word: /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b/,
    within: ['api/features', 'api/storage/stores'],
    only: [],
    why: 'a verb has one now, its transaction’s: take ctx.now',
  },
  {
    word: /\bprocess\.env\b/,
    within: ['api', 'web'],
    only: ['api/main.ts', 'api/cli'],
    why: 'programs hand their environment to readConfig (api/config.ts), where settings are checked and listed',
  },
  {
    word: /(?<![.\w])fetch\(/,
    within: ['web'],
    only: ['web/platform/early/ask.ts', 'web/service-worker'],
    why: 'one caller of fetch adds the release, the key and the reading of problems',
  },
  {
    word: /\bIntl\.|\.toLocale(Date|Time)?String\(/,
    within: ['web', 'api'],
    only: ['web/i18n', 'api/domain/time', 'api/domain/network-file'],
    why: 'digits, calendars and the order of a date’s parts are wrong somewhere if each screen does its own',
  },
  {
    word: /\bindexedDB\b|\bidb-keyval\b|\blocalStorage\b|\bsessionStorage\b/,
    within: ['web'],
    only: ['web/offline', 'web/i18n', 'web/platform'],
    why: 'what is kept on a device is kept encrypted, and removed, in one place',
  },
  {
    word: /\bdangerouslySetInnerHTML\b|\.innerHTML\s*=|\beval\(|\bnew Function\(/,
    within: ['web'],
    only: [],
    why: 'text must not become markup or code',
  },
];
