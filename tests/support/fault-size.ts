/** `npm run faults` tries everything in full; `npm test` a small part of each, the same way. */
export const isFull = process.env.FAULTS === 'full';
