import { z } from 'zod';
import { instant } from './primitives.ts';

/** A device’s right to deliver what was done on it, after its sign-in has ended too (ARCHITECTURE.md, 28). */
export const deviceInput = z.strictObject({
  key: z.string().min(80).max(200).meta({ description: 'The device’s public P-256 key for ECDSA: SPKI, base64url.' }),
});

export const device = z
  .object({
    grant: z.uuid(),
    serverKey: z.string().meta({ description: 'The server’s public P-256 key for ECDH: SPKI, base64url.' }),
    expiresAt: instant,
    asOf: instant,
  })
  .meta({ id: 'Device' });

export type DeviceInput = z.infer<typeof deviceInput>;
export type Device = z.infer<typeof device>;
