import { keep } from './format.ts';
import { currentLocale } from './i18n.ts';

const SIZES = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** "48.2 MB". Said to administrators only: no first screen carries it. */
export function fileSize(bytes: number): string {
  const [unit, one] = SIZES.find(([, size]) => bytes >= size) ?? SIZES[2];
  // Persian has no short sign of its own.
  const unitDisplay = currentLocale() === 'fa' ? 'long' : 'short';
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 } as const;
  return keep(`size ${unit}`, (tag) => new Intl.NumberFormat(tag, options)).format(bytes / one);
}
