import type { z } from 'zod';
import type { Fault } from '#domain/refusal.ts';

/** The closed list of what can be wrong with one field. Schemas and verbs may name these as their own `error`. */
export const FAULT_CODES = [
  'missing',
  'unknown_field',
  'wrong_type',
  'too_small',
  'too_big',
  'not_one_of',
  'not_a_date',
  'not_an_instant',
  'not_an_id',
  'not_whole_seconds',
  'named_twice',
  'range_too_long',
  'ends_before_start',
  'not_text',
  'not_allowed',
  'unknown',
  'wrong_format',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** Nobody reads more, and an attacker shall not make us write more. */
const MAX_FAULTS = 50;

const KNOWN = new Set<string>(FAULT_CODES);

type Issue = z.core.$ZodIssue;

export function inputFaults(error: z.core.$ZodError): Fault[] {
  const faults: Fault[] = [];
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) faults.push({ path: fieldPath([...issue.path, key]), code: 'unknown_field' });
    } else {
      faults.push({ path: fieldPath(issue.path), code: faultCode(issue) });
    }
    if (faults.length >= MAX_FAULTS) break;
  }
  return faults.slice(0, MAX_FAULTS);
}

/** `codes[1]`, `branches[0].hours`. Names are cut, so that an answer stays small whatever was sent. */
export function fieldPath(parts: readonly PropertyKey[]): string {
  let path = '';
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`;
    else path += `${path && '.'}${String(part).slice(0, 64)}`;
  }
  return path;
}

function faultCode(issue: Issue): FaultCode {
  if (KNOWN.has(issue.message)) return issue.message as FaultCode;

  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('received undefined') ? 'missing' : 'wrong_type';
    case 'too_small':
      return 'too_small';
    case 'too_big':
      return 'too_big';
    case 'invalid_value':
    case 'invalid_union':
      return 'not_one_of';
    case 'unrecognized_keys':
    case 'invalid_key':
      return 'unknown_field';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return 'wrong_format';
    default:
      return 'wrong_format';
  }
}
