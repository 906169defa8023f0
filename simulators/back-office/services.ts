import { inventFamily } from './family.ts';
import type { WireAppointment, WireDocument, WireLodgeRequest } from './wire.ts';

interface Issue {
  readonly request: WireLodgeRequest;
  /** How many applications are in the register already. */
  readonly issued: number;
  readonly at: Date;
  readonly random: () => number;
}

interface Given {
  readonly appointment?: WireAppointment;
  readonly document?: WireDocument;
}

interface Service {
  readonly needsFin: boolean;
  gives(issue: Issue): Given;
}

/** The windows of the invented centre, by what people come for. */
const QUEUE_WINDOWS: Readonly<Record<string, string>> = {
  identity: '12',
  justice: '4',
  property: '7',
  social: '9',
};

/** What this back office knows how to do. A service that is not here is refused as `unknown-service`. */
export const SERVICES: Readonly<Record<string, Service>> = {
  'identity-card-replacement': {
    needsFin: true,
    gives: (issue) => ({ appointment: appointment('A', '12', issue) }),
  },
  'family-members-certificate': {
    needsFin: true,
    gives: (issue) => ({ document: familyCertificate(issue) }),
  },
  'queue-ticket': {
    needsFin: false,
    gives: (issue) => ({ appointment: appointment('B', queueWindow(issue.request), issue) }),
  },
};

function queueWindow(request: WireLodgeRequest): string {
  return QUEUE_WINDOWS[request.answers['topic'] ?? ''] ?? '1';
}

/** The day did not begin with this kiosk: tickets start at 47. */
function appointment(letter: string, window: string, { issued, random }: Issue): WireAppointment {
  const number = ((46 + issued) % 999) + 1;
  return { ticket: `${letter}-${String(number).padStart(3, '0')}`, window, ahead: Math.floor(random() * 8) };
}

/** In Azerbaijani whatever the language of the visit: it is a document of the state. */
function familyCertificate({ request, issued, at, random }: Issue): WireDocument {
  const person = request.applicant;
  if (!person?.fin) throw new Error('a certificate without a person: the application should have been refused');
  const family = inventFamily(person, at, random).map(
    (member) => `${member.relation}: ${member.name}, doğum ili ${member.birthYear}`,
  );
  const place = request.answers['presentedTo'];
  return {
    number: `AÜ-${at.getUTCFullYear()}-${String(issued + 1).padStart(6, '0')}`,
    title: 'Ailə üzvləri haqqında arayış',
    person: { name: `${person.surname} ${person.givenNames}`.trim(), fin: person.fin },
    lines: [
      'Dövlət reyestrindəki məlumata görə bu şəxsin ailə üzvləri:',
      ...family,
      ...(place ? [`Arayış təqdim olunur: ${place}`] : []),
    ],
  };
}
