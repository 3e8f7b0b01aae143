import type { AuditPage } from '#contract/oversight/audit.ts';
import type { CodesInput, MadeCodes, PartnerView } from '#contract/oversight/partner.ts';
import { call } from '../api-client.ts';

export interface RecordQuestion {
  date: string;
  branch?: string | undefined;
  kind?: string | undefined;
  action?: string | undefined;
}

/** What partners and auditors ask. */
export const oversightApi = {
  programmes: (signal?: AbortSignal) => call<PartnerView>('/api/partner', { signal }),
  makeCodes: (body: CodesInput, key: string) => call<MadeCodes>('/api/partner/codes', { method: 'POST', body, key }),
  withdraw: (batch: string) =>
    call<void>(`/api/partner/codes/${encodeURIComponent(batch)}/withdraw`, { method: 'POST', body: {} }),

  record: (asked: RecordQuestion, after: string | undefined, signal?: AbortSignal) => {
    const query = Object.entries({ ...asked, after }).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return call<AuditPage>(`/api/audit?${new URLSearchParams(query).toString()}`, { signal });
  },
};
