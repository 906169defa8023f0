import { err, ok, type Result } from '../../drivers/result.ts';
import { applicationStateOf } from './continuing.ts';
import type { RegisterEntry } from './entry.ts';
import { maskPhone, type PhoneOf } from './phones.ts';
import { type ApplicationSmsFacts, applicationSmsText } from './sms.ts';
import type { OfficeRefusal, WireMessageRequest } from './wire.ts';

/* One message for each application, a limited number for each person, stored with the application: both limits survive a restart. */

export const MESSAGE_PERIOD_MS = 15 * 60_000;
const MOST_OF_A_PERSON = 3;

export interface SentMessage {
  readonly language: string;
  /** ISO date-time. */
  readonly at: string;
  /** Masked. */
  readonly number: string;
}

interface Asking {
  readonly request: WireMessageRequest;
  readonly entry: RegisterEntry | undefined;
  readonly lately: number;
  readonly at: Date;
  readonly phoneOf: PhoneOf;
}

/** The new message to store and send, the message that was sent before, or the reason for a refusal. */
export function prepareMessage(
  asking: Asking,
): Result<{ readonly entry: RegisterEntry; readonly message: SentMessage; readonly first: boolean }, OfficeRefusal> {
  const { request, entry, lately, at, phoneOf } = asking;
  if (!entry || entry.request.kiosk !== request.kiosk || applicationStateOf(entry) !== 'registered')
    return err({ status: 404, code: 'unknown-application' });
  const known = entry.message;
  if (known) {
    const isSame = known.language === request.language;
    return isSame ? ok({ entry, message: known, first: false }) : err({ status: 409, code: 'idempotency-conflict' });
  }
  const { applicant } = entry.request;
  const phone = applicant?.fin ? phoneOf(applicant.fin) : null;
  if (!applicant || phone === null) return err({ status: 422, code: 'no-phone' });
  if (lately >= MOST_OF_A_PERSON) return err({ status: 422, code: 'too-many-messages' });
  const message = { language: request.language, at: at.toISOString(), number: maskPhone(phone) };
  return ok({ entry, message, first: true });
}

/** References of the other registered applications of the same payment, among the applications of the applicant. */
export function referencesOfSameSale(entry: RegisterEntry, all: readonly RegisterEntry[]): readonly string[] {
  const sale = entry.payment?.sale?.key;
  if (sale === undefined) return [];
  return all
    .filter(
      (each) => each.key !== entry.key && each.payment?.sale?.key === sale && applicationStateOf(each) === 'registered',
    )
    .map(({ reference }) => reference);
}

export function messageText(
  { reference, request, registered }: RegisterEntry,
  language: string,
  statusUrl: string,
  others: readonly string[],
): string {
  const { document } = registered ?? {};
  const essentials: ApplicationSmsFacts = {
    reference,
    others,
    certificate: document?.place ? { number: document.number, ...document.place } : null,
    appointment: registered?.appointment ?? null,
    ready: request.ready,
    address: `${statusUrl}${reference}`,
  };
  return applicationSmsText(language, essentials);
}
