import { demoPeople } from './load-demo.ts';

/** The demonstration's sign-ins that this database knows, for whoever tries it. `ids`: its demonstration accounts. */
export function signInTable(ids: readonly string[]): string {
  const known = new Set(ids);
  const people = demoPeople().filter(({ id }) => known.has(id));
  const cards = people.flatMap(({ name, branch, card, pin }) =>
    card && pin ? [[card, pin, name.en ?? '', branch ?? '']] : [],
  );
  const staff = people.flatMap(({ id, role, password }) => (password ? [[id, password, role]] : []));
  if (people.length === 0) return 'This database has a network of its own: the demonstration sign-ins are not in it.\n';

  return [
    '',
    'THIS IS A DEMONSTRATION. Everybody can read these sign-ins: keep nothing real in it.',
    '',
    ...rows(['Card', 'PIN', 'Patron', 'Branch'], cards),
    '',
    ...rows(['Name', 'Password', 'Role'], staff),
    '',
  ].join('\n');
}

function rows(head: string[], body: string[][]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...body.map(line)];
}
