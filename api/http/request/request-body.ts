import { Readable } from 'node:stream';
import { Refusal } from '#domain/refusal.ts';
import type { HttpContext } from '../http.ts';

/** Bytes of a body, unless the operation says otherwise by `x-body-limit`. */
export const BODY_LIMIT = 65_536;

/**
 * The whole body, or a refusal as soon as it is known to be too large: by its announced length before a byte is read, else
 * while it streams. An absent body is empty.
 * @throws Refusal `too_large`; `unreadable` when the client broke off.
 */
export async function readBody(c: HttpContext, limit: number): Promise<Uint8Array> {
  const announced = c.req.header('content-length');
  if (announced !== undefined && Number(announced) > limit) throw tooLarge(limit);
  if (announced === '0') return new Uint8Array();
  if (announced === undefined && c.env?.incoming && c.req.header('transfer-encoding') === undefined) {
    return new Uint8Array();
  }

  // The socket's own stream where there is one: the web stream around it costs more than all else that is done here.
  const source: AsyncIterable<Uint8Array> | null = c.env?.incoming
    ? c.env.incoming.iterator({ destroyOnReturn: false })
    : c.req.raw.body && Readable.fromWeb(c.req.raw.body as Parameters<typeof Readable.fromWeb>[0]);
  if (!source) return new Uint8Array();

  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of source) {
      size += part.length;
      if (size > limit) throw tooLarge(limit);
      parts.push(part);
    }
  } catch (fault) {
    throw fault instanceof Refusal ? fault : new Refusal('unreadable');
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

function tooLarge(limit: number): Refusal {
  return new Refusal('too_large', { limitBytes: limit });
}
