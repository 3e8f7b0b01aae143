import { t } from '@lingui/core/macro';
import { kindWord } from '../../i18n/meeting-words.ts';
import type { CatalogueBranch, CatalogueService } from '../../platform/queries/catalogue-query.ts';

/** One way to say what it is about. The service behind it is named below, not first. */
export interface Topic {
  id: string;
  service: CatalogueService;
  word: string;
}

const SHORT_CALL_MIN = 30;
export const NOT_SURE = 'not-sure';

export function offeredAt(services: readonly CatalogueService[], branch: CatalogueBranch): CatalogueService[] {
  return services.filter(({ branches }) => branches.includes(branch.id));
}

export function topicsOf(services: readonly CatalogueService[]): Topic[] {
  const topics = services.map((service) => ({ id: service.id, service, word: topicWord(service) }));
  const gentlest = gentlestOf(services);
  return gentlest ? [...topics, { id: NOT_SURE, service: gentlest, word: t`Not sure, just to talk` }] : topics;
}

/** What is shown before anybody has said anything: a talk of the usual kind, where there is one. */
export function firstService(services: readonly CatalogueService[]): CatalogueService | undefined {
  const talks = services.filter(({ kind }) => kind === 'individual');
  return talks.find((service) => !isShortCall(service)) ?? talks[0] ?? services[0];
}

function topicWord(service: CatalogueService): string {
  return isShortCall(service) ? t`A first short call` : kindWord(service.kind);
}

function isShortCall({ kind, modes, durationMin }: CatalogueService): boolean {
  return kind === 'individual' && modes.every((mode) => mode === 'phone') && durationMin <= SHORT_CALL_MIN;
}

/** The shortest talk, and of those the cheapest. */
function gentlestOf(services: readonly CatalogueService[]): CatalogueService | undefined {
  const price = ({ prices }: CatalogueService) => prices[0]?.amount ?? 0;
  return services
    .filter(({ kind }) => kind === 'individual')
    .toSorted((a, b) => a.durationMin - b.durationMin || price(a) - price(b))[0];
}
