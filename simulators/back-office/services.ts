import type { OfferedDue } from './due-samples.ts';
import { inventFamily } from './family.ts';
import type { TierPriceOf } from './quotes.ts';
import { toLatinLetters, withRegisterNames } from './record-language.ts';
import { SAMPLE_CERTIFICATES } from './sample-certificates.ts';
import type { BookedSlot } from './slot-calendar.ts';
import type { WindowArrivalCount } from './visit-tables.ts';
import { waitingTimeAt } from './waiting.ts';
import { type CentreWindow, windowOfGroup } from './windows.ts';
import type { WireAppointment, WireDocument, WireLodgeRequest } from './wire.ts';

interface Issue {
  readonly request: WireLodgeRequest;
  readonly issued: number;
  readonly slot: BookedSlot | null;
  readonly queue: readonly WindowArrivalCount[];
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

export interface OfferedService {
  readonly id: string;
  /** Title in Azerbaijani; also its certificate's title. */
  readonly title: string;
  readonly paper: 'receipt' | 'certificate' | 'ticket';
  /** Agency in Azerbaijani; absent: the centre. */
  readonly agency?: string;
  /** In Azerbaijani. Absent: no register is read. */
  readonly reads?: {
    readonly agency: string;
    readonly registers: readonly { readonly id: string; readonly title: string }[];
    readonly children?: { readonly id: string; readonly title: string };
    readonly phone?: { readonly id: string; readonly title: string };
  };
  readonly identification: 'none' | 'zone' | 'code';
  /** Whether only the card itself identifies the person. */
  readonly cardInHand?: boolean;
  readonly group: string;
  /** Absent: free, or paid at a window. */
  readonly priceOf?: TierPriceOf;
  /** Whether it fits the person in the answers, such as a child of an age. Absent: they name no person. */
  readonly isFor?: (tier: string | null, answers: Readonly<Record<string, string>>, day: string) => boolean;
  /** To a window, with a number. */
  readonly sendsToWindow: boolean;
  /** For its window or collection. */
  readonly bring?: readonly string[];
  readonly appointment?: boolean;
  readonly offline?: boolean;
  readonly due?: OfferedDue;
  readonly tiers?: readonly string[];
}

/** Rules of a service; `undefined`: the service is not offered. */
export function serviceOf(id: string, offered: readonly OfferedService[]): Service | undefined {
  const known = Object.hasOwn(SERVICES, id) ? SERVICES[id] : undefined;
  const other = offered.find((each) => each.id === id);
  return known ?? (other && plainService(other));
}

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
      ...(answers.length > 0 ? [`Müraciətdə göstərilib: ${toLatinLetters(answers.join(', '))}`] : []),
    ],
    issue,
  );
}

const SERVICES: Readonly<Record<string, Service>> = {
  'identity-card-replacement': {
    identification: 'zone',
    gives: (issue) => ({ appointment: appointment(windowOfGroup('identity'), issue) }),
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
    gives: (issue) => ({ appointment: appointment(windowOfGroup(issue.request.answers['topic'] ?? ''), issue) }),
  },
};

function placeFor({ slot }: Issue, group: string): CentreWindow {
  const [letter, window, floor] = windowOfGroup(group);
  return slot ? [letter, slot.window, slot.floor] : [letter, window, floor];
}

/** Numbers start at 47: people came before. Appointments come first. */
function appointment([letter, window, floor]: CentreWindow, issue: Issue): WireAppointment {
  const { issued, queue, at, random, slot } = issue;
  const number = ((46 + issued) % 999) + 1;
  if (slot) {
    const { day, from, until } = slot;
    return { ticket: ticketOf(letter, number), window, ahead: 0, floor, wait: null, slot: { day, from, until } };
  }
  const ahead = Math.floor(random() * 8);
  const before = queue.filter((each) => each.window === window);
  const wait = waitingTimeAt(window, at.toISOString().slice(0, 10), before);
  return { ticket: ticketOf(letter, number), window, ahead, floor, wait };
}

const ticketOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(3, '0')}`;

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
      ...(place ? [`Arayış təqdim olunur: ${toLatinLetters(place)}`] : []),
    ],
    issue,
  );
}

function criminalRecordCertificate(issue: Issue): WireDocument {
  const place = issue.request.answers['presentedTo'];
  return certificate(
    'Məhkumluq haqqında arayış',
    [
      'NÜMUNƏ: məlumat sınaq reyestrindəndir, hüquqi qüvvəsi yoxdur.',
      'Sınaq reyestrində bu şəxsin məhkumluğu barədə qeyd yoxdur.',
      ...(place ? [`Arayış təqdim olunur: ${toLatinLetters(place)}`] : []),
    ],
    issue,
  );
}

function personOf({ request }: Issue) {
  const person = request.applicant;
  if (!person?.fin) throw new Error('a certificate without a person: the application should have been refused');
  return withRegisterNames({ ...person, fin: person.fin });
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
