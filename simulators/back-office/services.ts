import type { OfferedDue } from './due-samples.ts';
import { inventFamily } from './family.ts';
import type { PriceOf } from './quotes.ts';
import { asRegistered, inLatin } from './record-language.ts';
import { SAMPLE_CERTIFICATES } from './sample-certificates.ts';
import type { BookedSlot } from './slot-calendar.ts';
import type { QueueCount } from './visit-tables.ts';
import { waitAt } from './waiting.ts';
import { type Window, windowOf } from './windows.ts';
import type { WireAppointment, WireDocument, WireLodgeRequest } from './wire.ts';

interface Issue {
  readonly request: WireLodgeRequest;
  /** How many applications are in the register already. */
  readonly issued: number;
  /** The appointment it was lodged with, or `null`. */
  readonly slot: BookedSlot | null;
  /** Those who were sent to a window today. */
  readonly queue: readonly QueueCount[];
  readonly at: Date;
  readonly random: () => number;
}

interface Given {
  readonly appointment?: WireAppointment;
  readonly document?: WireDocument;
}

interface Service {
  readonly identification: OfferedService['identification'];
  gives(issue: Issue): Given;
}

/** A service that is offered besides the three whose answers have something of their own: one of a catalogue. */
export interface OfferedService {
  readonly id: string;
  /** In Azerbaijani; the title of its certificate. */
  readonly title: string;
  readonly paper: 'receipt' | 'certificate' | 'ticket';
  /** Whose service it is, in Azerbaijani; absent: the centre's own. */
  readonly agency?: string;
  /** Who reads registers about a person for it, and which; in Azerbaijani. Absent: none is read here. */
  readonly reads?: {
    readonly agency: string;
    readonly registers: readonly { readonly id: string; readonly title: string }[];
    /** The register that gives the children of the applicant; absent: none. */
    readonly children?: { readonly id: string; readonly title: string };
    /** The register that has the mobile number of the applicant; absent: none. */
    readonly phone?: { readonly id: string; readonly title: string };
  };
  /** How sure it has to be who it is. */
  readonly identification: 'none' | 'zone' | 'code';
  /** The first of its groups: where in the invented centre it is done. */
  readonly group: string;
  /** Absent: it is free, or done at a window. */
  readonly priceOf?: PriceOf;
  /** Whether it is for whom the answers name, such as a child of an age. Absent: nobody is named. */
  readonly isFor?: (tier: string | null, answers: Readonly<Record<string, string>>, day: string) => boolean;
  /** A citizen who has its paper goes to a window with a number. If it is only filed, no number is needed. */
  readonly sendsToWindow: boolean;
  /** What people bring to its window, or when they collect it: names of things. Absent: nothing. */
  readonly bring?: readonly string[];
  /** Only by appointment: the application is lodged with one that is held. Absent: nobody needs an appointment. */
  readonly appointment?: boolean;
  /** A kiosk that is away from this office may take it. */
  readonly offline?: boolean;
  /** What is owed is paid with it; absent: nothing is. */
  readonly due?: OfferedDue;
  /** Their ids. */
  readonly tiers?: readonly string[];
}

/** What this back office does about a service; `undefined` for one that it does not offer. */
export function serviceOf(id: string, offered: readonly OfferedService[]): Service | undefined {
  const known = Object.hasOwn(SERVICES, id) ? SERVICES[id] : undefined;
  const other = offered.find((each) => each.id === id);
  return known ?? (other && plainService(other));
}

/**
 * Gives a certificate with what the applicant answered, or a number in the queue of its window. Otherwise the application is only filed.
 */
function plainService({ title, paper, identification, group, sendsToWindow }: OfferedService): Service {
  if (paper === 'certificate')
    return { identification, gives: (issue) => ({ document: plainCertificate(title, issue) }) };
  return {
    identification,
    gives: (issue) => (sendsToWindow || issue.slot ? { appointment: appointment(placeFor(issue, group), issue) } : {}),
  };
}

