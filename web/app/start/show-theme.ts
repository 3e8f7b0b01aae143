/** The papers' colours, for the bars that the browser draws around the page. */
const PAPER = { light: '#f8f7f2', dark: '#12181d' } as const;

/** Light or dark for the whole page; without either, as the device is set. */
export function showTheme(theme?: keyof typeof PAPER): void {
  const { dataset } = document.documentElement;
  if (theme) dataset['theme'] = theme;
  else delete dataset['theme'];

  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content = PAPER[theme ?? (meta.media.includes('dark') ? 'dark' : 'light')];
  }
}
