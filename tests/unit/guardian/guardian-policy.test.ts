import { describe, expect, test } from 'vitest';
import { childInitials } from '#domain/guardian/child-initials.ts';
import {
  assertMayName,
  firstGuardian,
  guardianshipToEnd,
  type Guardianship,
} from '#domain/guardian/guardian-policy.ts';

describe('G8 what is shown of a child', () => {
  test.each([
    ['Mia', 'M.'],
    ['mia sofia', 'M. S.'],
    ['Anna-Maria van der Berg', 'A. M. V.'],
    ['  Žiga  ', 'Ž.'],
    ['علی‌رضا', 'ع. ر.'],
    ['Єва', 'Є.'],
    ['E\u0301va', 'E\u0301.'],
    ['7 Mia', 'M.'],
  ])('%s is %s', (name, initials) => expect(childInitials(name)).toBe(initials));

  test('without a letter there are none', () => {
    for (const name of ['', '  ', '123', '–', '🙂']) expect(childInitials(name)).toBeUndefined();
  });

  test('two of one guardian’s are told apart', () => {
    expect(childInitials('Max', ['M.'])).toBe('M. 2');
    expect(childInitials('Mo', ['M.', 'M. 2'])).toBe('M. 3');
  });
});

describe('G9 G10 who may what', () => {
  const guardianship = (guardian: string, since: number): Guardianship => ({
    id: `of-${guardian}`,
    guardian,
    child: 'c',
    since,
  });
  const first = guardianship('ada', 1);
  const second = guardianship('bo', 2);

  test('who has been there longest is the first, in whatever order they are read', () => {
    expect(firstGuardian([second, first])).toBe(first);
    expect(firstGuardian([second])).toBe(second);
    expect(firstGuardian([])).toBeUndefined();
  });

  test('only the first names, and only while there is no second', () => {
    expect(() => assertMayName([first], 'ada')).not.toThrow();
    expect(() => assertMayName([first, second], 'ada')).toThrow('wrong_state');
    expect(() => assertMayName([first, second], 'bo')).toThrow('forbidden');
    expect(() => assertMayName([], 'ada')).toThrow('forbidden');
  });

  test('each ends their own, the first the second’s, and nobody the first’s', () => {
    const both = [first, second];
    expect(guardianshipToEnd(both, second.id, 'bo')).toBe(second);
    expect(guardianshipToEnd(both, second.id, 'ada')).toBe(second);
    expect(guardianshipToEnd(both, first.id, 'ada')).toBe(first);
    expect(() => guardianshipToEnd(both, first.id, 'bo')).toThrow('forbidden');
    expect(() => guardianshipToEnd(both, 'absent', 'ada')).toThrow('not_found');
  });
});
