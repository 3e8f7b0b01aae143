import { useState } from 'react';
import type { Catalogue } from '#contract/catalogue.ts';
import type { Me } from '#contract/sign-in.ts';
import { MODES, type Feature, type Mode } from '#domain/network.ts';
import { currentLocale } from '../../i18n/i18n.ts';
import {
  byId,
  useCatalogue,
  type CatalogueBranch,
  type CatalogueService,
} from '../../platform/queries/catalogue-query.ts';
import { useMe } from '../../platform/queries/me-query.ts';
import type { Preferences } from '../../platform/early/kept-preferences.ts';
import { prefer, usePreferences } from '../../platform/preferences.ts';
import type { SlotWish } from '../../slots/slot-wish.ts';
import { firstService, NOT_SURE, offeredAt, topicsOf, type Topic } from './topics.ts';

/** Of the room, and worth asking everybody about. The others are the service's business. */
const NEEDS: readonly Feature[] = ['step-free', 'hearing-loop', 'quiet-entrance', 'child-friendly'];

/** What somebody comes for and with how many: in memory only, for as long as the page is open. */
interface Asked {
  topic?: string;
  people?: number;
}

let asked: Asked = askedByLink();

export interface Search {
  wish: SlotWish;
  branches: CatalogueBranch[];
  topics: Topic[];
  topic: Topic | undefined;
  modes: Mode[];
  /** Spoken by somebody who offers the service at the branch. */
  languages: string[];
  needs: Feature[];
  choose: (change: { topic?: string; people?: number; branch?: string; mode?: Mode; language?: string }) => void;
  need: (feature: Feature, wanted: boolean) => void;
}

/** The search as it stands; undefined until the catalogue is there. */
export function useSearch(): Search | undefined {
  const catalogue = useCatalogue();
  const me = useMe();
  const preferred = usePreferences();
  const [, redraw] = useState({});
  const found = catalogue && searchIn(catalogue, preferred, me);
  return (
    found && {
      ...found,
      choose: ({ topic: chosen, people, ...rest }) => {
        asked = { ...asked, ...(chosen && { topic: chosen }), ...(people && { people }) };
        const { branch: at, mode: by, language } = rest;
        prefer({ ...(at && { branch: at }), ...(by && { mode: by }), ...('language' in rest && { language }) });
        redraw({});
      },
      need: (feature, wanted) => {
        const others = (preferred.features ?? []).filter((one) => one !== feature);
        prefer({ features: wanted ? [...others, feature] : others });
      },
    }
  );
}

/** What is looked for by what was chosen here, else by who somebody is, else by the language. */
export function searchIn(
  catalogue: Catalogue,
  preferred: Preferences,
  me: Pick<Me, 'branch'> | null | undefined,
): Omit<Search, 'choose' | 'need'> | undefined {
  const { branches } = catalogue;
  const branch =
    byId(branches, preferred.branch) ??
    byId(branches, me?.branch) ??
    branches.find(({ locale }) => locale === currentLocale()) ??
    branches[0];
  const offered = branch ? offeredAt(catalogue.services, branch) : [];
  const topics = topicsOf(offered);
  const topic = byId(topics, asked.topic);
  const service = topic?.service ?? firstService(offered);
  if (!branch || !service) return undefined;

  const modes = modesOf(service);
  const mode = modes.find((one) => one === preferred.mode) ?? modes[0] ?? 'room';
  const languages = languagesOf(service, branch, catalogue.counsellors);
  const atBranch = new Set(
    catalogue.rooms.filter((room) => room.branch === branch.id).flatMap((room) => room.features),
  );
  const needs = mode === 'room' ? NEEDS.filter((feature) => atBranch.has(feature)) : [];
  return {
    wish: {
      service,
      branch,
      mode,
      people: peopleOf(service, asked.people),
      features: needs.filter((feature) => preferred.features?.includes(feature)),
      language: languages.find((one) => one === preferred.language),
    },
    branches,
    topics,
    topic: topic ?? topics.find((one) => one.service === service && one.id !== NOT_SURE),
    modes,
    languages,
    needs,
  };
}

/** Groups and workshops are held in rooms, whatever else the service could do (S6). */
function modesOf({ kind, modes }: CatalogueService): Mode[] {
  return kind === 'group' || kind === 'workshop' ? ['room'] : MODES.filter((mode) => modes.includes(mode));
}

function peopleOf({ kind, people }: CatalogueService, wanted: number | undefined): number | undefined {
  if (kind === 'group' || kind === 'workshop' || people.max === 1) return undefined;
  return Math.min(people.max, Math.max(people.min, wanted ?? people.min));
}

function languagesOf(
  service: CatalogueService,
  branch: CatalogueBranch,
  counsellors: { services: string[]; branches: string[]; languages: string[] }[],
): string[] {
  const here = counsellors.filter((one) => one.services.includes(service.id) && one.branches.includes(branch.id));
  return [...new Set(here.flatMap(({ languages }) => languages))].toSorted();
}

/** The library's own page may link to a service; what is asked for leaves the address at once (titles and URLs are neutral). */
function askedByLink(): Asked {
  const link = new URLSearchParams(location.search);
  if (link.size === 0 || location.pathname !== '/') return {};

  history.replaceState(history.state, '', '/');
  const [service, branch, mode] = [
    link.get('service'),
    link.get('branch'),
    MODES.find((one) => one === link.get('mode')),
  ];
  prefer({ ...(branch && { branch }), ...(mode && { mode }) });
  return service ? { topic: service } : {};
}
