import { Trans, useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { NoteField } from '../../../../staff/look/NoteField.tsx';
import { useDraft } from '../../../../staff/use-draft.ts';
import { Banner } from '../../../../ui/Banner.tsx';
import type { PartProps } from '../part-props.ts';

/** Administrative, never clinical: the one place where a counsellor can write, and the patron can read it. */
export function VisitNote({ visit, tell, onPart }: PartProps) {
  const { t } = useLingui();
  const waiting = visit.waiting.findLast(({ item }) => item?.event === 'note')?.item?.text;
  const known = waiting ?? (visit.note?.isOwn ? visit.note.text : '');
  const [text, setText, sent] = useDraft(`note ${visit.booking}`, known);
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
      <NoteField label={<Trans>Note</Trans>} value={text} onChange={setText} />
      <button type="submit" className="btn pri big full" disabled={text.trim() === known.trim()}>
        {isCleared && known ? t`Remove the note` : t`Keep the note`}
      </button>
    </form>
  );
}
