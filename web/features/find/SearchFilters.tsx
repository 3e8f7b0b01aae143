import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { languageName } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { modeWord } from '../../i18n/meeting-words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import type { Search } from './use-search.ts';
import type { Mode } from '#domain/network.ts';

/** How, where, in which language and with how many. Only what there is a choice of. */
export function SearchFilters({ search }: { search: Search }) {
  const { t } = useLingui();
  const { wish, branches, modes, languages, choose } = search;
  const { min, max } = wish.service.people;
  const numbers = Array.from({ length: max - min + 1 }, (_, place) => min + place);
  return (
    <div className="stack filters">
      {modes.length > 1 && (
        <Segmented<Mode>
          legend={t`How to meet`}
          value={wish.mode}
          onChange={(mode) => choose({ mode })}
          options={modes.map((mode) => ({ value: mode, label: <ModeLabel mode={mode} /> }))}
        />
      )}
      <div className="row" style={{ gap: 'var(--s2)' }}>
        <Choice
          label={t`Library`}
          value={wish.branch.id}
          options={branches.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={(branch) => choose({ branch })}
        />
        {languages.length > 1 && (
          <Choice
            label={t`Language`}
            value={wish.language ?? ''}
            options={[
              { value: '', label: t`Any language` },
              ...languages.map((code) => ({ value: code, label: languageName(code) })),
            ]}
            onChange={(language) => choose({ language })}
          />
        )}
        {wish.people !== undefined && numbers.length > 1 && (
          <Choice
            label={t`How many come`}
            value={String(wish.people)}
            options={numbers.map((count) => ({
              value: String(count),
              label: plural(count, { one: '# person', other: '# people' }),
            }))}
            onChange={(count) => choose({ people: Number(count) })}
          />
        )}
      </div>
    </div>
  );
}

function ModeLabel({ mode }: { mode: Mode }) {
  return (
    <>
      <Icon name={mode} small />
      {mode === 'room' && modeWord(mode)}
      {mode === 'phone' && <Trans>Phone</Trans>}
      {mode === 'video' && <Trans>Video</Trans>}
    </>
  );
}
