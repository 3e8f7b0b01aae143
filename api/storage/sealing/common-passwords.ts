let loading: Promise<ReadonlySet<string>> | undefined;

/** Some 49,000 passwords that are tried first, in small letters. Read once, when somebody first chooses a password. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return loading;
}
