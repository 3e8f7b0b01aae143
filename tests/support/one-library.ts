import { prepareApiProgram } from './api-program.ts';
import { runProgram } from './child-program.ts';
import { prepareChromium } from './chromium.ts';
import { keepLibraries } from './ready-library.ts';

/** Before any journey, once: the web app is built, a browser is there to be started, there is a place for the libraries that are copied. */
export default async function setup(): Promise<() => Promise<void>> {
  runProgram('api/cli/build-web.ts', []);
  await prepareApiProgram();
  await prepareChromium();
  const removeLibraries = keepLibraries();
  return async () => removeLibraries();
}
