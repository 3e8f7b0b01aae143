import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useId, type FormEvent } from 'react';
import { useDraft } from '../../../../staff/use-draft.ts';
import { Banner } from '../../../../ui/Banner.tsx';
import type { PartProps } from '../part-props.ts';

const MOST = 280;

/** Administrative, never clinical: the one place where a counsellor can write, and the patron can read it. */
export function VisitNote({ visit, tell, onPart }: PartProps) {
  const { t } = useLingui();
  const id = useId();
  const waiting = visit.waiting.findLast(({ item }) => item?.event === 'note')?.item?.text;
  const known = waiting ?? (visit.note?.isOwn ? visit.note.text : '');
  const [text, setText, sent] = useDraft(`note ${visit.booking}`, known);
  const left = MOST - text.length;
  const isCleared = text.trim() === '';

  const save = (event: FormEvent) => {
    event.preventDefault();
    void tell(visit, { event: 'note', text: text.trim() }).then(() => {
      sent();
      onPart('visit');
    });
  };
  return (
    <form className="stack" onSubmit={save}>
      <Banner kind="warn" title={<Trans>Not for clinical notes. The patron can read it.</Trans>}>
        <Trans>Only what organises the next time: “brings a form to sign”.</Trans>
      </Banner>
      <div className="field">
        <label htmlFor={id}>
          <Trans>Note</Trans>
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
      <button type="submit" className="btn pri big full" disabled={text.trim() === known.trim()}>
        {isCleared && known ? t`Remove the note` : t`Keep the note`}
      </button>
    </form>
  );
}
