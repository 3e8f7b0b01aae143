import { Suspense } from 'react';
import { useLocation } from 'wouter';
import { noticeWithWords } from '../i18n/catalogs/with-words.ts';
import { useUpdate } from '../service-worker/register.ts';

const UpdateOffer = noticeWithWords(async () => (await import('./seldom/UpdateOffer.tsx')).UpdateOffer);

/** A newer version never comes by itself, and is not even offered while a time is held or a form is open. */
export function UpdateToast() {
  const update = useUpdate();
  const [path] = useLocation();
  if (!update || path.startsWith('/hold') || path.startsWith('/sign-in')) return null;

  return (
    <Suspense>
      <UpdateOffer onUpdate={update} />
    </Suspense>
  );
}
