import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '#domain/actor.ts';
import type { Instant } from '#domain/ids.ts';
import type { Network } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx, Services } from '../storage/context.ts';
import type { Reader } from '../storage/engine/database.ts';
import type { World } from '../storage/world/world.ts';
import type { SignInRow } from '../storage/stores/sign-in-store.ts';
import type { HttpEnv } from './env.ts';
import { callerAddress } from './request/caller-address.ts';
import { inputFaults } from './request/input-faults.ts';
import type { RequestMeter } from './request/request-meter.ts';
import { idempotentWriter, type WriteSpec } from './idempotent-write.ts';
import { EventStream } from './response/event-stream.ts';
import { jsonAnswer } from './response/json-answer.ts';
import { completeAnswer, headerSets } from './response/response-headers.ts';
import { loadSignIn } from './load-sign-in.ts';

/** How this server stands in the world. */
export interface HttpOptions {
  /** The origin that browsers see, where it is not that of the Host header: `https://book.example.org`. */
  publicUrl?: string | undefined;
  /** Addresses or networks (`10.0.0.0/8`) of proxies in front, whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Cookies are `__Host-` and Secure; browsers are told to stay on TLS. */
  tls: boolean;
  /** Counts what is answered; nobody by default. */
  meter?: RequestMeter | undefined;
}

export type HttpContext = Context<HttpEnv>;

/**
 * What route files are handed. They name their paths in full (`/api/…`) and are mounted by app.ts. Handlers have no `if`:
 * the gate (gate.ts) has judged size, origin, type, sign-in and key before; verbs throw `Refusal`, answered as problems.
 */
export interface Http {
  /** A new app for one area's routes, with the 422 hook. */
  app(): OpenAPIHono<HttpEnv>;
  /** For anyone. @throws NoNetwork before any import (404). */
  network(): Promise<Network>;
  /** For anyone, about times before `until` and none after. @throws NoNetwork before any import (404). */
  publicRead<T>(until: Instant, work: (r: PublicRead) => T | Promise<T>): Promise<T>;
  /** Signed in, nothing written. */
  read<T>(c: HttpContext, work: (ctx: ReadCtx) => T | Promise<T>): Promise<T>;
  /** As `read`, for somebody who is known by other things than a cookie. */
  readAs<T>(c: HttpContext, actor: Actor, work: (ctx: ReadCtx) => T | Promise<T>): Promise<T>;
  /**
   * Signed in, in one transaction, once per `Idempotency-Key` (ARCHITECTURE.md, 12). `input` is all that the verb is told, ids
   * of the path too.
   */
  write<T>(c: HttpContext, spec: WriteSpec, input: unknown, verb: (ctx: Ctx) => Promise<T>): Promise<Response>;
  /** As `write`, for somebody who is known by other things than a cookie. */
  writeAs<T>(
    c: HttpContext,
    who: Pick<SignInRow, 'actor' | 'wrappedKey'>,
    spec: WriteSpec,
    input: unknown,
    verb: (ctx: Ctx) => Promise<T>,
  ): Promise<Response>;
  /** Signed in, in one transaction and without a key: for what has one effect by itself, however often it is sent. */
  change<T>(c: HttpContext, verb: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** As `change`, for somebody who is known by other things than a cookie. */
  changeAs<T>(c: HttpContext, actor: Actor, verb: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** A stream of events for a sign-in, open until one of both ends it. `open` resolves when nothing will be missed. */
  events(c: HttpContext, open: (signIn: SignInRow, stream: EventStream) => Promise<void>): Promise<Response>;
  /** A JSON answer with every header, compressed where that is asked for. Faster than `c.json`. */
  answer(c: HttpContext, value: unknown, status?: 200 | 201): Response | Promise<Response>;
  /** A keyed hash of the caller's address, for throttles. */
  address(c: HttpContext): Uint8Array;
  readonly options: HttpOptions;
}

export interface PublicRead {
  world: World;
  now: Instant;
  reader: Reader;
}

export function makeHttp(services: Services, options: HttpOptions): Http {
  const headers = headerSets(options.tls);
  const writer = idempotentWriter(services, options.meter);
  const address = callerAddress(services.keys, options.trustedProxies);

  const signInOf = async (c: HttpContext): Promise<SignInRow> => {
    const signIn = c.get('signIn') ?? (await loadSignIn(c, services, options));
    if (!signIn) throw new Refusal('not_signed_in');
    return signIn;
  };

  const readCtx = async (c: HttpContext, actor: Actor): Promise<ReadCtx> => {
    const { world, now } = await services.world.current();
    const { keys, settings, database } = services;
    return { reader: database.reader, now, actor, address: address(c), world, keys, settings };
  };

  const changeAs: Http['changeAs'] = async (c, actor, verb) => {
    const read = await readCtx(c, actor);
    const { database, newId, token } = services;
    return database.write((tx) => verb({ ...read, now: tx.now, reader: tx, tx, newId, token }));
  };

  const writeAs: Http['writeAs'] = async (c, signIn, spec, input, verb) => {
    const asked = { signIn, key: c.req.header('idempotency-key') };
    const { status, text } = await writer(asked, spec, input, verb, () => readCtx(c, signIn.actor));
    return jsonAnswer(headers, text, status, c.req.header('accept-encoding'));
  };

  return {
    options,
    address,
    app: () => new OpenAPIHono<HttpEnv>({ defaultHook: refuseInvalid }),
    network: async () => (await services.world.current(-Infinity)).world.network,
    publicRead: async (until, work) => {
      const { world, now } = await services.world.current(until);
      return work({ world, now, reader: services.database.reader });
    },
    read: async (c, work) => work(await readCtx(c, (await signInOf(c)).actor)),
    readAs: async (c, actor, work) => work(await readCtx(c, actor)),
    write: async (c, spec, input, verb) => writeAs(c, await signInOf(c), spec, input, verb),
    writeAs,
    change: async (c, verb) => changeAs(c, (await signInOf(c)).actor, verb),
    changeAs,
    events: async (c, open) => {
      const signIn = await signInOf(c);
      const stream = new EventStream(c.env?.outgoing);
      try {
        // To HEAD nothing is ever sent: nobody would read it.
        if (c.req.method === 'HEAD') stream.close();
        else await open(signIn, stream);
      } catch (fault) {
        stream.close();
        throw fault;
      }
      return completeAnswer(stream.body, 200, headers.events);
    },
    answer: (c, value, status = 200) =>
      jsonAnswer(headers, JSON.stringify(value), status, c.req.header('accept-encoding')),
  };
}

/** zod's refusal of a path, query or body becomes ours. */
function refuseInvalid(result: { success: boolean; error?: Parameters<typeof inputFaults>[0] }): void {
  if (!result.success && result.error) throw new Refusal('invalid', {}, inputFaults(result.error));
}
