/** One line of the bench: what was measured, beside its floor and its goal. */
export interface Figure {
  what: string;
  value: string;
  floor?: string;
  goal?: string;
  met?: boolean;
}

const HEAD: Figure = { what: 'measured', value: 'figure', floor: 'floor', goal: 'goal' };

export function figuresTable(figures: Figure[]): string {
  const rows = [HEAD, ...figures].map((figure) => [
    figure.what,
    figure.value,
    figure.floor ?? '',
    figure.goal ?? '',
    figure.met === undefined ? '' : figure.met ? 'met' : 'NOT MET',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

export function goal(what: string, value: string, aim: string, met: boolean): Figure {
  return { what, value, goal: aim, met };
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}
