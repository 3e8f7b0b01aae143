import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../support/browser-journey.ts';
import { DAY_PEOPLE, dayNetwork } from '../support/day-network.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open({ network: dayNetwork({ counsellors: 4 }) })));
afterAll(() => library.close());

test('who has something else at that hour takes it for the child, and is told when it cannot be theirs', async () => {
  const visit = await library.visit({ worker: false, search: ['talk', 'main'] });
  const { page, patron } = visit;
  const [{ card, pin }] = DAY_PEOPLE.patrons as [{ card: string; pin: string }];
  await patron.holdNextWeek(card, pin);
  await patron.confirm();
  await page.goto('/you/people');
  await patron.button('Add a child').click();
  await page.getByLabel(patron.word('What is the child called?')).fill('Uma');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'U.' }).waitFor();

  visit.watch.expect(409, /\/api\/holds$/);
  await patron.lookFor('talk', 'main');
  await patron.button('Week after').click();
  await patron.times.first().click();
  const forChild = page.getByRole('button', { name: patron.word('Take it for <0>{initials}</0>') });
  await forChild.click();
  const who = page.getByRole('radio', { name: 'U.' });
  await expect.poll(() => who.isChecked()).toBe(true);

  // For oneself it cannot be had: said so, and it stays the child's.
  await page.getByRole('radio', { name: patron.word('Myself') }).click({ force: true });
  const why = 'This time cannot be had for them: they have another appointment then, or as many as are possible.';
  await patron.sentence(why).waitFor();
  await expect.poll(() => who.isChecked()).toBe(true);
  await patron.confirm();
  const confirmed = (await patron.bookings()).filter(({ state }) => state === 'confirmed');
  expect(new Set(confirmed.map(({ startsAt }) => startsAt)).size).toBe(1);
  expect(confirmed).toHaveLength(2);
  expect(visit.watch.faults).toEqual([]);
});
