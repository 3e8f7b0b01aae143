import type { Messages } from '@lingui/core';
import { addCatalogs } from './i18n.ts';

/** The texts of those who work here: known from when their areas are opened. */
export function knowStaffTexts(): void {
  addCatalogs(import.meta.glob<{ messages: Messages }>('../locales/{staff,desk,counsellor,kiosk}/*.po'));
}
