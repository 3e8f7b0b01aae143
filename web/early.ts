import { languages, preferredLocale, rehearseDates } from './i18n/catalogs/languages.ts';
import { askEarly } from './platform/early/ask.ts';
import { keptPreferences } from './platform/early/kept-preferences.ts';

/**
 * A small file beside the app's large one, and sooner there: it asks for what the first screen will need from the network
 * while the large one is still on its way. So it imports nothing that is not as small.
 */
const locale = keptPreferences().locale ?? preferredLocale();
askEarly('/api/catalogue');
// The start loads it for good, and says so where it does not come.
languages[locale]().catch(() => undefined);
rehearseDates(locale);
