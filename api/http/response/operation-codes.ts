import type { RefusalCode } from '#domain/refusal.ts';
import type { RouteRule } from '../request/route-table.ts';

/** The codes that follow from an operation's declaration: what the gate, the validators and the writer may say. */
export function impliedCodes(rule: RouteRule): RefusalCode[] {
  const codes: RefusalCode[] = ['invalid', 'internal'];
  if (rule.method !== 'GET') codes.push('too_large', 'cross_origin', 'not_json', 'unreadable');
  if (rule.signedIn) codes.push('not_signed_in', 'forbidden');
  if (rule.signedIn && !rule.beforeSecondFactor) codes.push('second_factor_needed');
  if (rule.path.includes('{')) codes.push('not_found');
  if (rule.idempotent) {
    codes.push('idempotency_key_missing', 'idempotency_key_invalid', 'idempotency_key_reused', 'twin_running');
    codes.push('cannot_write');
  }
  return codes;
}
