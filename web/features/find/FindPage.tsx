import { Suspense, useEffect } from 'react';
import { useLingui } from '@lingui/react/macro';
import { withWords } from '../../i18n/catalogs/with-words.ts';
import { SlotChooser } from '../../slots/SlotChooser.tsx';
import { useFreeTimes } from '../../slots/slot-queries.ts';
import { SoonestSlip } from '../../slots/SoonestSlip.tsx';
import { Page } from '../../ui/Page.tsx';
import { AboutPick } from './AboutPick.tsx';
import { CatalogueWait } from './CatalogueWait.tsx';
import { MoreWishes } from './wishes/MoreWishes.tsx';
import { SearchFilters } from './SearchFilters.tsx';
import { AsOf, OfflineNote } from './TimesAge.tsx';
import { useSearch, type Search } from './use-search.ts';
import { useTakeSlot } from './use-take-slot.ts';

const RefusedTime = withWords(async () => (await import('./RefusedTime.tsx')).RefusedTime);
/** By then the first screen can be used; a refusal has to be told even when the network has gone since. */
const WORDS_FOR_LATER_MS = 3000;

/** The first screen: the soonest time, then a choice, then all times. Nobody signs in before looking. */
export function FindPage() {
  const search = useSearch();
  return search ? <Times search={search} /> : <CatalogueWait />;
}

function Times({ search }: { search: Search }) {
  const { t } = useLingui();
  const { wish, choose } = search;
  const times = useFreeTimes(wish);
  const { take, taking, refused, forget } = useTakeSlot(wish);
  const takeWord = (time: string) => t`Take ${time}`;
  const isCodeWrong = refused?.problem.code === 'code_not_usable';

  useEffect(() => {
    const timer = setTimeout(() => void RefusedTime.ahead().catch(() => undefined), WORDS_FOR_LATER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Page title={t`Book an appointment`} status={<AsOf times={times} timeZone={wish.branch.timeZone} />}>
      {refused && !isCodeWrong && (
        <Suspense>
          <RefusedTime refused={refused} today={times.today} taking={taking} onTake={take} onClose={forget} />
        </Suspense>
      )}
      <SoonestSlip wish={wish} times={times} takeWord={takeWord} taking={taking} onTake={take} />
      <AboutPick search={search} />
      <SearchFilters search={search} />
      <MoreWishes search={search} wrongCode={isCodeWrong ? refused.problem : undefined} />
      <OfflineNote times={times} branch={wish.branch} />
      <SlotChooser
        key={`${wish.service.id} ${wish.branch.id}`}
        {...wish}
        takeWord={takeWord}
        taking={taking}
        onTake={take}
        onMode={(mode) => choose({ mode })}
      />
    </Page>
  );
}
