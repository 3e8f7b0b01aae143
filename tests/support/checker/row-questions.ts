/**
 * Times that overlap, recomputed from the sessions whatever the cells say: a row that begins before everything that began earlier
 * is over. One pass in the order of time, however many there are.
 */
const overlapping = (what: string, rows: string) => `
  select id from (select ${what}.id, ${what}.from_at, max(${what}.until_at) over (partition by ${what}.whose
    order by ${what}.from_at, ${what}.id rows between unbounded preceding and 1 preceding) as busy_until
    from (${rows}) ${what}) seen where busy_until > from_at`;

const OVERLAPS: Record<string, string> = {
  'two sessions share their counsellor’s time': overlapping(
    'session',
    `select id, counsellor as whose, starts_at as from_at, counsellor_until as until_at from session where gone_at is null`,
  ),
  'two sessions share their room’s time': overlapping(
    'session',
    `select id, room as whose, starts_at as from_at, room_until as until_at from session
     where gone_at is null and room is not null`,
  ),
  'a patron is in two places at once': overlapping(
    'talk',
    `select b.id, b.patron as whose, s.starts_at as from_at, s.ends_at as until_at
     from booking b join session s on s.id = b.session
     where b.state not in ('expired', 'cancelled') and b.patron <> '(nobody)'`,
  ),
  'a session has more people than places': `select id from session where taken > places or taken < 0`,
  'a visit begins twice': `
    select booking, sum(case event when 'arrived' then 1 when 'arrived_undone' then -1 else 0 end) as times
    from check_in where outcome = 'applied' group by booking
    having sum(case event when 'arrived' then 1 when 'arrived_undone' then -1 else 0 end) > 1`,
};

/** Cells by session and resource, counted once. */
const CELLS = `with cells as (select session, resource, count(*) as cells, min(day * 288 + cell) as first,
    max(day * 288 + cell) as last from occupancy group by session, resource),
  whole as (select session, count(*) as cells from occupancy group by session)`;

/** From the first to the last cell and none between missing. */
const isCovered = (until: string) => `coalesce(c.cells, 0) = (${until} - s.starts_at) / 300000
    and c.first = s.starts_at / 300000 and c.last = ${until} / 300000 - 1`;

/** Occupancy recomputed from sessions, bookings and blocks: what should be there, and that nothing else is. */
const CELL_QUESTIONS: Record<string, string> = {
  'a session that is gone has no occupying booking and no cell': `${CELLS}
    select s.id from session s left join whole w on w.session = s.id
      left join booking b on b.session = s.id and b.state not in ('expired', 'cancelled')
    where s.gone_at is not null and (w.cells is not null or b.id is not null)`,
  'an occupying booking has the cells of its talk': `${CELLS}
    select b.id from booking b join session s on s.id = b.session
      left join cells c on c.session = s.id and c.resource = 'p:' || b.patron left join whole w on w.session = s.id
    where b.state not in ('expired', 'cancelled') and b.patron <> '(nobody)' and not (${isCovered('s.ends_at')}) and not SWEPT`,
  'a session has the cells of its counsellor': `${CELLS}
    select s.id from session s left join cells c on c.session = s.id and c.resource = 'c:' || s.counsellor
      left join whole w on w.session = s.id
    where s.gone_at is null and not (${isCovered('s.counsellor_until')}) and not SWEPT`,
  'a session has the cells of its room': `${CELLS}
    select s.id from session s left join cells c on c.session = s.id and c.resource = 'r:' || s.room
      left join whole w on w.session = s.id
    where s.gone_at is null and s.room is not null and not (${isCovered('s.room_until')}) and not SWEPT`,
  'a cell belongs to a session, a booking or a block': `
    select o.day, o.cell, o.resource, o.session from occupancy o left join session s on s.id = o.session
      left join block x on x.id = o.session left join booking b on b.id = o.booking
    where x.id is null and (s.id is null or s.gone_at is not null
      or not (o.resource = 'c:' || s.counsellor or o.resource = 'r:' || coalesce(s.room, '')
        or coalesce(b.session = s.id and b.state not in ('expired', 'cancelled')
          and o.resource = 'p:' || b.patron, false)))`,
};

