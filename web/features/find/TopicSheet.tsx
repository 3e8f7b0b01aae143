import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { dotted } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { lengthWord, priceWord } from '../../i18n/meeting-words.ts';
import { useOwnPrices } from '../../platform/queries/prices-query.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Topic } from './topics.ts';
import type { Search } from './use-search.ts';

/** Plain words first; what the library calls it, how long it takes and what it costs stand below. */
export function TopicSheet({ search, onClose }: { search: Search; onClose: () => void }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(search.topic?.id);
  const show = () => {
    if (chosen) search.choose({ topic: chosen });
    onClose();
  };
  return (
    <Sheet title={t`What is it about?`} close={t`Close`} onClose={onClose}>
      <p className="sec" style={{ marginBlockEnd: 'var(--s2)' }}>
        <Trans>Pick the nearest. You can change it, and only your counsellor sees it.</Trans>
      </p>
      <fieldset className="lines">
        <legend className="vh">{t`What is it about?`}</legend>
        {search.topics.map((topic) => (
          <TopicOption
            key={topic.id}
            topic={topic}
            branch={search.wish.branch}
            checked={topic.id === chosen}
            onChoose={() => setChosen(topic.id)}
          />
        ))}
      </fieldset>
      <button type="button" className="btn pri big full" style={{ marginBlockStart: 'var(--s4)' }} onClick={show}>
        <Trans>Show times</Trans>
      </button>
    </Sheet>
  );
}

function TopicOption(props: {
  topic: Topic;
  branch: { id: string; currency: string };
  checked: boolean;
  onChoose: () => void;
}) {
  const { topic, branch, checked, onChoose } = props;
  const { service, word } = topic;
  const own = useOwnPrices()(service.id, branch.id);
  const price = own?.total ?? service.prices.find(({ currency }) => currency === branch.currency);
  return (
    <label className="opt" style={{ minBlockSize: '3.75rem' }}>
      <input type="radio" name="topic" checked={checked} onChange={onChoose} />
      <span>
        <b style={{ fontSize: 'var(--t-md)' }}>{word}</b>
        <span className="meta">
          {dotted([say(service.name), lengthWord(service.durationMin), price && priceWord(price)])}
        </span>
      </span>
    </label>
  );
}
