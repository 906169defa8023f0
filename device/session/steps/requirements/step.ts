import type { SnapshotFrom } from 'xstate';
import type { IsoDate } from '../../../words/date.ts';
import { everyLanguage, type PageTexts } from '../../../words/language.ts';
import type { Qepik } from '../../../words/money.ts';
import type { PaperKind } from '../../../words/paper-kind.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { isPaid, serviceWarnings } from '../../visit/devices.ts';
import { tierReady } from '../../visit/purchase.ts';
import { type Seen, step } from '../../visit/step.ts';
import { blockedBy, requirementsMachine } from './requirements.machine.ts';

export interface Tier {
  readonly id: string;
  readonly title: string;
  /** `null` where the kiosk does not know what day it is. */
  readonly ready: IsoDate | null;
  readonly amount: Qepik;
}

export interface RequirementsView {
  readonly show: 'beforeYouStart';
  readonly paper: PaperKind;
  readonly service: string;
  readonly agency: string;
  readonly icon: string;
  readonly documents: string;
  readonly who: string;
  /** What remains to be done with an officer, or `null`. */
  readonly afterwards: string | null;
  readonly minutes: number;
  readonly tiers: readonly Tier[];
  readonly chosen: string;
  /** `null` where the service is free. */
  readonly tariffDate: IsoDate | null;
  readonly needsCard: boolean;
  /** Said before anybody pays: paper is out or low, the terminal is away … The first that blocks is `blocked`. */
  readonly warnings: readonly TroubleCode[];
  readonly blocked: TroubleCode | null;
}

type Snapshot = SnapshotFrom<typeof requirementsMachine>;

function view({ context }: Snapshot, { language, devices }: Seen): RequirementsView {
  const { service, tier } = context;
  return {
    show: 'beforeYouStart',
    paper: service.paper,
    service: service.title[language],
    agency: service.agency[language],
    icon: service.icon,
    documents: service.documents[language],
    who: service.who[language],
    afterwards: service.afterwards?.[language] ?? null,
    minutes: service.minutes,
    tiers: service.tariff.tiers.map((each) => ({
      id: each.id,
      title: each.title[language],
      ready: tierReady(each, context),
      amount: each.amount,
    })),
    chosen: tier.id,
    tariffDate: isPaid(service) ? service.tariff.date : null,
    needsCard: service.needsCard,
    warnings: serviceWarnings(service, devices),
    blocked: blockedBy({ ...context, devices }),
  };
}

const TIER = everyLanguage({ az: 'Müddət', ru: 'Срок', en: 'Term' } satisfies PageTexts<'checking', string>);

export const requirements = step({
  needs: ['service'],
  reads: ['person'],
  adds: ['tier', 'quote'],
  reopens: true,
  machine: requirementsMachine,
  takes: ['devices.changed', 'citizen.tier', 'citizen.next', 'citizen.back'],
  view,
  key: ({ context }: Snapshot) => context.tier.amount > 0,
  lodges: () => ({}),
  rows: ({ service, tier }, language) =>
    service && tier && service.tariff.tiers.length > 1
      ? [{ label: TIER[language], value: tier.title[language], edit: 'tier' }]
      : [],
  edits: (row) => row === 'tier',
});
