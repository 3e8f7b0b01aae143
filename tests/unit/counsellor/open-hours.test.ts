import { expect, test } from 'vitest';
import { libraryHoursOn, ownHoursOn } from '#domain/counsellor/open-hours.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { branch, counsellor, daily, MONDAY, openNetwork } from '../availability/open-network.ts';

const ZONE = 'Europe/Ljubljana';
const told = (hours: ReturnType<typeof ownHoursOn>) =>
  hours.map(
    (one) => `${one.branch} ${localTimeOf(ZONE, one.from).slice(11)}–${localTimeOf(ZONE, one.until).slice(11)}`,
  );

test('C2 own hours lie within the library’s, touching ranges are one, leave is taken out', () => {
  const ana = counsellor({
    hours: [
      { branch: 'main', weekly: daily(['08:00', '10:00'], ['10:00', '11:00'], ['11:30', '14:00']) },
      { branch: 'main', weekly: daily(['13:00', '15:00']), modes: ['phone'] },
      { branch: 'gone', weekly: daily(['08:00', '18:00']) },
    ],
    leave: [
      { from: `${MONDAY}T10:30`, to: `${MONDAY}T11:45` },
      { from: '2026-12-08', to: '2026-12-09' },
    ],
  });
  const main = branch({ hours: { weekly: daily(['09:00', '14:30']), exceptions: [] } });
  const { network } = openNetwork({ branches: [main], counsellors: [ana] });

  expect(told(ownHoursOn(network, ana, MONDAY))).toEqual(['main 09:00–10:30', 'main 11:45–14:30']);
  expect(ownHoursOn(network, ana, '2026-12-08')).toEqual([]);
  expect(told(libraryHoursOn(network, ana, '2026-12-08'))).toEqual(['main 09:00–14:30']);
});

test('C2 a closed day has no hours of either', () => {
  const hours = { weekly: daily(['09:00', '14:00']), exceptions: [{ from: MONDAY, to: MONDAY, open: [] }] };
  const { network } = openNetwork({ branches: [branch({ hours })] });
  expect(ownHoursOn(network, counsellor(), MONDAY)).toEqual([]);
  expect(libraryHoursOn(network, counsellor(), MONDAY)).toEqual([]);
});

test('C2 two libraries in two zones stand beside one another', () => {
  const east = branch({ id: 'east', timeZone: 'Asia/Tehran' });
  const both = counsellor({
    hours: [
      { branch: 'east', weekly: daily(['09:00', '10:00']) },
      { branch: 'main', weekly: daily(['11:00', '12:00']) },
    ],
  });
  const { network } = openNetwork({ branches: [branch(), east], counsellors: [both] });
  expect(told(ownHoursOn(network, both, MONDAY))).toEqual(['east 06:30–07:30', 'main 11:00–12:00']);
});
