import { Trans, useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { NoteField } from '../../../staff/look/NoteField.tsx';
import { useDraft } from '../../../staff/use-draft.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { PartProps } from './row-part.ts';

/** A line for the counsellor: administrative only. What one wrote can be read here for a quarter of an hour. */
export function RowNote({ one: { row }, work, onDone }: PartProps) {
  const { t } = useLingui();
  const [text, setText, sent] = useDraft(`note ${row.booking}`, row.note ?? '');

  const save = (event: FormEvent) => {
    event.preventDefault();
    void work.tell(row, { event: 'note', text: text.trim() }).then(() => {
      sent();
      onDone();
    });
  };
  return (
    <form className="stack" onSubmit={save}>
      <Banner kind="warn" title={<Trans>No health matters here</Trans>}>
        <Trans>Only what the room or the time needs: “comes with a wheelchair taxi at 14:50”.</Trans>
      </Banner>
      <NoteField label={<Trans>Note for the counsellor</Trans>} value={text} onChange={setText} />
      <button type="submit" className="btn pri big" disabled={text.trim() === '' && !row.note}>
        {text.trim() === '' ? t`Remove the note` : t`Save`}
      </button>
    </form>
  );
}
