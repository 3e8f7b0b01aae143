import type { Slot } from '#contract/slots.ts';
import { say } from '../../i18n/i18n.ts';
import { lengthWord, priceWord, withWhom } from '../../i18n/meeting-words.ts';
import { byId, useCatalogue, type CatalogueService } from '../../platform/queries/catalogue-query.ts';
import { useOwnPrices } from '../../platform/queries/prices-query.ts';

/** What rows say of their times, looked up once for a list of hundreds. */
export interface SlotTerms {
  length: string;
  who(slot: Slot): string;
  where(slot: Slot): string;
  price(slot: Slot): string;
}

export function useSlotTerms(service: CatalogueService): SlotTerms {
  const catalogue = useCatalogue();
  const ownPrice = useOwnPrices();
  return {
    length: lengthWord(service.durationMin),
    who: ({ counsellors }) => withWhom(counsellors.flatMap((id) => byId(catalogue?.counsellors, id)?.name ?? [])),
    where: ({ branch }) => say(byId(catalogue?.branches, branch)?.name),
    price: ({ branch, listPrice }) => priceWord(ownPrice(service.id, branch)?.total ?? listPrice),
  };
}
