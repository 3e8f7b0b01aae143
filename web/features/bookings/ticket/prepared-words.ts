import { t } from '@lingui/core/macro';
import type { Booking } from '#contract/bookings.ts';

/** What a room has, as the patron asked for it. */
export function featureWord(feature: Booking['features'][number]): string {
  switch (feature) {
    case 'step-free':
      return t`Step-free way in`;
    case 'hearing-loop':
      return t`Hearing loop`;
    case 'quiet-entrance':
      return t`Quiet entrance`;
    case 'child-friendly':
      return t`Good for children`;
    case 'play-kit':
      return t`Things to play with`;
    case 'video':
      return t`Screen for video`;
    case 'shelter':
      return t`Protected room`;
  }
}

export function preparationWord(preparation: Booking['preparations'][number]): string {
  switch (preparation) {
    case 'interpreter':
      return t`Interpreter`;
    case 'company':
      return t`Someone comes along`;
  }
}
