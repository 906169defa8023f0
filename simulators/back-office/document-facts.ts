import { DAY_MS } from '../../drivers/durations.ts';
import { centreDay } from './centre-day.ts';
import type { DocumentSheetFacts } from './documents/sheets.ts';
import type { RegisterEntry } from './entry.ts';
import { SAMPLE_NOTICE } from './sample-certificates.ts';
import type { WireRegistered } from './wire.ts';

/** Invented. */
const VALID_DAYS = 30;

/** The facts that the document of an application shows; `null` if it has no document. `verifyUrl` takes a number. */
export function documentFactsOf(
  { reference, request, registered }: RegisterEntry,
  verifyUrl: (number: string) => string,
  agency: string,
): DocumentSheetFacts | null {
  const document = registered?.document;
  if (!registered || !document) return null;
  const { number, title, person, lines } = document;
  return {
    number,
    reference,
    title,
    person,
    agency,
    service: request.service,
    lines: lines[0]?.startsWith('NÜMUNƏ') ? lines : [SAMPLE_NOTICE, ...lines],
    issuedOn: centreDay(new Date(registered.registeredAt)),
    validUntil: validUntilOf(registered),
    verifyUrl: verifyUrl(number),
  };
}

/** Last valid day, ISO. */
const validUntilOf = ({ registeredAt }: WireRegistered): string =>
  centreDay(new Date(Date.parse(registeredAt) + VALID_DAYS * DAY_MS));

/** Address where a document is verified. The number is not secret, the code is. */
export const verifyAddressOf = (verifyUrl: string, number: string, code: string): string =>
  `${verifyUrl}?${new URLSearchParams({ number, code })}`;
