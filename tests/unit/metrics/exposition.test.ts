import { expect, test } from 'vitest';
import { exposition, gauge } from '../../../api/metrics/exposition.ts';
import { Counter, Histogram } from '../../../api/metrics/instruments.ts';
import { RequestFigures } from '../../../api/metrics/request-figures.ts';
import { readExposition } from '../../support/read-exposition.ts';

test('the text is that of the format, to the letter', () => {
  const asked = new Counter('asked_total', 'Asked.', ['route', 'status']);
  asked.add('/a', '200');
  asked.add('/a', '200');
  asked.add('/b', '404');
  const took = new Histogram('took_seconds', 'Took.', [0.1, 1]);
  for (const seconds of [0.05, 0.1, 0.5, 3]) took.of().observe(seconds);

  expect(exposition([asked.family(), took.family()])).toBe(`# HELP asked_total Asked.
# TYPE asked_total counter
asked_total{route="/a",status="200"} 2
asked_total{route="/b",status="404"} 1
# HELP took_seconds Took.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 2
took_seconds_bucket{le="1"} 3
took_seconds_bucket{le="+Inf"} 4
took_seconds_sum 3.65
took_seconds_count 4
`);
});

test('odd texts and numbers come through as they are', () => {
  const label = 'a "quoted"\\path\nand more, {x="y"}';
  const text = exposition([
    gauge('odd', 'One\\two\nthree "four"', -Infinity, { label }),
    gauge('no', 'No number.', NaN),
    gauge('small', 'Small.', 1.5e-9),
  ]);
  expect(text).toContain('# HELP odd One\\\\two\\nthree "four"\n');
  const figures = readExposition(text);
  expect(figures.value('odd', { label })).toBe(-Infinity);
  expect(figures.value('no')).toBeNaN();
  expect(figures.value('small')).toBe(1.5e-9);
});

test('a figure without any value is not there at all; one without labels is, at nought', () => {
  expect(exposition([new Counter('none_total', 'None.').family()])).toMatch(/^none_total 0$/m);
  expect(exposition([new Counter('never_total', 'Never.', ['x']).family()])).toBe('');
});

test('the reader that other tests go by refuses what the format forbids', () => {
  const bad = [
    'a 1',
    '# TYPE a counter\na 1 2 3\n',
    '# TYPE a counter\na{x="1} 1\n',
    '# TYPE a counter\na 1\na 2\n',
    '# TYPE a counter\na 1\n# TYPE b counter\nb 1\na{x="1"} 1\n',
    '# TYPE a counter\na 1\n# HELP a Late.\n',
    '# TYPE a thing\na 1\n',
    '# TYPE a counter\na one\n',
    '# TYPE a histogram\na_bucket{le="1"} 3\na_bucket{le="+Inf"} 2\na_sum 1\na_count 2\n',
    '# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n',
  ];
  for (const text of bad) expect(() => readExposition(text), text).toThrow();
});

/** A search takes some 200 µs of processor time (docs/performance.md): counting it may take a hundredth of that. */
test('to count a request costs less than a hundredth of a search', () => {
  const figures = new RequestFigures();
  const round = () => {
    const began = performance.now();
    for (let i = 0; i < 20_000; i++) figures.answered('/api/slots', 'GET', 200, i % 40, undefined);
    return ((performance.now() - began) / 20_000) * 1_000;
  };
  const microseconds = Math.min(...Array.from({ length: 8 }, round));
  expect(microseconds).toBeLessThan(2);
  expect(readExposition(exposition(figures.families())).sum('quietroom_requests_total')).toBe(160_000);
});
