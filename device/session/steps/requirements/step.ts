import type { SnapshotFrom } from 'xstate';
import type { Qepik } from '../../../../drivers/money.ts';
import { type DayOfCentre, linesOf, priceOn, quoteOn, sumOf } from '../../../catalogue/price.ts';
import type { DocumentKind, Service, ServiceTier } from '../../../catalogue/schema.ts';
import { needsCard } from '../../../catalogue/service.ts';
import type { IsoDate } from '../../../words/date.ts';
import { everyLanguage, type PageTexts } from '../../../words/language.ts';
import type { PaperKind } from '../../../words/paper-kind.ts';
import type { QuoteLine } from '../../../words/quote.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { serviceWarnings } from '../../visit/devices.ts';
import { tierReady } from '../../visit/purchase.ts';
import { type Seen, step } from '../../visit/step.ts';
import { blockedBy, type RequirementsContext, readsOf, requirementsMachine, ticketOf } from './requirements.machine.ts';

export interface Tier {
  readonly id: string;
  readonly title: string;
  /** `null` if the kiosk does not know what day it is. */
  readonly ready: IsoDate | null;
  /** `null`: nobody knows it for this day; the officer will say. */
  readonly price: TierPrice | null;
}

export interface TierPrice {
  readonly total: Qepik;
  readonly lines: readonly QuoteLine[];
  /** `false`: said as *about*. */
  readonly verified: boolean;
}

export interface BeforeView {
  readonly show: 'beforeYouStart';
  readonly paper: PaperKind;
  readonly service: string;
  readonly agency: string;
  readonly icon: string;
  readonly documents: string;
  readonly who: string;
  /** Who may come instead, or `null`. */
  readonly instead: string | null;
  /** `window`: a number in the queue, or a time to come, is all that is had here; it is paid there. */
  readonly at: Service['at'];
  /** Only at a time that is chosen before. */
  readonly appointment: boolean;
  /** What is owed is paid with it: the price is what comes on top. */
  readonly owed: boolean;
  /** Where it is offered, if not in this centre; or `null`. */
  readonly elsewhere: string | null;
  /** What remains to be done with an officer, or `null`. */
  readonly afterwards: string | null;
  readonly minutes: number;
  readonly tiers: readonly Tier[];
  /** They last equally long, and differ in whom they are for: *when* is not what is asked. */
  readonly sameTime: boolean;
  readonly chosen: string;
  /** Tariff date of the chosen tier; `null` if the tier is free, or if the kiosk does not know its price. */
  readonly tariffDate: IsoDate | null;
  readonly needsCard: boolean;
  /** Whether a page says what is read about a person for it. */
  readonly reads: ReturnType<typeof readsOf>;
  /** Said before anybody pays: paper is out or low, the terminal is away … The first that blocks is `blocked`. */
  readonly warnings: readonly TroubleCode[];
  readonly blocked: TroubleCode | null;
  /** The service that gives a number for the window in place of the copy; `null`: it is not offered. */
  readonly ticket: string | null;
}

/** Shown before the kiosk reads anything: what a service reads about a person, which agency reads it, why, and what is kept. */
export interface WhatIsReadView {
  readonly show: 'whatIsRead';
  readonly service: string;
  readonly agency: string;
  /** Which documents the kiosk reads; empty: none, and the registers are those of the window. */
  readonly documents: readonly DocumentKind[];
  /** The office may be asked for the number of their phone, to send a code to it. */
  readonly phone: boolean;
  readonly registers: readonly { readonly title: string; readonly holder: string; readonly reads: string }[];
  /** What is asked, in the words of *check your answers*. */
  readonly asked: readonly string[];
  readonly paper: PaperKind;
  /** Date of the last check that the list of registers is right; `null` if the service reads no register. */
  readonly asOf: IsoDate | null;
}

type Snapshot = SnapshotFrom<typeof requirementsMachine>;

function view({ value, context }: Snapshot, seen: Seen): BeforeView | WhatIsReadView {
  return value === 'sayingWhatIsRead' ? whatIsRead(context.service, seen) : before(context, seen);
}

function whatIsRead(service: Service, { language }: Seen): WhatIsReadView {
  const { registers } = service;
  const dates = registers.map(({ asOf }) => asOf).sort();
  return {
    show: 'whatIsRead',
    service: service.title[language],
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

function before(context: RequirementsContext, { language, devices }: Seen): BeforeView {
  const { service, tier } = context;
  return {
    show: 'beforeYouStart',
    paper: service.paper,
    service: service.title[language],
    agency: service.agency[language],
    icon: service.icon,
    documents: service.documents[language],
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
      ready: tierReady(each, context),
      price: priceView(each, context),
    })),
    sameTime: service.tiers.every(({ days, kind }) => days === tier.days && kind === tier.kind),
    chosen: tier.id,
    tariffDate: priceOn(tier, context)?.from ?? null,
    needsCard: needsCard(service),
    reads: readsOf(service),
    warnings: serviceWarnings(service, devices),
    blocked: blockedBy({ ...context, devices }),
    ticket: ticketOf({ ...context, devices })?.id ?? null,
  };
}

function priceView(tier: ServiceTier, day: DayOfCentre): TierPrice | null {
  const price = priceOn(tier, day);
  return price && { total: sumOf(price), lines: linesOf(price), verified: price.verified };
}

const TIER = everyLanguage({ az: 'Müddət', ru: 'Срок', en: 'Term' } satisfies PageTexts<'checking', string>);

export const requirements = step({
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
