/** `npm run faults` tries everything in full; `npm test` a small part of each, the same way. */
export const isFull = process.env.FAULTS === 'full';

/** Variants of one journey, in the languages say: `npm test` walks the first, `npm run faults` all of them. */
export function firstOrAll<const Variants extends readonly unknown[]>(variants: Variants): Variants {
  return isFull ? variants : (variants.slice(0, 1) as unknown as Variants);
}
