import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { prefer, usePreferences } from '../../../platform/preferences.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { Switch } from '../../../ui/Switch.tsx';

/** The keys at the foot of the screen, for those who use them. */
export function KeyHints() {
  const { t } = useLingui();
  return (
    <p className="keys meta" aria-label={t`Keys`}>
      <Hint keys="/">
        <Trans>search</Trans>
      </Hint>
      <Hint keys="↑ ↓">
        <Trans comment="Key: the row above or below">row</Trans>
      </Hint>
      <Hint keys="C">
        <Trans>check in</Trans>
      </Hint>
      <Hint keys="S">
        <Trans>start</Trans>
      </Hint>
      <Hint keys="F">
        <Trans>finish</Trans>
      </Hint>
      <Hint keys="W">
        <Trans>walk-in</Trans>
      </Hint>
      <Hint keys="?">
        <Trans>all keys</Trans>
      </Hint>
    </p>
  );
}

function Hint({ keys, children }: { keys: string; children: ReactNode }) {
  return (
    <span>
      <kbd dir="ltr">{keys}</kbd>
      {children}
    </span>
  );
}

/** All keys, what each does, and the switch that turns them off: a slip of the hand should not check anybody in. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { deskKeys = true } = usePreferences();
  const rows: [string, ReactNode][] = [
    ['/', <Trans key="/">Go to the search</Trans>],
    ['↑ ↓', <Trans key="row">Choose the row above or below</Trans>],
    ['Enter', <Trans key="enter">Open the chosen row</Trans>],
    ['C', <Trans key="c">Check in whoever is chosen</Trans>],
    ['S', <Trans key="s">Start their session</Trans>],
    ['F', <Trans key="f">Finish it</Trans>],
    ['U', <Trans key="u">Undo what was just done</Trans>],
    ['W', <Trans key="w">Somebody without a booking</Trans>],
    ['?', <Trans key="?">This list</Trans>],
    ['Esc', <Trans key="esc">Close a sheet, empty the search</Trans>],
  ];
  return (
    <Sheet title={t`Keys`} close={t`Close`} onClose={onClose}>
      <table className="key-table">
        <tbody>
          {rows.map(([keys, word]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd dir="ltr">{keys}</kbd>
              </th>
              <td>{word}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Switch
        checked={deskKeys}
        onChange={(on) => prefer({ deskKeys: on ? undefined : false })}
        label={<Trans>Use these keys</Trans>}
        note={<Trans>They rest while you type. On this device only.</Trans>}
      />
    </Sheet>
  );
}
