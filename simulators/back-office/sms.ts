export interface Sms {
  readonly id: string;
  readonly from: string;
  /** Masked. */
  readonly to: string;
  readonly text: string;
  /** ISO date-time. */
  readonly at: string;
}

export const MOST_MESSAGES = 20;

const SENDER = 'ASAN xidmet';

/** Texts by language; an unknown language gets the first. */
const TEXTS: Readonly<Record<string, (code: string, minutes: number) => string>> = {
  az: (code, minutes) => `Təsdiq kodunuz: ${code}. Kod ${minutes} dəqiqə etibarlıdır. Onu heç kimə deməyin.`,
  ru: (code, minutes) => `Ваш код подтверждения: ${code}. Код действует ${minutes} минут. Никому его не сообщайте.`,
  en: (code, minutes) =>
    `Your confirmation code: ${code}. It is valid for ${minutes} minutes. Do not tell it to anybody.`,
};

export const codeText = (language: string, code: string, minutes: number): string =>
  (TEXTS[language] ?? TEXTS['az']!)(code, minutes);

export interface ApplicationSmsFacts {
  readonly reference: string;
  readonly others: readonly string[];
  /** Certificate and the window that prints it; `null`: none. */
  readonly certificate: { readonly number: string; readonly window: string; readonly floor: number } | null;
  readonly appointment: {
    readonly ticket: string;
    readonly window: string;
    readonly floor: number | null;
    /** Booked time; absent: in turn. */
    readonly slot?: { readonly day: string; readonly from: string; readonly until: string };
  } | null;
  /** ISO date. */
  readonly ready: string | null;
  readonly address: string;
}

interface EssentialWords {
  readonly references: (references: readonly string[]) => string;
  readonly certificate: (number: string, window: string) => string;
  readonly appointment: (ticket: string, window: string) => string;
  readonly floor: (floor: number) => string;
  readonly slot: (day: string, time: string) => string;
  readonly ready: (day: string) => string;
  readonly address: (address: string) => string;
}

const ESSENTIALS: Readonly<Record<string, EssentialWords>> = {
  az: {
    references: (references) =>
      `${references.length > 1 ? 'Müraciətlərin nömrələri' : 'Müraciətin nömrəsi'}: ${references.join(', ')}.`,
    certificate: (number, window) => `Arayış ${number} çapa hazırdır: pəncərə ${window}`,
    appointment: (ticket, window) => `Talon: ${ticket}, pəncərə ${window}`,
    floor: (floor) => `, mərtəbə ${floor}`,
    slot: (day, time) => `Vaxt: ${day}, ${time}.`,
    ready: (day) => `Hazır olacaq: ${day}.`,
    address: (address) => `Müraciətin vəziyyəti: ${address}`,
  },
  ru: {
    references: (references) =>
      `${references.length > 1 ? 'Номера заявлений' : 'Номер заявления'}: ${references.join(', ')}.`,
    certificate: (number, window) => `Справку ${number} можно напечатать: окно ${window}`,
    appointment: (ticket, window) => `Талон: ${ticket}, окно ${window}`,
    floor: (floor) => `, этаж ${floor}`,
    slot: (day, time) => `Время: ${day}, ${time}.`,
    ready: (day) => `Будет готово: ${day}.`,
    address: (address) => `Состояние заявления: ${address}`,
  },
  en: {
    references: (references) => `Application number${references.length > 1 ? 's' : ''}: ${references.join(', ')}.`,
    certificate: (number, window) => `Certificate ${number} is ready to be printed: window ${window}`,
    appointment: (ticket, window) => `Ticket: ${ticket}, window ${window}`,
    floor: (floor) => `, floor ${floor}`,
    slot: (day, time) => `Time: ${day}, ${time}.`,
    ready: (day) => `Ready on: ${day}.`,
    address: (address) => `State of the application: ${address}`,
  },
};

/** Text of the message about an application. It contains no name, no service and no register data. */
export function applicationSmsText(
  language: string,
  { reference, others, appointment, certificate, ready, address }: ApplicationSmsFacts,
): string {
  const words = ESSENTIALS[language] ?? ESSENTIALS['az']!;
  const slot = appointment?.slot;
  return [
    words.references([reference, ...others]),
    ...(certificate
      ? [`${words.certificate(certificate.number, certificate.window)}${words.floor(certificate.floor)}.`]
      : []),
    ...(appointment ? [placeText(words, appointment)] : []),
    ...(slot ? [words.slot(plainDay(slot.day), `${slot.from}–${slot.until}`)] : []),
    ...(ready === null ? [] : [words.ready(plainDay(ready))]),
    words.address(address),
  ].join(' ');
}

function placeText(
  words: EssentialWords,
  { ticket, window, floor }: NonNullable<ApplicationSmsFacts['appointment']>,
): string {
  return `${words.appointment(ticket, window)}${floor === null ? '' : words.floor(floor)}.`;
}

const plainDay = (day: string): string => day.split('-').toReversed().join('.');

export class SmsOutbox {
  #messages: readonly Sms[] = [];
  #sent = 0;

  put({ to, text, at }: Pick<Sms, 'to' | 'text' | 'at'>): void {
    this.#sent += 1;
    this.#messages = [{ id: `sms-${this.#sent}`, from: SENDER, to, text, at }, ...this.#messages].slice(
      0,
      MOST_MESSAGES,
    );
  }

  /** Newest first. */
  messages(): readonly Sms[] {
    return this.#messages;
  }

  dismiss(id: string): void {
    this.#messages = this.#messages.filter((each) => each.id !== id);
  }
}
