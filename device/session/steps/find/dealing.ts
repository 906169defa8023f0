import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, Claim, FoundApplication, OwnRequest } from '../../../back-office/contract.ts';
import type { OwnChange, Reply } from '../../../back-office/own.ts';
import type { ChosenSlot } from '../../visit/facts.ts';
import { canPrint, type FindContext, foundOf, nextOf, referenceOf, serviceOfFound } from './finding.ts';

/*
 * What an applicant does about an application that was found: cancel it, move its appointment, check in, read the answer and rate it
 * (docs/decisions/0031). The office does it once under a key; a lost answer is asked for again with that key.
 */

/** What is asked of the office. */
export type Wanted = OwnChange | { readonly do: 'read' };

/** What the page of an application offers besides its one button. */
export type FoundOffer = 'print' | 'move' | 'cancel';

/** What was found because this person has an appointment already: nobody typed its number. */
export interface BookingQuestion extends Pick<Claim, 'fin'> {
  readonly service: string;
  readonly documentNumber: string;
}

export interface DealQuestion {
  /** `null`: a new one. */
  readonly key: string | null;
  readonly wanted: Wanted;
  readonly claim: Omit<OwnRequest, 'kiosk'>;
}

/** The key is known even where the answer was lost. */
export interface DealOutput {
  readonly key: string;
  readonly result: Result<{ readonly found: FoundApplication } | { readonly reply: Reply }, BackOfficeTrouble>;
}

type Change = Partial<FindContext>;

/** Nothing is asked of the office, and nothing is said of what was. */
export const NOTHING_WANTED = {
  wanted: null,
  dealKey: null,
  done: null,
  note: null,
  slot: null,
  innerWaits: false,
} as const;

/** In the order of their buttons. */
export function offersOf(context: FindContext): readonly FoundOffer[] {
  const { standing } = foundOf(context);
  const isOffered = serviceOfFound(context) !== null;
  return [
    ...(nextOf(context) !== 'print' && canPrint(context) ? (['print'] as const) : []),
    ...(standing?.appointment?.move && isOffered ? (['move'] as const) : []),
    ...(standing?.cancel ? (['cancel'] as const) : []),
  ];
}

export const wants = (wanted: Wanted): Change => ({ ...NOTHING_WANTED, wanted });

/** The office is asked to give it the appointment that it holds for this kiosk. */
export const wantsSlot = (slot: ChosenSlot): Change => ({ ...wants({ do: 'move', slot: slot.key }), slot });

function claimOf(context: FindContext): Claim {
  const { person } = context;
  const { fin = null, documentNumber = null } = person?.document ?? {};
  return { reference: referenceOf(context), fin, documentNumber };
}

/** The application that is looked for: of a reference, or the appointment for a service that somebody has. */
export function lookUpOf(context: FindContext): Claim | BookingQuestion {
  const { booking, found } = context;
  if (!booking || found) return claimOf(context);
  const { fin, documentNumber } = booking.person.document;
  return { service: booking.service, fin, documentNumber };
}

export function questionOf(context: FindContext): DealQuestion {
  const { wanted, dealKey, person, confirmed } = context;
  if (!wanted) throw new Error('nothing is asked before it is wanted');
  const assurance = person?.assurance ?? 'zone';
  const confirmation = confirmed?.by === 'code' ? confirmed.code : null;
  return { key: dealKey, wanted, claim: { ...claimOf(context), assurance, confirmation } };
}

/** Where it goes on after the office was asked. */
export type After = 'found' | 'reply' | 'slot' | 'look-up' | 'unanswered';

export function dealt(context: FindContext, { key, result }: DealOutput): Change {
  const { wanted, slot } = context;
  if (!wanted) throw new Error('nothing is answered before it is wanted');
  if (result.ok) return succeeded(context, wanted, result.value);
  const { error } = result;
  if (error.kind !== 'refused') return { dealKey: key, note: error.code, after: 'unanswered' };
  const none = { ...NOTHING_WANTED, note: 'refused' } as const;
  // Somebody was faster, or it took too long: the old one stands, and another is chosen.
  if (error.reason === 'slot-lost' && slot) return { ...none, slot: { ...slot, lost: true }, after: 'slot' };
  if (error.reason === 'not-confirmed') return { ...none, note: 'BKO-116', confirmed: null, after: 'found' };
  // It is not as it was shown: it is shown as it is.
  return { ...none, after: 'look-up' };
}

/** The hold that a refused move leaves behind; `null`: there is none, or the held time may already be the appointment. */
export function refusedHold({ wanted, slot }: FindContext, { result }: DealOutput): string | null {
  const isRefused = !result.ok && result.error.kind === 'refused' && result.error.reason !== 'slot-lost';
  return isRefused && wanted?.do === 'move' && slot ? slot.key : null;
}

function succeeded(
  { reply }: FindContext,
  wanted: Wanted,
  value: { readonly found: FoundApplication } | { readonly reply: Reply },
): Change {
  if ('reply' in value) return { ...NOTHING_WANTED, reply: value.reply, after: 'reply' };
  const { found } = value;
  const done = { ...NOTHING_WANTED, found, done: wanted.do };
  if (wanted.do !== 'rate' || !reply) return { ...done, after: 'found' };
  return { ...done, reply: { ...reply, rated: wanted.score }, after: 'reply' };
}
