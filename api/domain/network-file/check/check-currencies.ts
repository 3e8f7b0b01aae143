import {
  amountIn,
  branchMoney,
  type Amount,
  type Branch,
  type Discount,
  type NetworkHead,
  type Service,
} from '../../network.ts';
import type { Directory } from './directory.ts';
import { isRecord, type Spot } from './spot.ts';

/** N8: every amount must mean one thing at each branch that it reaches. */
export function checkCurrencies(root: Spot, directory: Directory): void {
  const { currency, minorDigits } = isRecord(root.at('network').value)
    ? (root.at('network').value as never as NetworkHead)
    : {};
  if (typeof currency !== 'string' || typeof minorDigits !== 'number') return;

  const branches = directory.soundItems<Branch>('branches');
  const at = new Map(
    branches.map(({ item }) => [item.id, branchMoney(item, { currency, minorDigits } as NetworkHead)]),
  );
  checkDigits(branches, at);

  const reachOf = (ids: string[]) => new Set(ids.flatMap((id) => at.get(id)?.currency ?? []));
  const services = directory.soundItems<Service>('services');
  const branchesOf = (service: Service) => service.branches ?? [...at.keys()];
  for (const { item, spot } of services) checkReach(spot.at('price'), item.price, reachOf(branchesOf(item)));

  for (const { item, spot } of directory.soundItems<Discount>('discounts')) {
    const priced = services
      .filter(({ item: service }) => !item.services || item.services.includes(service.id))
      .filter(({ item: service }) => !item.kinds || item.kinds.includes(service.kind))
      .flatMap(({ item: service }) =>
        branchesOf(service).filter((id) => at.has(id) && amountIn(service.price, at.get(id)!.currency) !== 0),
      );
    const reach = reachOf(priced.filter((id) => !item.branches || item.branches.includes(id)));
    if (item.amount !== undefined) checkReach(spot.at('amount'), item.amount, reach);
    if (item.budget !== undefined) checkReach(spot.at('budget'), item.budget, reach);
  }
}

function checkReach(spot: Spot, amount: Amount, reach: Set<string>): void {
  const currencies = [...reach].sort();
  if (typeof amount === 'number') {
    if (amount === 0 || currencies.length < 2) return;
    spot.fault(`would be read in ${currencies.join(' and ')}: write a map by currency`);
    return;
  }
  for (const currency of currencies.filter((each) => !Object.hasOwn(amount, each))) spot.fault(`has no ${currency}`);
}

/** A map by currency has one number for a currency, so that all its branches must count it alike. */
function checkDigits(
  branches: { item: Branch; spot: Spot }[],
  at: ReadonlyMap<string, { currency: string; minorDigits: number }>,
): void {
  const first = new Map<string, { digits: number; branch: string }>();
  for (const { item, spot } of branches) {
    const { currency, minorDigits } = at.get(item.id)!;
    const known = first.get(currency);
    if (!known) first.set(currency, { digits: minorDigits, branch: item.id });
    else if (known.digits !== minorDigits) {
      spot.at('minorDigits').fault(`makes ${currency} ${minorDigits} digits, ${known.branch} makes it ${known.digits}`);
    }
  }
}
