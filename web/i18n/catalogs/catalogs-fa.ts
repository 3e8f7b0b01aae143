import type { Messages } from '@lingui/core';

export const first = import.meta.glob<Messages>('../../locales/{shell,find}/fa.po', {
  eager: true,
  import: 'messages',
});
export const later = import.meta.glob<Messages>(['../../locales/*/fa.po', '!../../locales/{shell,find}/*.po'], {
  import: 'messages',
});
