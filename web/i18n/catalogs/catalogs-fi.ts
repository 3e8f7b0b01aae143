import type { Messages } from '@lingui/core';

export const first = import.meta.glob<Messages>('../../locales/{shell,find}/fi.po', {
  eager: true,
  import: 'messages',
});
export const later = import.meta.glob<Messages>(['../../locales/*/fi.po', '!../../locales/{shell,find}/*.po'], {
  import: 'messages',
});
