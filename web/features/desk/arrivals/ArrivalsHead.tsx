import { Trans, useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import type { DeskSearch } from './use-desk-search.ts';

/** What day it is, who stands at the counter, and those without a booking. */
export function ArrivalsHead(props: {
  when: string;
  search: DeskSearch;
  searchBox: RefObject<HTMLInputElement | null>;
  onFound: (booking: string) => void;
  onScan: () => void;
  onWalkIn: () => void;
}) {
  const { when, search, searchBox, onFound, onScan, onWalkIn } = props;
  const { t } = useLingui();
  const [first] = search.found ?? [];

  return (
    <div className="head">
      <div className="head-title" aria-hidden="true">
        <p className="display">
          <Trans>Arrivals</Trans>
        </p>
        <p className="sec">{when}</p>
      </div>
      <p className="vh">{when}</p>
      <form
        role="search"
        className="desk-search grow"
        onSubmit={(event) => {
          event.preventDefault();
          if (first) onFound(first.row.booking);
          else document.querySelector<HTMLElement>('[data-look-further]')?.click();
        }}
      >
        <StaffIcon name="search" />
        <input
          ref={searchBox}
          type="search"
          className="input"
          aria-label={t`Code, alias or card`}
          placeholder={t`Code, alias or card`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          value={search.typed}
          onChange={(event) => search.setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            search.setTyped('');
            event.currentTarget.blur();
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
      <div className="row head-acts">
        <button type="button" className="btn" aria-haspopup="dialog" onClick={onScan}>
          <StaffIcon name="scan" />
          <Trans>Scan</Trans>
        </button>
        <button type="button" className="btn pri" aria-haspopup="dialog" onClick={onWalkIn}>
          <StaffIcon name="plus" />
          <Trans>Walk-in</Trans>
        </button>
      </div>
    </div>
  );
}
