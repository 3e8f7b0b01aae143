import { useOnline } from '../../../platform/online.ts';
import { useBringBackOwn, useOwnCalledOff } from '../../../platform/queries/staff/arranged-queries.ts';
import { CalledOffRows } from '../../../staff/look/CalledOffRows.tsx';

/** Own groups ahead that were called off for a block or leave, and the way back. */
export function OwnCalledOff() {
  const isOnline = useOnline();
  const own = useOwnCalledOff();
  const back = useBringBackOwn();
  return <CalledOffRows calledOff={own.data?.calledOff ?? []} back={back} isOffline={!isOnline} />;
}
