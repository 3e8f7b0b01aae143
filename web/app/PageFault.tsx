import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Banner } from '../ui/Banner.tsx';

/** A page that could not be fetched or drawn: said in words, with a way on. Nothing that was booked hangs on it. */
export class PageFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main id="content">
        <h1 className="title">
          <Trans>This page did not open</Trans>
        </h1>
        <Banner
          kind="stop"
          actions={
            <button type="button" className="btn pri" onClick={() => location.reload()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <Trans>Nothing was booked or lost. With a network it usually opens at the second try.</Trans>
        </Banner>
      </main>
    );
  }
}
