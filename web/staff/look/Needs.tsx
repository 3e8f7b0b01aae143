import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { DeskRow, Need } from '#contract/desk.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StaffIcon, type StaffIconName } from './StaffIcon.tsx';

/** What should be ready for somebody, each with its shape and word. */
export function Needs({ row }: { row: Pick<DeskRow, 'needs' | 'people' | 'mode'> }) {
  useLingui();
  const company = row.people - 1;
  const isRemote = row.mode !== 'room';
  if (company <= 0 && row.needs.length === 0 && !isRemote) {
    return (
      <span className="meta">
        <Trans comment="Needs: there are none">none</Trans>
      </span>
    );
  }
  return (
    <span className="needs">
      {isRemote && (
        <span>
          <Icon name={row.mode === 'phone' ? 'phone' : 'video'} small />
          {row.mode === 'phone' ? <Trans>By phone</Trans> : <Trans>By video</Trans>}
        </span>
      )}
      {company > 0 && (
        <span>
          <StaffIcon name="people" small />
          <Plural value={company} one="Comes with # person" other="Comes with # people" />
        </span>
      )}
      {row.needs.map((need) => (
        <span key={need}>
          <NeedIcon need={need} />
          {needWord(need)}
        </span>
      ))}
    </span>
  );
}

const ICONS: Partial<Record<Need, StaffIconName>> = {
  'step-free': 'steps',
  'hearing-loop': 'hearing',
  'quiet-entrance': 'door',
  'child-friendly': 'child',
  'play-kit': 'child',
  shelter: 'shelter',
  company: 'people',
};

function NeedIcon({ need }: { need: Need }) {
  const own = ICONS[need];
  if (own) return <StaffIcon name={own} small />;
  return <Icon name={need === 'interpreter' ? 'language' : 'video'} small />;
}

/** A component that calls it also calls `useLingui`. */
export function needWord(need: Need): string {
  switch (need) {
    case 'step-free':
      return t`Step-free`;
    case 'hearing-loop':
      return t`Hearing loop`;
    case 'quiet-entrance':
      return t`Quiet entrance`;
    case 'child-friendly':
      return t`Child-friendly`;
    case 'play-kit':
      return t`Things to play with`;
    case 'video':
      return t`Screen for video`;
    case 'shelter':
      return t`Protected room`;
    case 'interpreter':
      return t`Interpreter`;
    case 'company':
      return t`Someone comes along`;
    default:
      return need satisfies never;
  }
}
