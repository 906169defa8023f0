/** A message as the phone it came to shows it. */
export interface Sms {
  readonly id: string;
  readonly from: string;
  /** Masked: whose phone it is says the register, and it stays there. */
  readonly to: string;
  readonly text: string;
  /** ISO date-time. */
  readonly at: string;
}

/** As many as somebody looks at: the oldest goes. */
export const MOST_MESSAGES = 20;

const SENDER = 'ASAN xidmet';

/** By the language in which somebody is served; another gets the first. */
const TEXTS: Readonly<Record<string, (code: string, minutes: number) => string>> = {
  az: (code, minutes) => `Təsdiq kodunuz: ${code}. Kod ${minutes} dəqiqə etibarlıdır. Onu heç kimə deməyin.`,
  ru: (code, minutes) => `Ваш код подтверждения: ${code}. Код действует ${minutes} минут. Никому его не сообщайте.`,
  en: (code, minutes) =>
    `Your confirmation code: ${code}. It is valid for ${minutes} minutes. Do not tell it to anybody.`,
};

/** The words of the message that brings a code. */
export const codeText = (language: string, code: string, minutes: number): string =>
  (TEXTS[language] ?? TEXTS['az']!)(code, minutes);

/** In place of the telephone network: the messages that were sent, in memory alone. */
export class Outbox {
  #messages: readonly Sms[] = [];
  #sent = 0;

  put({ to, text, at }: Pick<Sms, 'to' | 'text' | 'at'>): void {
    this.#sent += 1;
    this.#messages = [{ id: `sms-${this.#sent}`, from: SENDER, to, text, at }, ...this.#messages].slice(
      0,
      MOST_MESSAGES,
    );
  }

  /** The newest first. */
  messages(): readonly Sms[] {
    return this.#messages;
  }

  /** It was read, and is taken off the phone. */
  dismiss(id: string): void {
    this.#messages = this.#messages.filter((each) => each.id !== id);
  }
}
