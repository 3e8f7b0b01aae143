import { Trans } from '@lingui/react/macro';
import type { RefusalCode } from '#domain/refusal.ts';
import { ProblemSentence } from './problem-sentence.tsx';

interface Props {
  problem: { code: RefusalCode | 'offline' | 'unclear'; facts: Record<string, unknown> };
  /** What people know the provider as. */
  name: string;
}

/** Why signing in by the library's own provider did not work, and what to do. Nothing of it says whose an account is. */
export function ProviderFault({ problem, name }: Props) {
  switch (problem.code) {
    case 'not_linked':
      return <Trans>Nobody here knows this account of {name}. Ask your administrator to let you in.</Trans>;
    case 'already_linked':
      return <Trans>This account of {name} opens another account here already. Ask your administrator.</Trans>;
    case 'provider_unreachable':
      return <Trans>{name} cannot be reached at the moment. Try again later, or sign in with your password.</Trans>;
    case 'sign_in_failed':
      return <Trans>The answer of {name} does not fit. Begin again.</Trans>;
    case 'step_over':
      return <Trans>That took too long, or was begun in another browser. Begin again.</Trans>;
    default:
      return <ProblemSentence problem={problem} />;
  }
}
