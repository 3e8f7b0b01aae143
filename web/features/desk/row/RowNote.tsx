import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useId, type FormEvent } from 'react';
import { useDraft } from '../../../staff/use-draft.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { PartProps } from './row-part.ts';

const MOST = 280;

/** A line for the counsellor: administrative only. What one wrote can be read here for a quarter of an hour. */
export function RowNote({ one: { row }, work, onDone }: PartProps) {
  const { t } = useLingui();
  const id = useId();
  const [text, setText, sent] = useDraft(`note ${row.booking}`, row.note ?? '');
  const left = MOST - text.length;

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
      <div className="field">
        <label htmlFor={id}>
          <Trans>Note for the counsellor</Trans>
        </label>
        <textarea
          id={id}
          className="input"
          rows={4}
          maxLength={MOST}
          value={text}
          aria-describedby={`${id}-left`}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="hint" id={`${id}-left`}>
          <Plural value={left} one="# character left" other="# characters left" />
        </p>
      </div>
      <button type="submit" className="btn pri big" disabled={text.trim() === '' && !row.note}>
        {text.trim() === '' ? t`Remove the note` : t`Save`}
      </button>
    </form>
  );
}
