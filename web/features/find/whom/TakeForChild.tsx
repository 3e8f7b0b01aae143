import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { bearInMind, type RefusedSlot } from '../../../platform/chosen-slot.ts';
import { problemOf } from '../../../platform/problem.ts';
import { holdSlot } from '../../../platform/queries/booking-queries.ts';
import { useChildren } from '../../../platform/queries/family-queries.ts';

/** One has something else then; a child may not (G8). */
export function TakeForChild({ refused }: { refused: RefusedSlot }) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [taking, setTaking] = useState<string>();
  const children = (useChildren().data?.children ?? []).filter(({ id }) => id !== refused.hold.patron);

  const take = async (patron: string) => {
    setTaking(patron);
    const hold = { ...refused.hold, patron };
    try {
      const { id } = await holdSlot(client, hold);
      bearInMind({ code: undefined, refused: undefined, held: { id, codes: hold.codes ?? [] } });
      go(`/hold/${id}`);
    } catch (error) {
      setTaking(undefined);
      bearInMind({ refused: { ...refused, hold, problem: problemOf(error) } });
    }
  };
  return children.map(({ id, initials }) => (
    <button key={id} type="button" className="btn" aria-busy={taking === id} onClick={() => void take(id)}>
      <Trans>
        Take it for <bdi>{initials}</bdi>
      </Trans>
    </button>
  ));
}
