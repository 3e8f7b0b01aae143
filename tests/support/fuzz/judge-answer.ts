import { PROBLEM_TYPE, type Operation, type ReadDocument } from './openapi-operations.ts';
import type { FuzzRequest } from './draw-request.ts';
import { misfits } from './schema-fit.ts';

export interface Heard {
  status: number;
  type: string;
  text: string;
  ms: number;
}

/** Nobody waits longer for anything that is asked of this API. */
export const LONGEST_MS = 2_000;

/** What is wrong with an answer, in words; undefined where it is one that the document tells of. */
export function judgeAnswer(document: ReadDocument, { method, path }: FuzzRequest, heard: Heard): string | undefined {
  const { status, type, text, ms } = heard;
  if (status === 0) return 'was never answered';
  if (status >= 500) return `answered ${status}`;
  if (ms > LONGEST_MS) return `took ${Math.round(ms)} ms`;

  const operation = document.operationAt(method, new URL(path, 'http://localhost').pathname);
  if (method === 'HEAD' && text !== '') return 'a body in answer to HEAD';
  // The document's introduction tells of the first two; what is too large is not read, wherever it was meant to go.
  if (!operation) {
    return [404, 405, 413].includes(status) ? problemFault(document, heard) : `${status} where nothing is`;
  }

  const declared = operation.responses[status];
  if (!declared) return `${status} is none of ${operation.id}’s answers`;
  if (method === 'HEAD') return undefined;
  if (status >= 400) return problemFault(document, heard, operation);

  const media = Object.entries(declared.content ?? {});
  if (media.length === 0) return text === '' ? undefined : 'a body where none is declared';
  const [named, { schema }] = media[0]!;
  if (!type.startsWith(named)) return `${type} where ${named} is declared`;
  if (named !== 'application/json' || !schema) return undefined;
  return first(misfits(JSON.parse(text), schema, document.schemas));
}

function problemFault(
  { schemas }: ReadDocument,
  { status, type, text }: Heard,
  operation?: Operation,
): string | undefined {
  if (text === '' && operation === undefined) return undefined;
  if (!type.startsWith(PROBLEM_TYPE)) return `${status} as ${type}`;
  const said = JSON.parse(text) as { code: string; status: number; faults?: { path: string; code: string }[] };
  if (said.status !== status) return `the problem says ${said.status}, the answer ${status}`;
  if (said.code === 'invalid' && !said.faults?.length) return 'invalid, and no field is named';
  const codes = operation?.responses[status]!.content?.[PROBLEM_TYPE]?.examples ?? { [said.code]: {} };
  if (!Object.hasOwn(codes, said.code)) return `${said.code} is none of ${operation?.id}’s codes`;
  return first(misfits(said, schemas.Problem!, schemas));
}

function first(faults: string[]): string | undefined {
  return faults[0];
}
