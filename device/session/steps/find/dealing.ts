import type { Result } from '../../../../drivers/result.ts';
import type {
  BackOfficeTrouble,
  FoundApplication,
  OwnApplicationRequest,
  OwnedApplicationRef,
} from '../../../back-office/contract.ts';
import type { OfficerReply, OwnApplicationChange } from '../../../back-office/own.ts';
import type { ChosenSlot } from '../../visit/facts.ts';
import {
  canPrintDuplicate,
  type FindContext,
  foundInFindStep,
  pageActionOf,
  referenceOf,
  serviceOfFound,
} from './finding.ts';

/* Requests about a found application (docs/decisions/0031): after a lost answer the kiosk repeats a request with the same key. */

export type OfficeRequest = OwnApplicationChange | { readonly do: 'read' };

export type FoundApplicationOffer = 'print' | 'move' | 'cancel';

/** Look-up by the person and the service of an appointment. */
export interface BookingLookUp extends Pick<OwnedApplicationRef, 'fin'> {
  readonly service: string;
  readonly documentNumber: string;
}

export interface OfficeRequestInput {
  /** Key to repeat; `null`: a new request. */
  readonly key: string | null;
  readonly wanted: OfficeRequest;
  readonly claim: Omit<OwnApplicationRequest, 'kiosk'>;
}

export interface OfficeRequestOutput {
  readonly key: string;
  readonly result: Result<{ readonly found: FoundApplication } | { readonly reply: OfficerReply }, BackOfficeTrouble>;
}

type Change = Partial<FindContext>;

export const NO_OFFICE_REQUEST = {
  wanted: null,
  dealKey: null,
  done: null,
  note: null,
  slot: null,
  innerWaits: false,
} as const;

export function foundApplicationOffersOf(context: FindContext): readonly FoundApplicationOffer[] {
  const { standing } = foundInFindStep(context);
  const isOffered = serviceOfFound(context) !== null;
  return [
    ...(pageActionOf(context) !== 'print' && canPrintDuplicate(context) ? (['print'] as const) : []),
    ...(standing?.appointment?.move && isOffered ? (['move'] as const) : []),
    ...(standing?.cancel ? (['cancel'] as const) : []),
  ];
}

export const startOfficeRequest = (wanted: OfficeRequest): Change => ({ ...NO_OFFICE_REQUEST, wanted });

/** The request to move to the appointment that the office holds for this kiosk. */
export const withMoveRequest = (slot: ChosenSlot): Change => ({
  ...startOfficeRequest({ do: 'move', slot: slot.key }),
  slot,
});

function claimOf(context: FindContext): OwnedApplicationRef {
  const { person } = context;
  const { fin = null, documentNumber = null } = person?.document ?? {};
  return { reference: referenceOf(context), fin, documentNumber };
}

/** The application to look up: by reference, or the person's appointment for a service. */
export function lookUpQueryOf(context: FindContext): OwnedApplicationRef | BookingLookUp {
  const { booking, found } = context;
  if (!booking || found) return claimOf(context);
  const { fin, documentNumber } = booking.person.document;
  return { service: booking.service, fin, documentNumber };
}

export function requestInputOf(context: FindContext): OfficeRequestInput {
  const { wanted, dealKey, person, confirmed } = context;
  if (!wanted) throw new Error('the office is asked without a request of the citizen');
  const assurance = person?.assurance ?? 'zone';
  const confirmation = confirmed?.by === 'code' ? confirmed.code : null;
  return { key: dealKey, wanted, claim: { ...claimOf(context), assurance, confirmation } };
}

export type StateAfterOfficeAnswer = 'found' | 'reply' | 'slot' | 'look-up' | 'unanswered';

export function withOfficeAnswer(context: FindContext, { key, result }: OfficeRequestOutput): Change {
  const { wanted, slot } = context;
  if (!wanted) throw new Error('the office answered without a request of the citizen');
  if (result.ok) return succeeded(context, wanted, result.value);
  const { error } = result;
  if (error.kind !== 'refused') return { dealKey: key, note: error.code, after: 'unanswered' };
  const none = { ...NO_OFFICE_REQUEST, note: 'refused' } as const;
  // The old appointment stands, and the citizen chooses another time.
  if (error.reason === 'slot-lost' && slot) return { ...none, slot: { ...slot, lost: true }, after: 'slot' };
  if (error.reason === 'not-confirmed') return { ...none, note: 'BKO-116', confirmed: null, after: 'found' };
  // The application has changed since the page showed it.
  return { ...none, after: 'look-up' };
}

/** Key of the hold that a refused move leaves behind; `null`: no hold, or the held time may already be the appointment. */
export function abandonedHoldKey({ wanted, slot }: FindContext, { result }: OfficeRequestOutput): string | null {
  const isRefused = !result.ok && result.error.kind === 'refused' && result.error.reason !== 'slot-lost';
  return isRefused && wanted?.do === 'move' && slot ? slot.key : null;
}

function succeeded(
  { reply }: FindContext,
  wanted: OfficeRequest,
  value: { readonly found: FoundApplication } | { readonly reply: OfficerReply },
): Change {
  if ('reply' in value) return { ...NO_OFFICE_REQUEST, reply: value.reply, after: 'reply' };
  const { found } = value;
  const done = { ...NO_OFFICE_REQUEST, found, done: wanted.do };
  if (wanted.do !== 'rate' || !reply) return { ...done, after: 'found' };
  return { ...done, reply: { ...reply, rated: wanted.score }, after: 'reply' };
}
