import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** A native modal dialog from the foot of the page: Esc closes it, focus comes back to what opened it. */
export function Sheet(props: { title: string; close: string; onClose: () => void; children: ReactNode }) {
  const { title, close, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();

  // Closed while it still stands in the page: only then does the browser give the focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    // The backdrop is the dialog's own: a press that lands on the element itself is a press beside the sheet.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={name}
      onClose={() => dialog.current?.open === false && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-h">
        <h2 id={name}>{title}</h2>
        <button type="button" className="quick" aria-label={close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
