import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useProgrammes } from '../../../platform/queries/staff/oversight-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Page } from '../../../ui/Page.tsx';
import { BatchRows } from './BatchRows.tsx';
import { MakeCodesSheet } from './MakeCodesSheet.tsx';
import { ProgrammePart } from './ProgrammePart.tsx';

/** What a partner gives: each programme with what became of it, and the codes that were handed out. */
export function ProgrammesPage() {
  const { t } = useLingui();
  const query = useProgrammes();
  const [making, setMaking] = useState<string>();
  const view = query.data;
  const programme = view?.programmes.find(({ id }) => id === making);

  return (
    <Page title={t`Programmes`}>
      <div className="admin-page">
        <p className="sec" role="status">
          {view ? joined(view.partners.map(({ name }) => say(name))) : query.isPending && <Trans>One moment</Trans>}
        </p>
        <Refused error={query.error} offline={<Trans>What is shown here may be old.</Trans>} />
        {view?.programmes.length === 0 && (
          <div className="void">
            <p>
              <Trans>The library has set up no programme for you yet.</Trans>
            </p>
          </div>
        )}
        {view?.programmes.map((one) => (
          <ProgrammePart key={one.id} programme={one} onMake={() => setMaking(one.id)} />
        ))}
        {view && view.batches.length > 0 && <BatchRows view={view} />}
      </div>
      {programme && <MakeCodesSheet programme={programme} onClose={() => setMaking(undefined)} />}
    </Page>
  );
}
