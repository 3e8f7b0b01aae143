import jsqr from 'jsqr';
import type { Locator } from 'playwright-core';

const SCALE = 6;
const MARGIN = 4;

/** What a camera reads in a picture that web/links/QrCode.tsx drew. */
export async function readQr(picture: Locator): Promise<string | undefined> {
  const drawn = (await picture.locator('path').first().getAttribute('d')) ?? '';
  const dark = [...drawn.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const side = (1 + Math.max(...dark.flat()) + 2 * MARGIN) * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x, y] of dark) {
    for (let down = 0; down < SCALE; down++) {
      const from = ((y + MARGIN) * SCALE + down) * side + (x + MARGIN) * SCALE;
      for (let at = from; at < from + SCALE; at++) pixels.fill(0, at * 4, at * 4 + 3);
    }
  }
  return jsqr.default(pixels, side, side)?.data;
}
