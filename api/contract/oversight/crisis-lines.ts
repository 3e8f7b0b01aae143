import { z } from 'zod';
import { id, instant, localDate, text } from '../primitives.ts';

const oldLine = z
  .object({ branch: id, label: text, phone: z.string(), checkedOn: localDate })
  .meta({ id: 'OldCrisisLine' });

export const oldCrisisLinesAnswer = z.object({ lines: z.array(oldLine), asOf: instant }).meta({ id: 'OldCrisisLines' });

export type OldCrisisLine = z.infer<typeof oldLine>;
export type OldCrisisLines = z.infer<typeof oldCrisisLinesAnswer>;
