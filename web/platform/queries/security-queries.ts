import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../problem.ts';
import { providerApi } from '../account/provider-api.ts';
import { securityApi } from '../account/security-api.ts';

/** Whatever changes how an account is kept may change all that is shown of it. */
const SECURITY = 'security';

const signInsQuery = queryOptions({
  queryKey: [SECURITY, 'sign-ins'],
  queryFn: ({ signal }) => securityApi.signIns(signal),
  staleTime: 0,
});

const secondFactorQuery = queryOptions({
  queryKey: [SECURITY, 'second-factor'],
  queryFn: ({ signal }) => securityApi.secondFactor(signal),
  staleTime: 0,
});

const passkeysQuery = queryOptions({
  queryKey: [SECURITY, 'passkeys'],
  queryFn: ({ signal }) => securityApi.passkeys(signal),
  staleTime: 0,
});

const ownProviderQuery = queryOptions({
  queryKey: [SECURITY, 'provider'],
  queryFn: ({ signal }) => providerApi.own(signal),
  staleTime: 0,
});

export const useOwnProvider = () => useQuery(ownProviderQuery);
export const usePasskeys = () => useQuery(passkeysQuery);
export const useOwnSignIns = () => useQuery(signInsQuery);
export const useSecondFactor = () => useQuery(secondFactorQuery);

interface Then<Answer> {
  onSuccess?: (answer: Answer) => void;
  onSettled?: () => void;
}

/**
 * One change of the account. What it answered stays with whoever asked: a secret is never kept among the queries. It is
 * handed over even if what asked has left the screen meanwhile, as recovery codes are shown but once.
 */
export function useSecurityWrite<Input = void, Answer = void>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: change,
    gcTime: 0,
    onSettled: () => {
      for (const queryKey of [[SECURITY], ['me']]) void client.invalidateQueries({ queryKey });
    },
  });
  const send = (input: Input, { onSuccess, onSettled }: Then<Answer> = {}) =>
    void mutateAsync(input).then(onSuccess, ignored).finally(onSettled);
  return { send, isBusy: isPending, problem: error ? problemOf(error) : undefined };
}

/** The refusal is in the mutation's own state. */
function ignored(): void {}
