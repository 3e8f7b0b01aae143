import { runProgram } from './child-program.ts';
import { serveChromium } from './chromium.ts';
import { keepLibraries } from './ready-library.ts';

/** Before any journey, once: the web app is built, a browser runs, a library stands ready to be copied. */
export default async function setup(): Promise<() => Promise<void>> {
  runProgram('api/cli/build-web.ts', []);
  const [removeLibraries, browser] = await Promise.all([keepLibraries(), serveChromium()]);
  process.env.TEST_BROWSER = browser.wsEndpoint();
  return async () => {
    await browser.close();
    removeLibraries();
  };
}