function plainCertificate(title: string, issue: Issue): WireDocument {
  const { service } = issue.request;
  const sample = Object.hasOwn(SAMPLE_CERTIFICATES, service) ? SAMPLE_CERTIFICATES[service] : undefined;
  if (sample) {
    const { fin } = personOf(issue);
    return certificate(title, sample({ fin, answers: issue.request.answers, at: issue.at }), issue);
  }
  const answers = Object.values(issue.request.answers).filter((answer) => answer !== '');
  return certificate(
    title,
    [
      'Sınaq reyestrində bu şəxs haqqında əlavə qeyd yoxdur.',
      ...(answers.length > 0 ? [`Müraciətdə göstərilib: ${inLatin(answers.join(', '))}`] : []),
    ],
    issue,
  );
}

/** The services that this back office was made with. */
const SERVICES: Readonly<Record<string, Service>> = {
  'identity-card-replacement': {
    identification: 'zone',
    gives: (issue) => ({ appointment: appointment(windowOf('identity'), issue) }),
  },
  'family-members-certificate': {
    identification: 'code',
    gives: (issue) => ({ document: familyCertificate(issue) }),
  },
  'criminal-record-certificate': {
    identification: 'code',
    gives: (issue) => ({ document: criminalRecordCertificate(issue) }),
  },
  'queue-ticket': {
    identification: 'none',
    gives: (issue) => ({ appointment: appointment(windowOf(issue.request.answers['topic'] ?? ''), issue) }),
  },
};

/** Where it is done: at the place of its appointment, if it has one. */
function placeFor({ slot }: Issue, group: string): Window {
  const [letter, window, floor] = windowOf(group);
  return slot ? [letter, slot.window, slot.floor] : [letter, window, floor];
}

/** The day did not begin with this kiosk: tickets start at 47. A citizen with an appointment is called at its time, even if others wait. */
function appointment([letter, window, floor]: Window, issue: Issue): WireAppointment {
  const { issued, queue, at, random, slot } = issue;
  const number = ((46 + issued) % 999) + 1;
  if (slot) {
    const { day, from, until } = slot;
    return { ticket: ticketOf(letter, number), window, ahead: 0, floor, wait: null, slot: { day, from, until } };
  }
  const ahead = Math.floor(random() * 8);
  const before = queue.filter((each) => each.window === window);
  const wait = waitAt(window, at.toISOString().slice(0, 10), before);
  return { ticket: ticketOf(letter, number), window, ahead, floor, wait };
}

const ticketOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(3, '0')}`;

/** In Azerbaijani, whatever the language of the visit is: it is a document of the state. */
function familyCertificate(issue: Issue): WireDocument {
  const { request, at, random } = issue;
  const family = inventFamily(personOf(issue), at, random).map(
    (member) => `${member.relation}: ${member.name}, doğum ili ${member.birthYear}`,
  );
  const place = request.answers['presentedTo'];
  return certificate(
    'Ailə üzvləri haqqında arayış',
    [
      'Dövlət reyestrindəki məlumata görə bu şəxsin ailə üzvləri:',
      ...family,
      ...(place ? [`Arayış təqdim olunur: ${inLatin(place)}`] : []),
    ],
    issue,
  );
}

/** Nobody is recorded in this register: what it says of a person is a sample, and the certificate says so. */
function criminalRecordCertificate(issue: Issue): WireDocument {
  const place = issue.request.answers['presentedTo'];
  return certificate(
    'Məhkumluq haqqında arayış',
    [
      'NÜMUNƏ: məlumat sınaq reyestrindəndir, hüquqi qüvvəsi yoxdur.',
      'Sınaq reyestrində bu şəxsin məhkumluğu barədə qeyd yoxdur.',
      ...(place ? [`Arayış təqdim olunur: ${inLatin(place)}`] : []),
    ],
    issue,
  );
}

function personOf({ request }: Issue) {
  const person = request.applicant;
  if (!person?.fin) throw new Error('a certificate without a person: the application should have been refused');
  return asRegistered({ ...person, fin: person.fin });
}

function certificate(title: string, lines: readonly string[], issue: Issue): WireDocument {
  const { surname, givenNames, fin } = personOf(issue);
  return {
    number: `AÜ-${issue.at.getUTCFullYear()}-${String(issue.issued + 1).padStart(6, '0')}`,
    title,
    person: { name: `${surname} ${givenNames}`.trim(), fin },
    lines,
  };
}