/** What must hold after whatever was done to the bookings; each question finds the rows that break it. */
const QUESTIONS: Record<string, string> = {
  'places of a session are counted by its occupying bookings': `
    select s.id from session s left join booking b on b.session = s.id and b.state not in ('expired', 'cancelled')
    where s.gone_at is null group by s.id, s.taken having s.taken <> coalesce(sum(b.people), 0)`,
  'every cell of a standing block is its own, a session’s or another block’s': `
    select b.id from block b where b.gone_at is null and (select count(*) from occupancy o
      where o.resource = coalesce('c:' || b.counsellor, 'r:' || b.room)
        and o.day * 288 + o.cell >= b.starts_at / 300000 and o.day * 288 + o.cell < b.ends_at / 300000
      ) <> (b.ends_at - b.starts_at) / 300000`,
  'cells of a block lie within its time': `
    select b.id from occupancy o join block b on b.id = o.session where b.gone_at is not null
      or o.day * 288 + o.cell < b.starts_at / 300000 or o.day * 288 + o.cell >= b.ends_at / 300000`,
  'uses and money of a discount equal its redemptions': `
    select t.discount from discount_tally t where t.uses + t.spent_minor <> coalesce((
      select sum(case when t.currency = '' then 1 when r.currency = t.currency then r.amount_minor else 0 end)
      from redemption r where r.discount = t.discount and r.returned_at is null), 0)`,
  'redemptions stand for the lines of bookings that occupy and were not missed with good cause': `
    select r.booking from redemption r join booking b on b.id = r.booking
    where (r.returned_at is null) <> (b.state not in ('expired', 'cancelled')
      and coalesce(b.absence, 'unexcused') = 'unexcused')`,
  'a code is held by such a booking': `
    select c.taken_by from partner_code c join booking b on b.id = c.taken_by
    where b.state in ('expired', 'cancelled') or coalesce(b.absence, 'unexcused') <> 'unexcused'`,
  'a visit that was missed says why, and no other does': `
    select id from booking where (state = 'no_show') <> (absence is not null)
      or (absence is null and absence_confirmed_at is not null)`,
  'the times of a visit are those of its state': `
    select id from booking where (state in ('arrived', 'in_session', 'completed')) <> (arrived_at is not null)
      or (state in ('in_session', 'completed')) <> (started_at is not null)`,
  'what is nobody’s holds nothing sealed, and leads to nothing else': `
    select b.id from booking b where b.patron = '(nobody)' and (b.state = 'held' or b.ticket_sealed is not null
      or b.ticket_index is not null or b.ticket_code is not null or b.retakes is not null or b.follows is not null
      or b.consent_version is not null or b.features <> '[]' or b.preparations <> '[]'
      or exists (select 1 from booking_note n where n.booking = b.id)
      or exists (select 1 from ticket_link l where l.booking = b.id)
      or exists (select 1 from message m where m.booking = b.id)
      or exists (select 1 from check_in c where c.booking = b.id and c.reason_sealed is not null)
      or exists (select 1 from redemption r join redemption other on other.patron_index = r.patron_index
        join booking o on o.id = other.booking where r.booking = b.id and o.patron <> '(nobody)'))`,
  'nobody has neither a name nor a way in': `
    select p.id from person p where p.id = '(nobody)' and (p.name_sealed is not null or p.disabled_at is null
      or exists (select 1 from role_grant g where g.person = p.id) or exists (select 1 from card c where c.person = p.id)
      or exists (select 1 from contact c where c.person = p.id) or exists (select 1 from sign_in s where s.person = p.id))`,
  'what is paid is neither below nothing nor above the price': `
    select b.id from booking b join payment p on p.booking = b.id group by b.id, b.total_minor, b.state
    having sum(case when p.method = 'refunded' then -p.amount_minor else p.amount_minor end) not between 0 and b.total_minor`,
  'receipts of a branch are numbered without a gap': `
    select branch from payment group by branch having max(number) - min(number) + 1 <> count(*)`,
};

const DAY_MS = 86_400_000;

/** By what they find, for a database whose clock shows `now`. */
export function rowQuestions(now: number): Record<string, string> {
  // All cells of a session of past days may have gone, and then all of them have.
  const until = (Math.floor(now / DAY_MS) - 1) * DAY_MS;
  const swept = `(s.starts_at < ${until} and w.cells is null)`;
  const questions = Object.entries({ ...OVERLAPS, ...CELL_QUESTIONS, ...QUESTIONS });
  return Object.fromEntries(questions.map(([broken, question]) => [broken, question.replaceAll('SWEPT', swept)]));
}
