import type { ScreenInput } from '#contract/desk.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Network } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { hashToken } from '../../storage/sealing/token-hash.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import { endSignIn, insertSignIn } from '../../storage/stores/sign-in-store.ts';

const TOKEN_BYTES = 32;
/** It can do next to nothing, and nobody wants to set up every door each morning. */
const LASTS_MIN = 30 * 24 * 60;

export interface MadeScreen {
  token: string;
  staff: true;
  maxAgeSec: number;
}

/**
 * D15: the desk's own sign-in ends, and the device goes on as a kiosk or a door's sign.
 * @throws Refusal `forbidden`, `not_found`, `invalid`
 */
export async function makeScreen(ctx: Ctx, input: ScreenInput, former: Uint8Array): Promise<MadeScreen> {
  const { branch, kind, room = null } = input;
  assertCan(ctx.actor, 'desk.screen');
  assertCan(ctx.actor, 'desk.screen', { branch });
  assertRoom(ctx.world.network, input);

  const token = ctx.token(TOKEN_BYTES);
  await endSignIn(ctx.tx, former);
  await insertSignIn(ctx.tx, {
    id: ctx.newId(),
    method: 'screen',
    tokenHash: hashToken(token),
    person: ctx.actor.person,
    expiresAt: ctx.now + LASTS_MIN * MINUTE,
    idleMin: null,
    sharedDevice: false,
    screen: { kind, branch, room },
  });
  await noteChange(ctx.tx, 'sign_in', ctx.actor.person);
  await recordAudit(ctx, 'screen.made', branch, { kind, room });
  return { token, staff: true, maxAgeSec: LASTS_MIN * 60 };
}

/** A door has a room of that branch, a kiosk none. */
function assertRoom({ branches, rooms }: Network, { branch, kind, room }: ScreenInput): void {
  const fault = (code: string) => new Refusal('invalid', {}, [{ path: 'room', code }]);
  if (!branches.has(branch)) throw new Refusal('not_found');
  if (kind === 'kiosk' && room !== undefined) throw fault('not_allowed');
  if (kind === 'door' && room === undefined) throw fault('missing');
  if (room !== undefined && rooms.get(room)?.branch !== branch) throw fault('unknown');
}
