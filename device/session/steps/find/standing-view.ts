import type { WindowPlace } from '../../../back-office/contract.ts';
import type {
  ApplicationStatus,
  AppointmentStatus,
  CancellationRefund,
  DocumentPickupPlace,
} from '../../../back-office/own.ts';
import { shownServiceText, type TextSettings } from '../../../catalogue/easy.ts';
import type { IsoDate } from '../../../words/date.ts';
import type { Language } from '../../../words/language.ts';
import type { SlotTime } from '../../../words/slot.ts';
import { isUnanswered, type UnansweredCode } from '../../../words/trouble.ts';
import type { OfficeRequest } from './dealing.ts';
import { type FindContext, foundInFindStep, serviceOfFound } from './finding.ts';

interface MissingThing {
  readonly icon: string;
  readonly title: string;
}

export interface ApplicationStatusView {
  readonly stage: ApplicationStatus['stage'];
  readonly missing: readonly MissingThing[];
  readonly lies: DocumentPickupPlace | null;
  readonly place: WindowPlace | null;
  readonly ready: IsoDate | null;
  readonly reply: ApplicationStatus['reply'];
  readonly cancelled: CancellationRefund | null;
  readonly appointment: AppointmentStatus | null;
  readonly ticket: string | null;
}

export interface AskingCancelView {
  readonly show: 'askingCancel';
  readonly service: string | null;
  readonly reference: string;
  readonly money: CancellationRefund;
  /** Paid amount in qəpik. */
  readonly paid: number;
  readonly slot: SlotTime | null;
}

export interface OfficeRequestView {
  readonly show: 'dealing';
  readonly what: OfficeRequest['do'];
  readonly reference: string;
  /** Why the outcome is unknown; `null`: the office is being asked. */
  readonly trouble: UnansweredCode | null;
}

export interface ReadingReplyView {
  readonly show: 'readingReply';
  readonly reference: string;
  readonly at: IsoDate;
  /** Answer of the officer, in Azerbaijani. */
  readonly lines: readonly string[];
  readonly rated: number | null;
  readonly again: NonNullable<NonNullable<ApplicationStatus['reply']>['again']> | null;
}

/** State of an application on its page. Titles of missing things come from the catalogue. */
export function applicationStatusView(context: FindContext, language: Language): ApplicationStatusView | null {
  const { standing, ready, registered } = foundInFindStep(context);
  if (!standing) return null;
  const { stage, lies, reply, cancelled, appointment } = standing;
  const queue = stage === 'waits-for-you' ? (registered?.appointment ?? null) : null;
  const things = context.catalogue.services.flatMap(({ bring }) => bring);
  const missing = standing.missing.flatMap((id) => {
    const thing = things.find((each) => each.id === id);
    return thing ? [{ icon: thing.icon, title: thing.title[language] }] : [];
  });
  return {
    stage,
    missing,
    lies,
    ready,
    reply,
    appointment,
    place: placeOf(appointment ?? lies ?? queue ?? (stage === 'ready' ? registered?.document?.place : null)),
    cancelled: cancelled?.money ?? null,
    ticket: appointment || queue ? (registered?.appointment?.ticket ?? null) : null,
  };
}

const placeOf = (from: { readonly window: string; readonly floor?: number | null } | null | undefined) =>
  from ? { window: from.window, floor: from.floor ?? null } : null;

export function askingCancelView(context: FindContext, settings: TextSettings): AskingCancelView {
  const service = serviceOfFound(context);
  const { reference, amount, payment, standing } = foundInFindStep(context);
  return {
    show: 'askingCancel',
    service: service ? shownServiceText(service, 'title', settings) : null,
    reference,
    money: standing?.cancel ?? 'none',
    paid: payment === null ? 0 : amount,
    slot: standing?.appointment ?? null,
  };
}

export function officeRequestView(context: FindContext, unanswered: boolean): OfficeRequestView {
  const { wanted, note } = context;
  const isTrouble = isUnanswered(note);
  return {
    show: 'dealing',
    what: wanted?.do ?? 'read',
    reference: foundInFindStep(context).reference,
    trouble: unanswered && isTrouble ? note : null,
  };
}

export function readingReplyView(context: FindContext): ReadingReplyView {
  const { reply } = context;
  if (!reply) throw new Error('the page of the answer needs an answer of the officer');
  const { at, lines, rated } = reply;
  const { reference, standing } = foundInFindStep(context);
  return { show: 'readingReply', reference, at, lines, rated, again: standing?.reply?.again ?? null };
}
