import { join } from 'node:path';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { expect, test } from 'vitest';
import { LOCALES } from '#domain/ids.ts';
import { root, sourceFiles } from '../../support/source-tree.ts';

/** A text that no catalog has stands on the screen as the name that the build gave it: six letters of nothing. */
const config = getConfig({ cwd: root, configPath: join(root, 'lingui.config.ts') });

test('every text of the screens is in its catalogs, in every language, and nothing else is (npm run i18n)', async () => {
  const catalogs = await getCatalogs(config);
  for (const catalog of catalogs) {
    const said = Object.keys((await catalog.collect()) ?? {}).toSorted();
    for (const locale of LOCALES) {
      const written = Object.keys((await catalog.read(locale)) ?? {}).toSorted();
      expect(written, `${catalog.path} in ${locale}`).toEqual(said);
    }
  }
});

test('texts stand only in folders that a catalog is made from', () => {
  const included = (config.catalogs ?? []).flatMap(({ include }) =>
    include.map((path) => path.replace('<rootDir>/', '')),
  );
  const outside = sourceFiles()
    .filter(({ path, imports }) => path.startsWith('web/') && imports.some(({ to }) => /^@lingui\/.*macro$/.test(to)))
    .filter(({ path }) => !included.some((place) => path === place || path.startsWith(`${place}/`)));
  expect(outside.map(({ path }) => path)).toEqual([]);
});
