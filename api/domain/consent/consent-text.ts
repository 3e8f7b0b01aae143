import type { Locale } from '../ids.ts';

/** G5: what a patron agrees to. A change of any wording is a new version, and everybody is asked again. */
export const CONSENT_VERSION = '2026-12';

export const CONSENT_PARTS = ['agree', 'desk', 'counsellor', 'nobody', 'withdraw'] as const;
export type ConsentPart = (typeof CONSENT_PARTS)[number];

export const CONSENT_TEXT: Record<ConsentPart, Record<Locale, string>> = {
  agree: {
    en: 'I agree that the desk and my counsellor see my bookings.',
    fa: 'می‌پذیرم که پیشخوان و مشاورم نوبت‌های مرا ببینند.',
    fi: 'Hyväksyn, että tiski ja ohjaajani näkevät varaukseni.',
    sl: 'Strinjam se, da pult in moj svetovalec vidita moje rezervacije.',
    uk: 'Я згоден(на), щоб реєстрація та мій консультант бачили мої записи.',
  },
  desk: {
    en: 'A name made up for you, the time, the room, what to prepare and what is to pay. Not why you come.',
    fa: 'نامی ساختگی برای شما، ساعت، اتاق، آنچه باید آماده شود و مبلغ. نه این‌که چرا می‌آیید.',
    fi: 'Sinulle keksityn nimen, ajan, huoneen, mitä valmistellaan ja mitä maksetaan. Ei sitä, miksi tulet.',
    sl: 'Izmišljeno ime za vas, uro, sobo, kaj je treba pripraviti in koliko plačate. Ne pa, zakaj prihajate.',
    uk: 'Вигадане для вас ім’я, час, кімнату, що підготувати й скільки сплатити. Але не причину.',
  },
  counsellor: {
    en: 'The same, and what kind of help you chose.',
    fa: 'همان‌ها، و نوع کمکی که برگزیدید.',
    fi: 'Samat tiedot ja millaista apua valitsit.',
    sl: 'Isto in kakšno pomoč ste izbrali.',
    uk: 'Те саме та яку допомогу ви обрали.',
  },
  nobody: {
    en: 'Whoever looks at a booking leaves a trace that cannot be removed.',
    fa: 'هر کس نوبتی را ببیند، ردی می‌گذارد که پاک نمی‌شود.',
    fi: 'Jokainen, joka katsoo varausta, jättää jäljen, jota ei voi poistaa.',
    sl: 'Kdor pogleda rezervacijo, pusti sled, ki je ni mogoče izbrisati.',
    uk: 'Кожен, хто дивиться запис, лишає слід, який не можна стерти.',
  },
  withdraw: {
    en: 'You can withdraw this under “You” at any time. Appointments that stand then stay until you cancel them.',
    fa: 'هر زمان می‌توانید این را در «شما» پس بگیرید. نوبت‌هایی که آن هنگام دارید می‌مانند تا خودتان لغوشان کنید.',
    fi: 'Voit perua suostumuksen milloin tahansa kohdassa ”Sinä”. Varatut ajat pysyvät, kunnes perut ne.',
    sl: 'Soglasje lahko kadar koli umaknete pod »Vi«. Termini, ki takrat veljajo, ostanejo, dokler jih ne odpoveste.',
    uk: 'Ви можете будь-коли відкликати згоду в розділі «Ви». Чинні записи залишаться, доки ви їх не скасуєте.',
  },
};
