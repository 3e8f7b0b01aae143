import { Trans } from '@lingui/react/macro';
import type { SignInWays } from '#contract/sign-in.ts';

/** Where a code can be sent at this library. */
export function CodeWayWords({ codeBy }: Pick<SignInWays, 'codeBy'>) {
  if (!codeBy.includes('phone')) return <Trans>A code to your e-mail</Trans>;
  if (!codeBy.includes('email')) return <Trans>A code to your phone</Trans>;
  return <Trans>A code to your phone or e-mail</Trans>;
}
