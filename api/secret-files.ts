import { readFileSync } from 'node:fs';

/** What opens something. Each may stand in a file that NAME_FILE names: an environment is read by more eyes than a file. */
const SECRETS = ['DATABASE_URL', 'SMTP_URL', 'SMS_GATEWAY_KEY', 'OIDC_CLIENT_SECRET'];

type Set = (name: string) => string | undefined;
type Fault = (variable: string, message: string) => void;

/** The same settings, with the secrets that stand in files. A file is named or the secret itself, never both. */
export function withSecretFiles(set: Set, fault: Fault): Set {
  const read = new Map<string, string>();
  for (const name of SECRETS) {
    const file = set(`${name}_FILE`);
    if (file === undefined) continue;
    if (set(name) !== undefined) {
      fault(name, `must not be set where ${name}_FILE is: one of both.`);
      continue;
    }
    const text = textIn(file);
    if (text === '') fault(`${name}_FILE`, 'must be a file that can be read, with the secret and nothing else.');
    else read.set(name, text);
  }
  return (name) => read.get(name) ?? set(name);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
