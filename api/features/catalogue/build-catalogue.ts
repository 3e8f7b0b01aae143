import type { Catalogue } from '#contract/catalogue.ts';
import type { Locale } from '#domain/ids.ts';
import { amountIn, branchMoney, serviceBranches, type Network, type Service } from '#domain/network.ts';

/** The public part of a network. Of discounts only names: who may have them is nobody's business. */
export function buildCatalogue(network: Network, holdMin: number): Catalogue {
  const { head } = network;
  return {
    network: { ...head, locale: head.locale as Locale, locales: head.locales as Locale[] },
    branches: [...network.branches.values()].map((branch) => ({
      id: branch.id,
      name: branch.name,
      locale: branch.locale as Locale,
      city: branch.city,
      address: branch.address,
      phone: branch.phone,
      timeZone: branch.timeZone,
      firstDay: branch.firstDay,
      weekend: branch.weekend,
      ...branchMoney(branch, head),
      crisis: branch.crisis,
    })),
    rooms: [...network.rooms.values()].map(({ id, branch, name, where, features }) => ({
      id,
      branch,
      name,
      ...(where && { where }),
      features,
    })),
    services: [...network.services.values()].map((service) => publicService(service, network)),
    counsellors: [...network.counsellors.values()].map(({ id, name, initials, languages, services, hours }) => ({
      id,
      name,
      initials,
      languages,
      services,
      branches: [...new Set(hours.map(({ branch }) => branch))],
    })),
    concessions: [...network.concessions.values()].map(({ id, name, evidence, validMonths }) => ({
      id,
      name,
      evidence,
      validMonths,
    })),
    discounts: [...network.discounts.values()].map(({ id, name }) => ({ id, name })),
    holdMin,
  };
}

function publicService(service: Service, network: Network): Catalogue['services'][number] {
  const branches = serviceBranches(service, network).filter((id) => network.branches.has(id));
  const { id, name, publicName, kind, durationMin, modes, people, noticeMin, horizonDays, cancelBeforeMin } = service;
  return {
    id,
    name,
    publicName,
    kind,
    durationMin,
    modes,
    people: { min: people.min, max: people.max },
    noticeMin,
    horizonDays,
    cancelBeforeMin,
    branches,
    prices: pricesByCurrency(service, branches, network),
  };
}

function pricesByCurrency(
  service: Service,
  branches: string[],
  network: Network,
): Catalogue['services'][number]['prices'] {
  const prices = new Map<string, Catalogue['services'][number]['prices'][number]>();
  for (const id of branches) {
    const { currency, minorDigits } = branchMoney(network.branches.get(id)!, network.head);
    prices.set(currency, { amount: amountIn(service.price, currency), currency, minorDigits });
  }
  return [...prices.values()];
}
