/** What this tab is called, also after it is loaded anew: each has its own form open. Drawn by lot, it says nothing. */

const KEY = 'quietroom-tab';
let name: string | undefined;

export function tabName(): string {
  return (name ??= kept());
}

function kept(): string {
  const fresh = crypto.randomUUID();
  try {
    const known = sessionStorage.getItem(KEY);
    if (known) return known;
    sessionStorage.setItem(KEY, fresh);
  } catch {
    // A browser that stores nothing: the name lasts as long as the page.
  }
  return fresh;
}
