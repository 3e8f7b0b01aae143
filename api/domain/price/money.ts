/** Money is whole minor units of a currency; `minorDigits` says how many of them make the major one (0 for rial in practice). */
export interface Money {
  amount: number;
  currency: string;
  minorDigits: number;
}
