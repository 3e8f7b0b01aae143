import { candidatesAt } from '#domain/availability/candidates.ts';
import { chooseCounsellor } from '#domain/availability/counsellor-choice.ts';
import { chooseRoom } from '#domain/availability/room-choice.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import {
  assertMayOpen,
  decideCancel,
  decideConfirm,
  decideExtend,
  decideMove,
  decideRetake,
  heldUntil,
  stateAt,
} from '#domain/booking/booking-policy.ts';
import { fitsLimits } from '#domain/booking/limits-left.ts';
import { sessionTimes } from '#domain/booking/session-plan.ts';
import { judgeItem } from '#domain/check-in/judge-item.ts';
import { courseOf } from '#domain/check-in/visit-course.ts';
import { assertMayName, guardianshipToEnd } from '#domain/guardian/guardian-policy.ts';
import { listPrice } from '#domain/price/money.ts';
import { quote } from '#domain/price/quote.ts';

/** The decisions of the domain, all of them pure, as the model library asks for them: a control hands in one that is wrong. */
export const DOMAIN = {
  searchSlots,
  candidatesAt,
  chooseCounsellor,
  chooseRoom,
  sessionTimes,
  heldUntil,
  stateAt,
  assertMayOpen,
  decideExtend,
  decideConfirm,
  decideCancel,
  decideMove,
  decideRetake,
  fitsLimits,
  quote,
  listPrice,
  judgeItem,
  courseOf,
  assertMayName,
  guardianshipToEnd,
};

export type DomainFunctions = typeof DOMAIN;
