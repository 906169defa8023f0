import {
  applicationIdOf,
  isCardLeft,
  moneyOf,
  type SessionContext,
  serviceOf,
  tierOf,
  visitTrouble,
} from '../session/context.ts';
import { foundOf, referenceOf } from '../session/continuing.ts';
import {
  type Devices,
  isPaid,
  paymentNotices,
  printerTrouble,
  readerTrouble,
  serviceTrouble,
  serviceWarnings,
  terminalTrouble,
  validatorTrouble,
} from '../session/devices.ts';
import { qrFor, readyDate, stepsAfter, tierReady } from '../session/paper-content.ts';
import { PATIENT_ATTEMPTS, retryOf } from '../session/session.setup.ts';
import type { Purchase } from '../words/money.ts';
import type { PaperKind } from '../words/paper-kind.ts';
import { answering } from './answering-view.ts';
import { enteringCode, foundView } from './continuing-view.ts';
import { identifying } from './identifying-view.ts';
import { payingCashView, payingView } from './payment-view.ts';
import { printingView } from './printing-view.ts';
import type { CheckRow, View } from './screen.ts';
import type { ScreenSettings, SessionSnapshot } from './to-screen.ts';
import { CHECK_WORDS } from './words.ts';

type At = Extract<SessionSnapshot['value'], { visit: unknown }>['visit']['journey'];

/** The view of a visit: one case a state of the journey, so a new state without a screen does not compile. */
export function sessionView(session: SessionSnapshot, settings: ScreenSettings): View {
  const { context } = session;
  const at = journeyAt(session);
  switch (at) {
    case 'choosing':
      return choosing(context);
    case 'enteringCode':
      return enteringCode(context);
    case 'lookingUp':
      return { show: 'lookingUp', reference: referenceOf(context) };
    case 'found':
      return foundView(context, purchaseOf);
    case 'showingCode': {
      const { reference } = foundOf(context);
      const qr = qrFor(reference, null, settings);
      return { show: 'receiptQr', paper: serviceOf(context).paper, reference, qr, canReprint: false, canGoBack: true };
    }
    case 'duplicating':
      return { show: 'printing', paper: serviceOf(context).paper, reference: referenceOf(context), leaving: false };
    case 'beforeYouStart':
      return beforeYouStart(context);
    case 'showingCard':
    case 'identifying':
      return identifying(session);
    case 'answering':
      return answering(context);
    case 'checking':
      return checking(context);
    case 'lodging':
    case 'lodged':
      return { show: 'lodging', purchase: purchaseOf(context) };
    case 'choosingPayment':
      return choosingPayment(context);
    case 'payingCash':
    case 'crediting':
      return payingCashView(session, purchaseOf(context));
    case 'credited':
      return credited(context);
    case 'paying':
      return payingView(session, purchaseOf(context));
    case 'issuing':
    case 'issuingAgain':
    case 'refused':
    case 'givingBack':
      return issuing(context);
    case 'printing':
      return printingView(session, purchaseOf(context), settings);
    case 'surveying':
      return done(context, settings);
    case 'trouble':
      return trouble(context);
    default:
      return at satisfies never;
  }
}

function journeyAt(session: SessionSnapshot): At {
  const { value } = session;
  if (value === 'over') throw new Error('a visit that is over has no screen');
  return value.visit.journey;
}

function choosing({ catalogue, devices, language }: SessionContext): View {
  return {
    show: 'choosing',
    services: catalogue.services.map((service) => ({
      id: service.id,
      icon: service.icon,
      title: service.title[language],
      summary: service.summary[language],
      from: Math.min(...service.tariff.tiers.map(({ amount }) => amount)),
      needsCard: service.needsCard,
      minutes: service.minutes,
      unavailable: serviceTrouble(service, devices),
    })),
    notices: [readerTrouble(devices), ...paymentNotices(devices), printerTrouble(devices)].filter(
      (code) => code !== null,
    ),
    canContinue: readerTrouble(devices) === null,
  };
}

function beforeYouStart(context: SessionContext): View {
  const { language, devices } = context;
  const service = serviceOf(context);
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
    tiers: service.tariff.tiers.map((tier) => ({
      id: tier.id,
      title: tier.title[language],
      ready: tierReady(tier, context),
      amount: tier.amount,
    })),
    chosen: tierOf(context).id,
    tariffDate: isPaid(service) ? service.tariff.date : null,
    needsCard: service.needsCard,
    warnings: serviceWarnings(service, devices),
    blocked: visitTrouble(context),
  };
}

function checking(context: SessionContext): View {
  const service = serviceOf(context);
  return {
    show: 'checking',
    takeCard: isCardLeft(context, service.questions.length === 0),
    rows: [...personRows(context), ...tierRows(context), ...answerRows(context)],
    purchase: purchaseOf(context),
    warnings: serviceWarnings(service, context.devices),
    blocked: visitTrouble(context),
  };
}

