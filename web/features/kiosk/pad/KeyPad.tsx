import { useLingui } from '@lingui/react/macro';
import { number } from '../../../i18n/format.ts';
import { CODE_LENGTH } from './typed-keys.ts';
import type { TypedCode } from './use-typed-code.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Six places for the digits, and keys that a finger does not miss. Digits run from the left in every script. */
export function KeyPad({ code, isBusy }: { code: TypedCode; isBusy: boolean }) {
  const { t } = useLingui();
  const key = (digit: string) => (
    <button
      key={digit}
      type="button"
      className="pad-key"
      disabled={isBusy}
      onClick={({ timeStamp }) => code.press(digit, timeStamp)}
    >
      {number(Number(digit))}
    </button>
  );

  return (
    <div className="pad" dir="ltr">
      <div
        className="pad-code"
        role="img"
        aria-label={t`${number(code.digits.length)} of ${number(CODE_LENGTH)} digits`}
      >
        {Array.from({ length: CODE_LENGTH }, (_, place) => {
          const digit = code.digits[place];
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a place is known by where it stands
            <span key={place} className={digit ? 'set' : ''}>
              {digit && number(Number(digit))}
            </span>
          );
        })}
      </div>
      <div className="pad-keys">
        {KEYS.map(key)}
        <button
          type="button"
          className="pad-key word"
          disabled={isBusy || code.digits === ''}
          onClick={code.clear}
          aria-label={t`Clear all digits`}
        >
          {t`Clear`}
        </button>
        {key('0')}
        <button
          type="button"
          className="pad-key word"
          disabled={isBusy || code.digits === ''}
          onClick={code.back}
          aria-label={t`Remove the last digit`}
        >
          <BackShape />
        </button>
      </div>
    </div>
  );
}

/** The key of every pad: back by one. It points to where the digits come from. */
function BackShape() {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8.5 5.5H20v13H8.5L3 12zM11.5 9.5l5 5m0-5-5 5" />
    </svg>
  );
}
