import { createHash } from 'node:crypto';
import { DAY_MS } from '../../drivers/durations.ts';
import type { WireDueNumber, WireOfficeText } from './wire-dues.ts';

/*
 * Sample dues, from number and day: the same after a restart and at every kiosk. After thirty days another replaces each. The last digit of a
 * number decides:
 *
 * - 0: unknown; 2 and 3: that many dues; 5: payable in parts;
 * - 6: last day to pay comes soon; 9: paid;
 * - 7: the payee takes the money later; 8: the payee refuses it.
 *
 * Every second due of a car has a discount.
 */

export interface OfferedDue {
  readonly by: 'number' | 'person';
  readonly title: WireOfficeText;
  readonly payee: WireOfficeText;
  /** The first answered question counts, so the most specific comes first. */
  readonly numbers: readonly { readonly question: string; readonly name: WireOfficeText }[];
}

export interface SampleDue {
  readonly id: string;
  readonly service: string;
  readonly subject: WireOfficeText;
  readonly payee: WireOfficeText;
  readonly number: WireDueNumber | null;
  /** Masked for a caller with a number. */
  readonly owner: string;
  readonly full: number;
  /** Amount on discount days. */
  readonly reduced: number;
  /** ISO dates at the centre. */
  readonly since: string;
  readonly until: string;
  /** Last discount day; `null`: no discount. */
  readonly discountUntil: string | null;
  readonly inParts: boolean;
  readonly paidOn: string | null;
  readonly payeeTakes: 'at-once' | 'later' | 'never';
}

interface DueQuery {
  readonly service: string;
  readonly group: string;
  readonly due: OfferedDue;
}

const LASTS_DAYS = 30;
const DISCOUNT_DAYS = 10;
const SOON_DAYS = 5;
const DISCOUNT = 0.7;

const OWNERS: readonly string[] = ['NÜMUNƏLİ SAMİR', 'SINAQOVA LALƏ', 'MİSALZADƏ ORXAN', 'TƏCRÜBƏLİ NİGAR'];

/** Dues of a number; empty: the number is unknown. */
export function duesOfNumber(asked: DueQuery, answers: Readonly<Record<string, string>>, day: string): SampleDue[] {
  const number = Object.entries(answers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, answer]) => answer)
    .join(' ');
  const digit = /[0-9]$/.exec(number) ? Number(number.at(-1)) : 1;
  const count = digit === 0 || number === '' ? 0 : digit === 2 || digit === 3 ? digit : 1;
  const owner = OWNERS[hashNumber(`owner ${number}`) % OWNERS.length] ?? '';
  const shown = asked.due.numbers.find(({ question }) => answers[question]);
  const known = shown ? { name: shown.name, value: answers[shown.question] ?? '' } : null;
  return Array.from({ length: count }, (_, nth) => sampleDue(asked, { number, nth, digit, owner, known }, day));
}

/** Dues of a person: two of every three kinds. */
export function duesOfPerson(
  all: readonly DueQuery[],
  { fin, surname, givenNames }: { readonly fin: string | null; readonly surname: string; readonly givenNames: string },
  day: string,
): SampleDue[] {
  const owner = `${surname} ${givenNames}`.trim();
  return all
    .filter(({ service }) => hashNumber(`${service} ${fin}`) % 3 !== 0)
    .map((asked) =>
      sampleDue(asked, { number: fin ?? '', nth: 0, digit: 1, owner, known: inventedNumber(asked, fin) }, day),
    );
}

/** Ten digits, for a due found without a number. */
function inventedNumber({ service, due: { numbers } }: DueQuery, fin: string | null): WireDueNumber | null {
  const name = numbers[0]?.name;
  return name ? { name, value: String(hashNumber(`number ${service} ${fin}`)).padStart(10, '1') } : null;
}

interface Numbered {
  readonly number: string;
  readonly nth: number;
  readonly digit: number;
  readonly owner: string;
  readonly known: WireDueNumber | null;
}

function sampleDue(
  { service, group, due }: DueQuery,
  { number, nth, digit, owner, known }: Numbered,
  day: string,
): SampleDue {
  const draw = hashNumber(`${service} ${number} ${nth}`);
  const since = plusDays(day, -((dayNumber(day) + draw) % LASTS_DAYS));
  const inParts = digit === 5 || group === 'home';
  const hasDiscount = group === 'car' && !inParts && nth % 2 === 0;
  const full = group === 'home' ? 1_500 + (draw % 9_000) : 2_000 + (draw % 9) * 1_000;
  return {
    id: `D-${createHash('sha256').update(`${service} ${number} ${nth} ${since}`).digest('hex').slice(0, 24)}`,
    service,
    owner,
    full,
    since,
    inParts,
    subject: labelled(due.title),
    payee: due.payee,
    number: known,
    reduced: hasDiscount ? full * DISCOUNT : full,
    until: plusDays(since, digit === 6 ? SOON_DAYS : LASTS_DAYS),
    discountUntil: hasDiscount ? plusDays(since, DISCOUNT_DAYS) : null,
    paidOn: digit === 9 ? since : null,
    payeeTakes: digit === 7 ? 'later' : digit === 8 ? 'never' : 'at-once',
  };
}

const labelled = ({ az, ru, en }: WireOfficeText): WireOfficeText => ({
  az: `${az} (nümunə)`,
  ...(ru && { ru: `${ru} (образец)` }),
  ...(en && { en: `${en} (sample)` }),
});

const hashNumber = (what: string): number => createHash('sha256').update(what).digest().readUInt32BE(0);

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

const plusDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);

/** The amount on a day of the centre, and the day since which it is valid. The discount includes its last day. */
export function amountOn({ full, reduced, since, discountUntil }: SampleDue, day: string) {
  if (discountUntil === null) return { amount: full, since, discountUntil };
  if (day <= discountUntil) return { amount: reduced, since, discountUntil };
  return { amount: full, since: plusDays(discountUntil, 1), discountUntil: null };
}

/** The first letter of each name, and three dots for the rest. */
export const maskedOwner = (name: string): string =>
  name
    .split(' ')
    .map((part) => `${[...part][0] ?? ''}•••`)
    .join(' ');
