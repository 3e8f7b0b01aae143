import { afterAll, afterEach, beforeAll } from 'vitest';
import type { NetworkFile } from '#domain/network.ts';
import type { Engine } from '../../api/storage/engine/statement.ts';
import { assertInvariants } from './booking-invariants.ts';
import { openLibrary, type Library } from './booking-library.ts';

type Opened = (library: Library) => Promise<void>;

/** One for all tests of a `describe`, cleared after each, when everything must still be in order. Calls vitest's hooks. */
export function keepLibrary(engine: Engine, opened: Opened, options: { file?: NetworkFile } = {}): void {
  let library: Library;
  beforeAll(async () => {
    library = await openLibrary(engine, options);
    await opened(library);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.clear();
  });
  afterAll(() => library.api.close());
}
