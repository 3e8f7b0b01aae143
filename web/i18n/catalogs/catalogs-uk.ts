import type { Messages } from '@lingui/core';

export const first = import.meta.glob<Messages>('../../locales/{shell,find}/uk.po', {
  eager: true,
  import: 'messages',
});
export const later = import.meta.glob<Messages>(['../../locales/*/uk.po', '!../../locales/{shell,find}/*.po'], {
  import: 'messages',
});
