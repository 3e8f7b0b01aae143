import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { ticketDigits } from '../../../i18n/format.ts';

const QrCode = lazy(async () => ({ default: (await import('../../../links/QrCode.tsx')).QrCode }));

/** To show or to say at the desk. */
export function TicketCode({ ticket }: { ticket: { code: string; token: string } }) {
  const { t } = useLingui();
  return (
    <div style={{ display: 'grid', justifyItems: 'center', gap: 'var(--s1)' }}>
      <div className="qr">
        <Suspense>
          <QrCode text={ticket.token} label={t`QR code to show at the desk`} />
        </Suspense>
      </div>
      <div role="group" aria-label={t`Code`} className="num" style={{ fontSize: 'var(--t-lg)' }}>
        <bdi dir="ltr">{ticketDigits(ticket.code)}</bdi>
      </div>
    </div>
  );
}
