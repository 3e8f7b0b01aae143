import { z } from 'zod';
import { AUDIT_KIND_NAMES } from '#domain/audit/audit-kinds.ts';
import { id, instant, localDate, localTime, MAX_PAGE, text } from '../primitives.ts';

const kind = z.enum(AUDIT_KIND_NAMES);

export const auditQuery = z.strictObject({
  date: localDate,
  branch: id.optional().meta({ description: 'A branch of the asker’s; all of them by default.' }),
  kind: kind.optional(),
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_]+\.[a-z_]+$/, { error: 'not_an_action' })
    .optional()
    .meta({ example: 'booking.cancel', description: 'One operation, as the record calls it.' }),
  after: z.string().max(80).optional().meta({ description: 'The `next` of the page before.' }),
});

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    localAt: localTime,
    action: z.string(),
    kind: z.union([kind, z.literal('other')]),
    role: z.string().meta({ description: 'As whom it was done; `system`: by itself.' }),
    who: z
      .object({ id: z.string(), name: text })
      .optional()
      .meta({ description: 'Of people who work here. Of patrons nothing is said.' }),
    branch: id.optional(),
  })
  .meta({ id: 'AuditEntry' });

export const auditPage = z
  .object({ entries: z.array(auditEntry).max(MAX_PAGE), next: z.string().optional(), asOf: instant })
  .meta({ id: 'AuditPage' });

export type AuditQuery = z.infer<typeof auditQuery>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;
