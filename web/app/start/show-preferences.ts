import { onPreference, preferences } from '../../platform/preferences.ts';
import { preferredLocale } from '../../i18n/catalogs/languages.ts';
import { speak } from '../../i18n/i18n.ts';
import { showTheme } from './show-theme.ts';

/** Language, direction and theme as the device remembers them, before anything is drawn. */
export async function showPreferences(): Promise<void> {
  const { locale, theme } = preferences();
  showTheme(theme);
  onPreference(() => showTheme(preferences().theme));
  const wanted = locale ?? preferredLocale();
  // One lost file should not cost the whole app; English is better than nothing.
  await speak(wanted).catch(() => speak('en'));
}
