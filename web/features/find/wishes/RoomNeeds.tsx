import { Trans } from '@lingui/react/macro';
import type { Feature } from '#domain/network.ts';
import { Chip } from '../../../ui/Chip.tsx';
import type { Search } from '../use-search.ts';

/** What the room has to have, of what the rooms of the library have. */
export function RoomNeeds({ search: { needs, need, wish } }: { search: Search }) {
  return (
    <div className="chips">
      {needs.map((feature) => (
        <Chip key={feature} checked={wish.features?.includes(feature) ?? false} onChange={(on) => need(feature, on)}>
          <FeatureName feature={feature} />
        </Chip>
      ))}
    </div>
  );
}

function FeatureName({ feature }: { feature: Feature }) {
  switch (feature) {
    case 'step-free':
      return <Trans>Step-free</Trans>;
    case 'hearing-loop':
      return <Trans>Hearing loop</Trans>;
    case 'quiet-entrance':
      return <Trans>Quiet entrance</Trans>;
    case 'child-friendly':
      return <Trans>Child-friendly</Trans>;
    default:
      return feature;
  }
}
