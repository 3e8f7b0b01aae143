import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BrowserStandIn } from '../../support/browser-stand-ins.ts';

let browser: BrowserStandIn;
beforeEach(() => void (browser = new BrowserStandIn()));
afterEach(() => browser.close());

test('the page that comes after a sign-out gets what it had begun to ask for; what is the person’s is gone', async () => {
  browser.newTab();
  const { forgetPerson } = await import('../../../web/offline/sign-out.ts');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['bookings'], { bookings: ['theirs'] });
  const asked = Promise.withResolvers<object>();
  const page = new QueryObserver(client, { queryKey: ['sign-in-ways'], queryFn: () => asked.promise });
  const leave = page.subscribe(() => undefined);

  await forgetPerson(client);
  expect(client.getQueryData(['bookings'])).toBeUndefined();
  asked.resolve({ card: true });
  await expect.poll(() => page.getCurrentResult().data).toEqual({ card: true });
  leave();
});
