import { preferences } from '../platform/preferences.ts';
import { preferredLocale, speak } from '../i18n/i18n.ts';

/** Language, direction and theme as the device remembers them, before anything is drawn. */
export async function showPreferences(): Promise<void> {
  const { locale, theme } = preferences();
  if (theme) document.documentElement.dataset['theme'] = theme;
  else delete document.documentElement.dataset['theme'];

  await speak(locale ?? preferredLocale());
}
