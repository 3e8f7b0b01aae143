/** What a device is told apart by in its person's own list: "Firefox on Android". Either half may be unknown. */
export interface DeviceName {
  browser: string | null;
  system: string | null;
}

/** In this order: most browsers also name those that they want to be taken for. */
const BROWSERS: [RegExp, string][] = [
  [/\b(Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(OPR|OPiOS)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Browsers' own names stay well below that; nobody makes us search more. */
const MOST_SIGNS = 400;

/** From the User-Agent header. Versions are left out: they say more than anybody needs to recognise a device. */
export function deviceName(userAgent: string | undefined): DeviceName {
  const text = (userAgent ?? '').slice(0, MOST_SIGNS);
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(text))?.[1] ?? null;
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
