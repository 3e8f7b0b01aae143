import { useLingui } from '@lingui/react/macro';
import type { AuditEntry } from '#contract/oversight/audit.ts';
import { clock, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { kindWord, recordRoleWord } from './record-words.ts';

interface Props {
  entry: AuditEntry;
  onAction: (action: string) => void;
}

export function RecordRow({ entry, onAction }: Props) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { action, kind, localAt, role, who, branch } = entry;
  const place = say(byId(catalogue?.branches, branch)?.name);
  const name = who && (say(who.name) || who.id);
  return (
    <li className="record-row">
      <time className="num" dateTime={entry.at}>
        {clock(localAt)}
      </time>
      <span className="grow">
        <span className="blk">{joined([recordRoleWord(role), name])}</span>
        <span className="meta blk">{joined([kindWord(kind), place || undefined])}</span>
      </span>
      <button
        type="button"
        className="btn record-action"
        aria-label={t`Only ${action}`}
        title={t`Only ${action}`}
        onClick={() => onAction(action)}
      >
        <bdi dir="ltr" translate="no">
          {action}
        </bdi>
      </button>
    </li>
  );
}
