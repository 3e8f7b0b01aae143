import type { Services } from '../../api/storage/context.ts';
import { rowsOf } from './booking-library.ts';

/** What must hold after whatever was done to the bookings; each question finds the rows that break it. */
const QUESTIONS: Record<string, string> = {
  'places of a session are counted by its occupying bookings': `
    select s.id from session s left join booking b on b.session = s.id and b.state not in ('expired', 'cancelled')
    where s.gone_at is null group by s.id, s.taken having s.taken <> coalesce(sum(b.people), 0)`,
  'a session that is gone has no occupying booking and no cell': `
    select s.id from session s where s.gone_at is not null and (
      exists (select 1 from booking b where b.session = s.id and b.state not in ('expired', 'cancelled'))
      or exists (select 1 from occupancy o where o.session = s.id))`,
  'an occupying booking has the cells of its talk': `
    select b.id from booking b join session s on s.id = b.session
    where b.state not in ('expired', 'cancelled') and b.patron <> '(nobody)' and (select count(*) from occupancy o
      where o.session = s.id and o.resource = 'p:' || b.patron) <> (s.ends_at - s.starts_at) / 300000 and not SWEPT`,
  'a session has the cells of its counsellor': `
    select s.id from session s where s.gone_at is null and (select count(*) from occupancy o
      where o.session = s.id and o.resource = 'c:' || s.counsellor) <> (s.counsellor_until - s.starts_at) / 300000 and not SWEPT`,
  'a session has the cells of its room': `
    select s.id from session s where s.gone_at is null and s.room is not null and (select count(*) from occupancy o
      where o.session = s.id and o.resource = 'r:' || s.room) <> (s.room_until - s.starts_at) / 300000 and not SWEPT`,
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

/** All cells of a session of past days may have gone, and then all of them have. */
function sweptBefore(now: number): string {
  const until = (Math.floor(now / DAY_MS) - 1) * DAY_MS;
  return `(s.starts_at < ${until} and not exists (select 1 from occupancy o where o.session = s.id))`;
}

/** The names of the invariants that are broken, with the rows that break them. */
export async function brokenInvariants(library: {
  services: Pick<Services, 'database'>;
}): Promise<{ broken: string; rows: unknown[] }[]> {
  const swept = sweptBefore(await library.services.database.now());
  const found = [];
  for (const [broken, question] of Object.entries(QUESTIONS)) {
    const rows = await rowsOf(library, question.replaceAll('SWEPT', swept));
    if (rows.length > 0) found.push({ broken, rows });
  }
  return found;
}

/** @throws Error that names what is broken. */
export async function assertInvariants(library: { services: Pick<Services, 'database'> }): Promise<void> {
  const broken = await brokenInvariants(library);
  if (broken.length > 0) throw new Error(JSON.stringify(broken, null, 2));
}
