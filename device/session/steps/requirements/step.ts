import type { SnapshotFrom } from 'xstate';
import type { Qepik } from '../../../../drivers/money.ts';
import { shownServiceText } from '../../../catalogue/easy.ts';
import { type DayOfCentre, priceOn, priceSum, quoteLinesOf, quoteOn } from '../../../catalogue/price.ts';
import type { DocumentKind, PriceTier, Service } from '../../../catalogue/schema.ts';
import { needsCard } from '../../../catalogue/service.ts';
import type { IsoDate } from '../../../words/date.ts';
import { fillLanguages, type PageTexts } from '../../../words/language.ts';
import type { PaperKind } from '../../../words/paper-kind.ts';
import type { QuoteLine } from '../../../words/quote.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { serviceWarnings } from '../../visit/devices.ts';
import { tierReadyDate } from '../../visit/purchase.ts';
import { defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import {
  type RequirementsContext,
  requirementsMachine,
  startTroubleOfService,
  ticketInsteadOfService,
  whereDataIsRead,
} from './requirements.machine.ts';

export interface OfferedTier {
  readonly id: string;
  readonly title: string;
  /** `null`: the kiosk does not know the date. */
  readonly ready: IsoDate | null;
  /** `null`: the officer will say the price. */
  readonly price: TierPrice | null;
}

export interface TierPrice {
  readonly total: Qepik;
  readonly lines: readonly QuoteLine[];
  /** `false`: the page says *about* before the price. */
  readonly verified: boolean;
}

export interface BeforeYouStartView {
  readonly show: 'beforeYouStart';
  readonly paper: PaperKind;
  readonly service: string;
  readonly agency: string;
  readonly icon: string;
  readonly documents: string;
  readonly who: string;
  readonly instead: string | null;
  /** `window`: the kiosk gives only a queue number or a time. */
  readonly at: Service['at'];
  readonly appointment: boolean;
  /** Whether the price is added to a due. */
  readonly owed: boolean;
  readonly elsewhere: string | null;
  readonly afterwards: string | null;
  readonly minutes: number;
  readonly tiers: readonly OfferedTier[];
  /** Whether the page does not ask *when*: all terms take equally long. */
  readonly sameTime: boolean;
  readonly chosen: string;
  /** Date of the price list; `null`: free, or no known price. */
  readonly tariffDate: IsoDate | null;
  readonly needsCard: boolean;
  readonly reads: ReturnType<typeof whereDataIsRead>;
  /** Troubles that do not stop the service; `blocked`: the trouble that does. */
  readonly warnings: readonly TroubleCode[];
  readonly blocked: TroubleCode | null;
  /** Id of the queue service that replaces the copy. */
  readonly ticket: string | null;
}

export interface WhatIsReadView {
  readonly show: 'whatIsRead';
  readonly service: string;
  readonly agency: string;
  /** Documents for the reader; empty: the window reads the registers. */
  readonly documents: readonly DocumentKind[];
  readonly phone: boolean;
  readonly registers: readonly { readonly title: string; readonly holder: string; readonly reads: string }[];
  readonly asked: readonly string[];
  readonly paper: PaperKind;
  /** Earliest date on which a register was checked. */
  readonly asOf: IsoDate | null;
}

type Snapshot = SnapshotFrom<typeof requirementsMachine>;

function view({ value, context }: Snapshot, seen: StepViewInput): BeforeYouStartView | WhatIsReadView {
  return value === 'sayingWhatIsRead' ? whatIsRead(context.service, seen) : before(context, seen);
}

function whatIsRead(service: Service, seen: StepViewInput): WhatIsReadView {
  const { language } = seen;
  const { registers } = service;
  const dates = registers.map(({ asOf }) => asOf).sort();
  return {
    show: 'whatIsRead',
    service: shownServiceText(service, 'title', seen),
    agency: service.agency[language],
    documents: needsCard(service) ? service.takes : [],
    phone: service.identification === 'code',
    registers: registers.map(({ title, holder, reads }) => ({
      title: title[language],
      holder: holder[language],
      reads: reads[language],
    })),
    asked: [...new Set(service.questions.map(({ label }) => label[language]))],
    paper: service.paper,
    asOf: dates[0] ?? null,
  };
}

function before(context: RequirementsContext, seen: StepViewInput): BeforeYouStartView {
  const { language, devices } = seen;
  const { service, tier } = context;
  return {
    show: 'beforeYouStart',
    paper: service.paper,
    service: shownServiceText(service, 'title', seen),
    agency: service.agency[language],
    icon: service.icon,
    documents: shownServiceText(service, 'documents', seen),
    who: service.who[language],
    instead: service.instead?.[language] ?? null,
    at: service.at,
    appointment: service.appointment,
    owed: service.due !== null,
    elsewhere: service.centres?.say[language] ?? null,
    afterwards: service.afterwards?.[language] ?? null,
    minutes: service.minutes,
    tiers: service.tiers.map((each) => ({
      id: each.id,
      title: each.title[language],
      ready: tierReadyDate(each, context),
      price: priceView(each, context),
    })),
    sameTime: service.tiers.every(({ days, kind }) => days === tier.days && kind === tier.kind),
    chosen: tier.id,
    tariffDate: priceOn(tier, context)?.from ?? null,
    needsCard: needsCard(service),
    reads: whereDataIsRead(service),
    warnings: serviceWarnings(service, devices),
    blocked: startTroubleOfService({ ...context, devices }),
    ticket: ticketInsteadOfService({ ...context, devices })?.id ?? null,
  };
}

function priceView(tier: PriceTier, day: DayOfCentre): TierPrice | null {
  const price = priceOn(tier, day);
  return price && { total: priceSum(price), lines: quoteLinesOf(price), verified: price.verified };
}

const TIER = fillLanguages({ az: 'Müddət', ru: 'Срок', en: 'Term' } satisfies PageTexts<'checking', string>);

export const requirementsStepDefinition = defineVisitStep({
  needs: ['service'],
  reads: ['person'],
  adds: ['tier'],
  reopens: true,
  progress: null,
  machine: requirementsMachine,
  takes: ['devices.changed', 'citizen.tier', 'citizen.what-is-read', 'citizen.choose', 'citizen.next', 'citizen.back'],
  view,
  key: ({ context }: Snapshot) => quoteOn(context.service, context.tier, context).total > 0,
  rows: ({ service, tier }, language) =>
    service && tier && service.tiers.length > 1
      ? [{ label: TIER[language], value: tier.title[language], edit: 'tier' }]
      : [],
  edits: (row) => row === 'tier',
});
