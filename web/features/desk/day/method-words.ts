import { t } from '@lingui/core/macro';
import type { Method } from '#domain/check-in/check-in-item.ts';

/** A component that calls it also calls `useLingui`. */
export function methodWord(method: Method): string {
  switch (method) {
    case 'cash':
      return t`Cash`;
    case 'card':
      return t`Card`;
    case 'waived':
      return t`Waived`;
    case 'refunded':
      return t`Refunded`;
    default:
      return method satisfies never;
  }
}
