import { z } from 'zod';
import { instant } from '../primitives.ts';

export const ownSignIn = z
  .object({
    id: z.string(),
    method: z
      .enum(['card', 'password', 'code', 'passkey', 'oidc', 'screen'])
      .meta({ description: 'How it was begun. `screen`: a kiosk or a door sign that this person set up.' }),
    device: z
      .object({ browser: z.string().nullable(), system: z.string().nullable() })
      .optional()
      .meta({ description: 'What the device called itself; absent where that is not known.' }),
    begunAt: instant,
    lastSeenAt: instant.meta({ description: 'To the minute.' }),
    sharedDevice: z.boolean(),
    current: z.boolean().meta({ description: 'The sign-in that asks.' }),
  })
  .meta({ id: 'OwnSignIn' });

export const ownSignIns = z.object({ signIns: z.array(ownSignIn), asOf: instant }).meta({ id: 'OwnSignIns' });

export const endedSignIns = z.object({ ended: z.int().min(0) }).meta({ id: 'EndedSignIns' });

export type OwnSignIn = z.infer<typeof ownSignIn>;
export type OwnSignIns = z.infer<typeof ownSignIns>;
export type EndedSignIns = z.infer<typeof endedSignIns>;
