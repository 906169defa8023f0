import type { DocumentFacts } from '../../../drivers/sealed-document/contract.ts';
import { centreDay } from '../counted.ts';
import type { RegisterEntry } from '../register.ts';
import { SAMPLE } from '../sample-certificates.ts';

/** How long a document of this office is valid: invented, as what it says is. */
export const VALID_DAYS = 30;
const DAY_MS = 86_400_000;

/** Facts but for the sheets, which are known when it is laid out. */
export type Written = Omit<DocumentFacts, 'pages'>;

interface Making {
  readonly agency: string;
  /** Of the page that verifies. */
  readonly verifyUrl: string;
  /** The secret of this document. */
  readonly code: string;
}

/** What the document of an application says; `null` where it has none. */
export function factsOf({ reference, request, registered }: RegisterEntry, making: Making): Written | null {
  const document = registered?.document;
  if (!registered || !document) return null;
  const { number, title, person, lines } = document;
  const issued = Date.parse(registered.registeredAt);
  return {
    ...{ number, reference, title, person },
    service: request.service,
    agency: making.agency,
    lines: lines[0]?.startsWith('NÜMUNƏ') ? lines : [SAMPLE, ...lines],
    issuedOn: centreDay(new Date(issued)),
    validUntil: centreDay(new Date(issued + VALID_DAYS * DAY_MS)),
    verifyUrl: addressOf(making.verifyUrl, number, making.code),
  };
}

/** Where a document is verified. The number is no secret, the code is. */
export const addressOf = (verifyUrl: string, number: string, code: string): string =>
  `${verifyUrl}?${new URLSearchParams({ number, code })}`;
