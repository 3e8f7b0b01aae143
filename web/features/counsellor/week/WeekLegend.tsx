import { Trans } from '@lingui/react/macro';

/** What the shades of the week mean. */
export function WeekLegend() {
  return (
    <p className="legend-line meta">
      <span className="key own" aria-hidden="true" />
      <Trans>My hours</Trans>
      <span className="key open" aria-hidden="true" />
      <Trans>Library open</Trans>
      <span className="key shut" aria-hidden="true" />
      <Trans>Closed</Trans>
      <span className="key leave" aria-hidden="true" />
      <Trans>Blocked or leave</Trans>
      <span className="end">
        <Trans>Initials only. Press one to show the name.</Trans>
      </span>
    </p>
  );
}
