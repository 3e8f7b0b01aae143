/**
 * Names to be called by in a waiting room (B13). Birds, trees and stones: neutral in every language the product speaks, no
 * person's names, nothing that says why somebody is here.
 */
// oxfmt-ignore
const WORDS = [
  'Acorn', 'Alder', 'Anemone', 'Aspen', 'Basalt', 'Beech', 'Birch', 'Bittern', 'Boulder', 'Bramble', 'Bunting',
  'Canyon', 'Cedar', 'Clover', 'Cove', 'Crane', 'Curlew', 'Cypress', 'Delta', 'Dipper', 'Dune', 'Dunlin', 'Eider',
  'Elm', 'Finch', 'Fjord', 'Flint', 'Gannet', 'Glacier', 'Goldfinch', 'Granite', 'Harbour', 'Heron', 'Hornbeam',
  'Island', 'Kestrel', 'Lagoon', 'Lapwing', 'Larch', 'Lichen', 'Limestone', 'Lupin', 'Mallard', 'Maple', 'Meadow',
  'Moss', 'Nuthatch', 'Oak', 'Osprey', 'Otter', 'Pebble', 'Pine', 'Plover', 'Poplar', 'Quartz', 'Sandstone',
  'Siskin', 'Skylark', 'Slate', 'Spruce', 'Stork', 'Swallow', 'Thistle', 'Wagtail',
] as const;

/** Numbers up to 9 while names are plenty; up to 99 once several drawn ones were taken that day. */
const EASY_TRIES = 4;

/**
 * @param bytes two or more random bytes.
 * @param tries how many drawn names were taken at that branch on that day.
 * @returns `Heron`, `Birch 7`.
 */
export function drawAlias(bytes: Uint8Array, tries: number): string {
  const word = WORDS[(bytes[0] ?? 0) % WORDS.length] ?? WORDS[0];
  const number = (bytes[1] ?? 0) % (tries < EASY_TRIES ? 10 : 100);
  return number < 2 ? word : `${word} ${number}`;
}
