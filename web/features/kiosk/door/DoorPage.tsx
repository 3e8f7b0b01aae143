import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../../platform/queries/me-query.ts';
import { ScreenOver } from '../setup/ScreenOver.tsx';
import { SetUpScreen } from '../setup/SetUpScreen.tsx';
import { DoorSign } from './DoorSign.tsx';

/** A sign beside a room's door. Set up by the desk, and from then on nothing but that. */
export function DoorPage() {
  const { data: me, isPending } = useQuery(meQuery);
  if (isPending) return <main id="content" aria-busy="true" />;
  if (me?.role === 'desk') return <SetUpScreen kind="door" branch={me.branch} />;
  return me?.role === 'door' ? <DoorSign /> : <ScreenOver />;
}