function personRows({ document, assurance, language }: SessionContext): CheckRow[] {
  if (!document) return [];
  const words = CHECK_WORDS[language];
  return [
    document.writtenName === undefined
      ? { label: words.nameInZone, value: `${document.surname} ${document.givenNames}`, edit: null }
      : { label: words.name, value: document.writtenName, edit: null },
    ...(document.fin ? [{ label: words.fin, value: document.fin, edit: null }] : []),
    { label: words.documentNumber, value: document.documentNumber, edit: null },
    ...(assurance === 'chip' ? [{ label: words.chip, value: words.verified, edit: null }] : []),
  ];
}

function tierRows(context: SessionContext): CheckRow[] {
  const service = serviceOf(context);
  if (service.tariff.tiers.length < 2) return [];
  return [{ label: CHECK_WORDS[context.language].tier, value: tierOf(context).title[context.language], edit: 'tier' }];
}

function answerRows(context: SessionContext): CheckRow[] {
  const { language, answers } = context;
  return serviceOf(context).questions.map((asked) => {
    const answer = answers[asked.id] ?? '';
    const value =
      asked.kind === 'choice'
        ? (asked.options.find((option) => option.value === answer)?.label[language] ?? answer)
        : [asked.prefix, answer].filter(Boolean).join(' ');
    return { label: asked.label[language], value, edit: asked.id };
  });
}

function purchaseOf(context: SessionContext): Purchase {
  const service = serviceOf(context);
  const tier = tierOf(context);
  const named = service.tariff.tiers.length > 1;
  return {
    service: service.title[context.language],
    tier: named ? tier.title[context.language] : null,
    ready: tier.days > 0 ? readyDate(context) : null,
    amount: tier.amount,
  };
}

function issuing(context: SessionContext): View {
  const money = moneyOf(context, 'none');
  const purchase = purchaseOf(context);
  if (context.attempts < PATIENT_ATTEMPTS) return { show: 'issuing', purchase, money, reference: context.reference };
  const code = money === 'none' ? 'BKO-101' : 'BKO-103';
  const slip = context.slips.registration ?? null;
  return {
    show: 'trouble',
    code,
    money,
    purchase,
    reference: context.reference,
    canRetry: false,
    continues: false,
    slip,
  };
}

function choosingPayment(context: SessionContext): View {
  return {
    show: 'choosingPayment',
    purchase: purchaseOf(context),
    notes: context.devices.validator?.notes ?? [],
    closed: { card: terminalTrouble(context.devices), cash: validatorTrouble(context.devices) },
    canGoBack: context.reference === null,
  };
}

function credited(context: SessionContext): View {
  if (!context.credit) throw new Error('credited without a credit');
  return {
    show: 'credited',
    credit: context.credit,
    qr: context.credit.code,
    because: context.trouble?.code ?? null,
    stuck: stuckNote(context.devices),
    reference: context.reference ?? '',
    purchase: purchaseOf(context),
  };
}

function stuckNote(devices: Devices) {
  const code = validatorTrouble(devices);
  return code === 'BIL-105' || code === 'BIL-106' || code === 'BIL-107' ? code : null;
}

/** What the back office refused, or had to take back, is no application any more. */
const canContinue = ({ trouble, reference }: SessionContext): boolean =>
  reference !== null && trouble?.money === 'not-taken' && !trouble.code.startsWith('BKO-');

function trouble(context: SessionContext): View {
  if (!context.trouble) throw new Error('trouble without a code');
  return {
    show: 'trouble',
    ...context.trouble,
    purchase: purchaseOf(context),
    reference: context.reference,
    canRetry: retryOf(context) !== null,
    continues: canContinue(context),
    slip: context.slips.return ?? null,
  };
}

/** The number that a paper is known by where it has one of its own. */
function numberOf(paper: PaperKind, registered: SessionContext['registered']): string | undefined {
  if (paper === 'certificate') return registered?.document?.number;
  return paper === 'ticket' ? registered?.appointment?.ticket : undefined;
}

function done(context: SessionContext, settings: ScreenSettings): View {
  const service = serviceOf(context);
  const reference = context.registered?.reference ?? applicationIdOf(context);
  return {
    show: 'done',
    outcome: service.paper,
    reference: numberOf(service.paper, context.registered) ?? reference,
    takeCard: isCardLeft(context, true),
    paid: moneyOf(context, 'none') === 'none' ? 0 : tierOf(context).amount,
    credit: context.credit && { ...context.credit, printed: context.printed },
    printed: context.printed,
    next: stepsAfter(context, context.language),
    // With the proof it would need twice the room; that is on the paper, and on the screen that shows the paper's code.
    qr: qrFor(reference, null, settings),
    survey: context.survey,
  };
}
