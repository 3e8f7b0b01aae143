import { useQuery } from '@tanstack/react-query';
import { backupsApi } from '../../accounts/backups-api.ts';
import { heard, STAFF } from './staff-write.ts';

export const useBackups = () =>
  useQuery({
    queryKey: [STAFF, 'backups'],
    queryFn: ({ signal }) => heard(backupsApi.read(signal)),
    refetchInterval: 60_000,
  });
