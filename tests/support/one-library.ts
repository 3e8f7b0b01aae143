import { runProgram } from './child-program.ts';
import { prepareChromium } from './chromium.ts';
import { keepLibraries } from './ready-library.ts';

/** Before any journey, once: the web app is built, a browser is there to be started, a library stands ready to be copied. */
export default async function setup(): Promise<() => Promise<void>> {
  runProgram('api/cli/build-web.ts', []);
  const [removeLibraries] = await Promise.all([keepLibraries(), prepareChromium()]);
  return async () => removeLibraries();
}
