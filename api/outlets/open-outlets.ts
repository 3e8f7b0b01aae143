import type { MailSettings } from './mail-outlet.ts';
import { mailOutlet } from './mail-outlet.ts';
import type { Outlets } from './outlet.ts';
import { phoneOutlet, type PhoneSettings } from './phone-outlet.ts';
import { printedOutlet } from './printed-outlet.ts';

export interface OutletSettings {
  mail: MailSettings | undefined;
  phone: PhoneSettings | undefined;
  /** A demonstration on this very machine: what is not set up is printed instead of sent. */
  printed: boolean;
}

export function openOutlets({ mail, phone, printed }: OutletSettings): Outlets {
  const instead = printed ? printedOutlet((lines) => void process.stdout.write(lines)) : undefined;
  return { email: mail ? mailOutlet(mail) : instead, phone: phone ? phoneOutlet(phone) : instead };
}
