import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Catalogue } from '#contract/catalogue.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import { clockAt, dateAt, longDay } from './format.ts';
import { say } from './i18n.ts';

type Branch = Pick<Catalogue['branches'][number], 'name' | 'phone' | 'timeZone'>;

interface Props {
  problem: { code: RefusalCode | 'offline' | 'unclear'; facts: Record<string, unknown> };
  /** Whose clock deadlines are told by, and whom to call. */
  branch?: Branch | undefined;
}

/** Where a person at the library can do what the app cannot. */
const WORTH_A_CALL = new Set<string>([
  'offline',
  'cannot_write',
  'internal',
  'too_late_to_cancel',
  'too_late_to_move',
  'too_late_to_change',
]);

/** What happened, what is kept and what to do, for every "no" that a screen may have to tell. */
export function ProblemSentence({ problem, branch }: Props) {
  return (
    <>
      {sentence(problem.code, problem.facts, branch)}
      {branch && WORTH_A_CALL.has(problem.code) && <CallLine branch={branch} />}
    </>
  );
}

function CallLine({ branch: { name, phone } }: { branch: Branch }) {
  return (
    <>
      {' '}
      <Trans>
        You can also call {say(name)}:{' '}
        <a href={`tel:${phone.replaceAll(' ', '')}`}>
          <bdi dir="ltr">{phone}</bdi>
        </a>
      </Trans>
    </>
  );
}

function sentence(
  code: Props['problem']['code'],
  facts: Record<string, unknown>,
  branch: Branch | undefined,
): ReactNode {
  const until = deadlineIn(facts, branch);
  switch (code) {
    case 'slot_taken':
      return slotTaken(facts['reason']);
    case 'patron_busy':
      return <Trans>You already have an appointment at that time. Choose another time, or move the other one.</Trans>;
    case 'too_many_open':
      return <TooManyOpen max={Number(facts['max'])} />;
    case 'too_many_tries':
      return Array.isArray(facts['instead']) ? <AnotherWay /> : <TryAgainIn seconds={Number(facts['retryAfterSec'])} />;
    case 'code_not_usable':
      return <Trans>This code does not work for this appointment. Check it, or go on without it.</Trans>;
    case 'consent_needed':
      return <Trans>You withdrew what you had agreed to. Agree again to book this time.</Trans>;
    case 'hold_expired':
      return <Trans>The time was kept for you, and that has run out. Take it again if it is still free.</Trans>;
    case 'already_extended':
      return <Trans>The time was kept longer once already.</Trans>;
    case 'too_late_to_cancel':
      return <Trans>This could be cancelled until {until}.</Trans>;
    case 'too_late_to_move':
      return <Trans>This could be moved until {until}.</Trans>;
    case 'too_late_to_change':
      return <Trans>This could be changed until {until}.</Trans>;
    case 'other_currency':
      return (
        <Trans>
          That library counts in another currency, so your price cannot come along. Cancel, and book a new time there.
        </Trans>
      );
    case 'wrong_state':
      return facts['reason'] === 'discount_gone' ? (
        <Trans>The lower price is used up, so the old appointment cannot come back. Book a new one.</Trans>
      ) : (
        <Trans>This appointment has changed in the meantime. Open it again to see how it stands.</Trans>
      );
    case 'affected_left':
      return <Trans>Somebody has booked in the meantime. Decide what becomes of them too.</Trans>;
    case 'too_many_children':
      return <Trans>No more children can be added. The desk can help.</Trans>;
    case 'last_admin':
      return <Trans>Nobody else could administer the network then. Let somebody else in first.</Trans>;
    case 'visit_under_way':
      return <Trans>You have an appointment right now. Come back to this when it is over.</Trans>;
    case 'roles_first':
      return <Trans>You work here. An administrator ends your roles first; then this can be done.</Trans>;
    case 'not_signed_in':
      return <Trans>You are not signed in any more. Sign in and try again.</Trans>;
    case 'sign_in_failed':
      return <Trans>These do not belong together. Check both and try again.</Trans>;
    case 'last_way_in':
      return <Trans>This is your only way to sign in. Add another before you remove it.</Trans>;
    case 'step_over':
      return <Trans>That took too long, or too many tries. Begin again.</Trans>;
    case 'second_factor_needed':
      return <Trans>For this your sign-in needs a second factor. Set it up under Security.</Trans>;
    case 'sign_in_again':
      return <Trans>To change this, sign in once more. So nobody else can who finds your screen open.</Trans>;
    case 'forbidden':
      return <Trans>This sign-in is not for booking. Use your library card.</Trans>;
    case 'not_found':
      return <Trans>This is not here any more.</Trans>;
    case 'twin_running':
      return <Trans>This is already on its way. Wait a moment, then try again.</Trans>;
    case 'offline':
      return <Trans>There is no network, so nothing was sent.</Trans>;
    case 'unclear':
      return <Trans>The answer got lost on the way. Try again: it is never done twice.</Trans>;
    case 'cannot_write':
      return (
        <Trans>
          The library’s system cannot save anything right now. Try again in a few minutes: it is never done twice.
        </Trans>
      );
    default:
      return <Trans>The library’s system could not do this. Nothing was changed.</Trans>;
  }
}

function slotTaken(reason: unknown): ReactNode {
  if (reason === 'too_soon') return <Trans>It is too close to this time to book it.</Trans>;
  if (reason === 'too_late') return <Trans>This time cannot be booked yet.</Trans>;
  if (reason === 'not_offered') return <Trans>This time is not offered any more.</Trans>;
  return <Trans>Somebody else has just taken this time.</Trans>;
}

function TooManyOpen({ max }: { max: number }) {
  return (
    <Plural
      value={max}
      one="You have # open appointment of this kind, and more are not possible. Cancel it, or wait until it is over."
      other="You have # open appointments of this kind, and more are not possible. Cancel one, or wait until one is over."
    />
  );
}

/** The card is left alone on new devices for today; whoever is its owner is not turned away. */
function AnotherWay() {
  return (
    <Trans>
      Too many tries with this card today on devices it does not know. Sign in with a one-time code, on a device where
      you were signed in before, or ask at the desk.
    </Trans>
  );
}

function TryAgainIn({ seconds }: { seconds: number }) {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return (
    <Plural
      value={minutes}
      one="Too many tries. Try again in # minute."
      other="Too many tries. Try again in # minutes."
    />
  );
}

function deadlineIn(facts: Record<string, unknown>, branch: Branch | undefined): string {
  const at = facts['deadlineAt'];
  if (typeof at !== 'string') return '';
  const zone = branch?.timeZone ?? 'UTC';
  return `${longDay(dateAt(at, zone))}, ${clockAt(at, zone)}`;
}
