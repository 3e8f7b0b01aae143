import { queryOptions, useQuery } from '@tanstack/react-query';
import { accountApi } from '../account/account-api.ts';

/** Own phone numbers and mail addresses, masked. Never kept on the device. */
export const contactsQuery = queryOptions({
  queryKey: ['contacts'],
  queryFn: ({ signal }) => accountApi.contacts(signal),
});

export function useContacts() {
  return useQuery(contactsQuery);
}
