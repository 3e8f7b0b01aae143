import { amountIn, branchMoney, type Branch, type NetworkHead, type Service } from '../network.ts';

/** Money is whole minor units of a currency; `minorDigits` says how many of them make the major one (0 for rial in practice). */
export interface Money {
  amount: number;
  currency: string;
  minorDigits: number;
}

/** An amount in the currency that a branch charges in. */
export function moneyAt(branch: Branch, head: NetworkHead, amount: number): Money {
  return { amount, ...branchMoney(branch, head) };
}

/** P1: the service's price at a branch, per booking, however many people come. */
export function listPrice(service: Service, branch: Branch, head: NetworkHead): Money {
  return moneyAt(branch, head, amountIn(service.price, branchMoney(branch, head).currency));
}
