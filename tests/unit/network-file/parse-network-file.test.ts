import { expect, test } from 'vitest';
import { NetworkFaults } from '#domain/network-file/fault-list.ts';
import { parseNetworkFile, UnreadableFile } from '#domain/network-file/parse-network-file.ts';

function faultsOf(text: string): string[] {
  try {
    parseNetworkFile(text);
    return [];
  } catch (error) {
    if (error instanceof NetworkFaults) return error.lines;
    throw error;
  }
}

test('N3 a byte order mark is passed over', () => {
  expect(parseNetworkFile('\ufeff{"a": [1]}')).toEqual({ a: [1] });
});

test('N3 a field that stands twice is a fault, wherever it is', () => {
  expect(faultsOf('{"a": 1, "b": {"a": 2}, "c": [{"x": "a", "y": ["x", "x"]}]}')).toEqual([]);
  expect(faultsOf('{"a": 1, "a": 2}')).toEqual(['a: is there twice']);
  expect(faultsOf('{"rooms": [{}, {"id": "a\\"{", "hours": {"mon": [], "mon": []}}]}')).toEqual([
    'rooms[1].hours.mon: is there twice',
  ]);
  expect(faultsOf('{"caf\\u00e9": 1, "café": 2}')).toEqual(['["café"]: is there twice']);
});

test('N3 what is not JSON is named by line and column, and never quoted', () => {
  const reading = (text: string) => () => parseNetworkFile(text);
  expect(reading('{\n  "pin": 4821x\n}')).toThrow(new UnreadableFile('is not JSON: unreadable at line 2, column 14'));
  expect(reading('')).toThrow(UnreadableFile);
  expect(reading('{"a": 1')).toThrow('line 1, column 8');
});

test('N3 a deep or long file does not end the process', () => {
  expect(faultsOf(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toEqual([]);
  expect(faultsOf(JSON.stringify({ text: 'x'.repeat(5_000_000) }))).toEqual([]);
});
