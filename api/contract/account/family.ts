import { z } from 'zod';
import { childInitials } from '#domain/guardian/child-initials.ts';
import { instant } from '../primitives.ts';

const childId = z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e33' });
const initials = z.string().meta({ example: 'M. S.' });

/** What is no link is answered like a link that is over: only its length is bounded here. */
const token = z.string().max(100).meta({ example: 'pB0c8h2ZQ1…', description: '32 random bytes, base64url.' });

export const childInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((name) => childInitials(name) !== undefined, { error: 'no_letter' })
    .meta({ example: 'Mia Sofia', description: 'What they are called. Only its first letters are ever shown.' }),
});

export const child = z
  .object({
    id: childId,
    initials,
    isFirst: z.boolean().meta({ description: 'Who asks is the first guardian: they may name and end the second.' }),
    guardians: z
      .array(z.object({ id: z.string(), since: instant, isFirst: z.boolean(), isSelf: z.boolean() }))
      .meta({ description: 'Who acts for the child, the first one first. Nobody is told who the other is.' }),
    link: z
      .object({ until: instant })
      .nullable()
      .meta({ description: 'A link for a second guardian that nobody has taken up yet.' }),
    open: z.int().meta({ description: 'How many appointments lie ahead.' }),
  })
  .meta({ id: 'Child' });

export const childAnswer = z.object({ child });
export const children = z.object({ children: z.array(child) });

export const guardianLinkInput = z.strictObject({ token });
export const madeGuardianLink = z.object({
  token: token.meta({ description: 'Shown this once: for the fragment of an address, `/you/people#…`.' }),
  until: instant,
});
export const guardianLink = z.object({ initials, until: instant });

export const familyQuery = z.strictObject({ branch: z.string().max(64) });
export const familyInput = z.strictObject({ branch: z.string().max(64) });
export const nameGuardianInput = z.strictObject({ branch: z.string().max(64), guardian: z.string().max(80) });

/** A patron's family as the desk may know it: who acts for whom, by alias and initials. */
export const family = z
  .object({
    guardians: z.array(
      z.object({
        id: z.string(),
        patron: z.string(),
        alias: z.string().nullable(),
        since: instant,
        isFirst: z.boolean(),
      }),
    ),
    children: z.array(z.object({ patron: z.string(), initials })),
    isChild: z.boolean().meta({ description: 'They were added by a guardian, whether one is left or not.' }),
  })
  .meta({ id: 'Family' });

export type ChildInput = z.infer<typeof childInput>;
export type Child = z.infer<typeof child>;
export type Children = z.infer<typeof children>;
export type GuardianLink = z.infer<typeof guardianLink>;
export type MadeGuardianLink = z.infer<typeof madeGuardianLink>;
export type Family = z.infer<typeof family>;
