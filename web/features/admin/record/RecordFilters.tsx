import { Trans, useLingui } from '@lingui/react/macro';
import { AUDIT_KIND_NAMES, type AuditKind } from '#domain/audit/audit-kinds.ts';
import { say } from '../../../i18n/i18n.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useMe } from '../../../platform/queries/me-query.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SelectField } from '../look/SelectField.tsx';
import { kindWord } from './record-words.ts';

export interface RecordFilter {
  branch?: string | undefined;
  kind?: AuditKind | undefined;
  action?: string | undefined;
}

export const EVERYTHING: RecordFilter = {};

interface Props {
  filter: RecordFilter;
  onChange: (filter: RecordFilter) => void;
}

/** Where, what kind of thing, and one operation, which is chosen by pressing it in the list. */
export function RecordFilters({ filter, onChange }: Props) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  // An auditor of one branch sees no other: there is nothing to choose.
  const isNetwork = useMe()?.branch === undefined;
  return (
    <div className="record-filters">
      {isNetwork && (
        <SelectField
          label={t`Branch`}
          value={filter.branch ?? ''}
          options={[
            { value: '', label: t`All branches, and the network` },
            ...(catalogue?.branches ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
          ]}
          onChange={(branch) => onChange({ ...filter, branch: branch || undefined })}
        />
      )}
      <SelectField
        label={t`Kind`}
        value={filter.kind ?? ''}
        options={[
          { value: '' as const, label: t`Everything` },
          ...AUDIT_KIND_NAMES.map((kind) => ({ value: kind, label: kindWord(kind) })),
        ]}
        onChange={(kind) => onChange({ ...filter, kind: kind || undefined })}
      />
      {filter.action !== undefined && (
        <button type="button" className="btn start" onClick={() => onChange({ ...filter, action: undefined })}>
          <Icon name="close" small />
          <span>
            <Trans>
              Only <bdi dir="ltr">{filter.action}</bdi>: show all again
            </Trans>
          </span>
        </button>
      )}
    </div>
  );
}
