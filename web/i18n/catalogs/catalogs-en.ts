import type { Messages } from '@lingui/core';

export const first = import.meta.glob<Messages>('../../locales/{shell,find}/en.po', {
  eager: true,
  import: 'messages',
});
export const later = import.meta.glob<Messages>(['../../locales/*/en.po', '!../../locales/{shell,find}/*.po'], {
  import: 'messages',
});
