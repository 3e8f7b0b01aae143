import { Trans } from '@lingui/react/macro';

/** Why a password cannot be taken (F10), and what to do. */
export function PasswordFault({ code }: { code: string }) {
  if (code === 'too_small') return <Trans>Twelve signs or more, please.</Trans>;
  if (code === 'own_name') return <Trans>This is made of your name or the library’s. Choose another.</Trans>;
  return <Trans>This is among the passwords that are tried first. Choose another.</Trans>;
}
