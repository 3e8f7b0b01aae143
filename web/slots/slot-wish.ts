import type { Slot } from '#contract/slots.ts';
import type { Feature, Mode } from '#domain/network.ts';
import type { CatalogueBranch, CatalogueService } from '../platform/queries/catalogue-query.ts';

/** What times are looked for. */
export interface SlotWish {
  service: CatalogueService;
  branch: CatalogueBranch;
  mode: Mode;
  people?: number | undefined;
  /** Of the room; for phone and video they take nothing away (S9). */
  features?: readonly Feature[] | undefined;
  /** A counsellor's language; left out: any. */
  language?: string | undefined;
  counsellor?: string | undefined;
}

export interface SlotChooserProps extends SlotWish {
  onTake: (slot: Slot) => void;
  /** On buttons that name a time: "Take 14:00", "Move to 14:00". */
  takeWord: (time: string) => string;
  /** `startsAt` of the time that is being taken just now. */
  taking?: string | undefined;
  /** Lets the empty day offer another way to meet. */
  onMode?: ((mode: Mode) => void) | undefined;
}
