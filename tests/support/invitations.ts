import {
  inviteFromServer,
  type ServerInvitation,
} from '../../api/features/staff-accounts/invitations/invite-from-server.ts';
import { cookiesOf, type TestApi } from './api.ts';

export const PASSWORD = 'seven quiet winter lamps';

/** An invitation as the command on the server makes it. */
export function invited({ services }: Pick<TestApi, 'services'>, wish: Partial<ServerInvitation> = {}) {
  return inviteFromServer(services, { role: 'admin', name: 'Ilse Alund', locale: 'en', ...wish });
}

export function accept(api: TestApi, token: string, password = PASSWORD) {
  return api.request('/api/invitations/accept', { json: { token, password } });
}

/** Somebody who has taken their invitation, with the cookie of the sign-in that came with it. */
export async function hired(api: TestApi, wish: Partial<ServerInvitation> = {}) {
  const { person, token } = await invited(api, wish);
  const answer = await accept(api, token);
  if (answer.status !== 204) throw new Error(`accepting answered ${answer.status}: ${await answer.text()}`);
  return { person, cookie: cookiesOf(answer) };
}
