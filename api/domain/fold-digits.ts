/** Persian (۰…۹) and Arabic-Indic (٠…٩) digits as 0…9; everything else stays. */
export function foldDigits(text: string): string {
  return text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) % 16));
}

/** A card number or PIN as it is compared: digits folded, spaces and invisible joiners and direction marks left out. */
export function foldCredential(text: string): string {
  return foldDigits(text.normalize('NFKC')).replace(/[\s\u200B-\u200F\u061C\u2060\uFEFF]/g, '');
}
