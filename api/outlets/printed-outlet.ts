import type { Outlet } from './outlet.ts';

/** For a demonstration: the message stands in the terminal of whoever tries it, and goes nowhere. */
export function printedOutlet(print: (lines: string) => void): Outlet {
  return {
    send: async (to, { text }) =>
      print(`\nA message to ${to} (a demonstration sends none):\n  ${text.replaceAll('\n', '\n  ')}\n`),
  };
}
