/**
 * SQL that puts so many copies of the session that ends first beside it: `copy-1` …, with a few ends between them, without bookings and MACs.
 *
 * @param columns all of the table's
 */
export function copySession(columns: readonly string[], copies: number): string {
  const values = columns.map((column) => {
    if (column === 'id') return `'copy-' || n`;
    if (column === 'ends_at') return 'ends_at - n % 7 * 60000';
    return ['mac', 'series', 'series_number'].includes(column) ? 'null' : column;
  });
  return `insert into session (${columns.join()})
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${copies})
    select ${values.join()} from numbers, (select * from session order by ends_at, id limit 1) as one`;
}
