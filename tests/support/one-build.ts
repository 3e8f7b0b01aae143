import { runProgram } from './child-program.ts';
import { launchChromium } from './chromium.ts';

/** Before any journey: the web app is built once, and the browser unpacked once. */
export default async function setup(): Promise<void> {
  runProgram('api/cli/build-web.ts', []);
  const browser = await launchChromium();
  await browser.close();
}
