/** For whom a passkey is made, and where it may be used: it works nowhere else, so that no false page gets anything from it. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/**
 * From the address that browsers see; without one, from this machine's own name: browsers keep passkeys for names only, so
 * that it is `localhost`, never `127.0.0.1`. `host`: as the request says it, for its port.
 */
export function relyingParty(publicUrl: string | undefined, host: string | undefined): RelyingParty {
  if (publicUrl !== undefined) return { id: new URL(publicUrl).hostname, origin: publicUrl };
  const port = /:(\d{1,5})$/.exec(host ?? '')?.[1];
  return { id: 'localhost', origin: port === undefined ? 'http://localhost' : `http://localhost:${port}` };
}
