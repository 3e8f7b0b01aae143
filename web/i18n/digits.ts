/** Cards, PINs and codes are typed with whatever digits the keyboard has: Persian, Arabic or Latin. */
export function foldDigits(typed: string): string {
  return typed.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
