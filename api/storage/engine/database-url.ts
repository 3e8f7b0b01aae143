import { resolve } from 'node:path';

/** The path of a `file:` address, '' where it names none, or `undefined` where the address is another's. */
export function sqlitePath(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  // `file:path`, `file:/path` and `file:///path`; a host has no meaning.
  const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  if (path.startsWith('//')) return '';
  try {
    return decodeURIComponent(path);
  } catch {
    // A per-cent sign that begins no code stands for itself.
    return path;
  }
}

export function fileUrl(path: string): string {
  return `file:${encodeURI(resolve(path))}`;
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\/./.test(url) && URL.canParse(url);
}
