import { purchaseRestToPay } from '../../device/words/money.ts';
import { isUnanswered } from '../../device/words/trouble.ts';
import type { ViewName, ViewOf } from '../../ui/samples/sample.ts';
import type { HiddenFields } from './faults.ts';

type Table = { readonly [S in ViewName]?: readonly HiddenFields<ViewOf<S>>[] };

const SUM_ALONE = {
  fields: ['purchase.lines', 'purchase.payAt'],
  because: 'the page says the sum without its parts',
} as const;
const LINES = { fields: ['purchase.lines'], because: SUM_ALONE.because } as const;
const PAY_AT = {
  fields: ['purchase.payAt'],
  where: ({ money, purchase }: ViewOf<'found' | 'issuing'>) => purchase === null || money !== 'none',
  because: 'the page says whether the citizen has paid',
} as const;
const IN_THE_FRAME = {
  fields: ['reference'],
  because: 'the page takes the number from the frame, with the numbers of the other dues',
} as const;
const DUE_BY_NUMBER = {
  fields: ['dues[].subject', 'dues[].number.name'],
  because: 'the row has room only for the payee and the number',
} as const;
const DUE_CREDIT = {
  fields: ['dues[].credit.amount', 'dues[].credit.printed'],
  because: 'the row of the refused due says the amount of its credit',
} as const;
const REGISTERED = { fields: ['dues[].credit'], because: 'a registered due has no credit' } as const;
const TERMS = ['from', 'owed', 'minutes'];
const isWithoutCertificate = ({ outcome, printed }: ViewOf<'done'>) => outcome === 'certificate' && !printed;
const isWithoutReader = ({ trouble }: ViewOf<'identifying'>) => trouble === 'RDR-104' || trouble === 'RDR-109';
const asksForNoCard = ({ parent, trouble, minimumAge }: ViewOf<'identifying'>) =>
  Boolean(parent?.refused) ||
  trouble === 'RDR-104' ||
  trouble === 'RDR-109' ||
  (trouble === 'RDR-106' && minimumAge !== null);
const isCovered = ({ purchase }: ViewOf<'choosingPayment'>) => purchaseRestToPay(purchase) === 0;
/** A page shows lines of a price only for the chosen term, and only two or more. */
function isNotInTheSum({ tiers, chosen }: ViewOf<'beforeYouStart'>, owner: object): boolean {
  const price = tiers.find(({ id }) => id === chosen)?.price;
  if ('lines' in owner) return owner !== price;
  return price === null || price === undefined || price.lines.length < 2 || !price.lines.some((line) => line === owner);
}
const closed = (_: object, { unavailable }: { readonly unavailable?: unknown }) => unavailable !== null;

/** Fields that a page may hide, in each sample or in each that `where` selects. */
export const NOT_SHOWN: Table = {
  attract: [
    {
      fields: ['doors', 'doors[].id', 'doors[].picture', 'doors[].title', 'doors[].hint', 'doors[].unavailable'],
      where: ({ takeCard }) => takeCard,
      because: 'no visit begins until the card is out',
    },
    { fields: ['doors[].hint'], where: closed, because: 'the reason replaces the sense' },
  ],
  choosingSlot: [
    {
      fields: ['place.id', 'morning[].until', 'afternoon[].until'],
      because: 'the page says the window and the time to come',
    },
    {
      fields: ['days', 'morning', 'afternoon', 'problem'],
      where: ({ holding }) => holding,
      because: 'while the kiosk holds the time, the citizen cannot choose',
    },
    {
      fields: ['morning', 'afternoon', 'from'],
      where: ({ day }) => day === null,
      because: 'if everything is booked, no day has times',
    },
  ],
  choosing: [
    { fields: ['services[].summary'], because: 'the row has room only for the title and one line' },
    {
      fields: [...TERMS, 'at', 'needsCard', 'orPassport', 'copyOnly'].map((field) => `services[].${field}`),
      where: closed,
      because: 'the row says why the service cannot be taken',
    },
    {
      fields: ['services[].orPassport'],
      where: (_, { needsCard }) => needsCard !== true,
      because: 'the kiosk needs no document',
    },
    { fields: ['groups[].icon'], where: (_, { door }) => door === true, because: 'a door has a fixed picture' },
  ],
  browsing: [
    {
      fields: ['group.id', 'group.icon', 'group.door'],
      because: 'the page says the title of the group and leads to its services',
    },
    {
      fields: [...TERMS, 'at', 'needsCard', 'orPassport'].map((field) => `services[].${field}`),
      where: closed,
      because: 'the card says why the service cannot be taken',
    },
    {
      fields: ['services[].summary'],
      where: (_, { copyOnly }) => copyOnly === true,
      because: 'the card says that the citizen gets only a copy',
    },
    {
      fields: ['services[].minutes'],
      where: (_, { at }) => at === 'window',
      because: 'the kiosk does not know the time at a window',
    },
    {
      fields: ['services[].orPassport'],
      where: (_, { needsCard }) => needsCard !== true,
      because: 'the kiosk needs no document',
    },
  ],
  searching: [
    {
      fields: ['results[].orPassport', 'results[].door'],
      because: 'the row says only the title, or which citizens may come',
    },
    {
      fields: [...TERMS, 'at', 'copyOnly', 'appointment', 'who'].map((field) => `results[].${field}`),
      where: closed,
      because: 'the row says why the service cannot be taken',
    },
    {
      fields: ['results[].minutes'],
      where: (_, { at }) => at === 'window',
      because: 'the kiosk does not know the time at a window',
    },
    { fields: ['found'], where: ({ query }) => query === '', because: 'the citizen has typed nothing yet' },
  ],
  offeringCode: [
    { fields: ['takeCard'], where: ({ sending }) => sending, because: 'the page says it after the message is sent' },
  ],
  typingCode: [
    {
      fields: ['number', 'digits', 'whole', 'minutes', 'tries', 'problem', 'more'],
      where: ({ checking }) => checking,
      because: 'the kiosk is checking the digits',
    },
  ],
  noDue: [
    {
      fields: ['typed', 'again'],
      where: ({ why }) => why === 'locked',
      because: 'the citizen cannot type another number',
    },
  ],
  choosingDue: [
    {
      fields: ['dues[].until'],
      where: (_, { state, near }) => state !== 'open' || near === 'today',
      because: 'the row says that the due ends today, is paid or is being paid',
    },
    {
      fields: ['dues[].near'],
      where: (_, { state, until }) => state === 'open' && until === null,
      because: 'the row has no day',
    },
    { fields: ['dues[].paidOn'], where: (_, { state }) => state !== 'paid', because: 'the due is not paid' },
    { fields: ['dues[].amount'], where: (_, { state }) => state === 'paid', because: 'the due is already paid' },
  ],
  showingDue: [
    { fields: ['overdue'], where: ({ until }) => until === null, because: 'the page has no day' },
    { fields: ['rest'], where: ({ part }) => part === null, because: 'the citizen pays the whole due' },
  ],
  enteringCode: [
    { fields: ['code', 'problem'], where: ({ locked }) => locked, because: 'the citizen cannot type another number' },
  ],
  found: [
    LINES,
    PAY_AT,
    {
      fields: [
        'standing.missing[].icon',
        'standing.place.from',
        'standing.place.until',
        'standing.lies.window',
        'standing.lies.floor',
        'standing.appointment.floor',
        'standing.appointment.move',
      ],
      because: 'the page says the window with the place, and the choices with the offers',
    },
    {
      fields: [
        'state',
        'booked',
        'done',
        'paper',
        ...['stage', 'ready', 'missing', 'lies', 'reply', 'appointment', 'ticket', 'place'].map(
          (field) => `standing.${field}`,
        ),
      ],
      where: ({ standing }) => (standing?.cancelled ?? null) !== null,
      because: 'the application is cancelled, and the page says only the money',
    },
    {
      fields: ['standing.stage'],
      where: ({ standing }) => standing?.appointment != null && standing.cancelled === null,
      because: 'the page is about the appointment',
    },
    {
      fields: ['standing.ready'],
      where: ({ standing }) =>
        standing?.appointment != null || (standing?.stage !== 'in-work' && standing?.stage !== 'waits-for-you'),
      because: 'the document is ready, or there is none',
    },
    {
      fields: ['standing.appointment.entry'],
      where: ({ done }) => done === 'move',
      because: 'the page says the new time',
    },
    {
      fields: ['standing.appointment.opens'],
      where: ({ done }, { entry }) => done === 'move' || entry !== 'early',
      because: 'check-in is open or has ended',
    },
    {
      fields: ['standing.appointment.closes'],
      where: ({ done }, { entry }) => done === 'move' || (entry !== 'open' && entry !== 'late'),
      because: 'the page says when check-in opens',
    },
    {
      fields: ['standing.appointment.window'],
      where: ({ done }, { entry }) => done !== 'move' && entry !== 'early',
      because: 'the ticket says the window',
    },
    {
      fields: ['booked'],
      where: ({ done, note, standing }) =>
        standing?.cancelled === null && (note !== null || (done !== null && done !== 'read')),
      because: 'the page says the last action instead',
    },
    {
      fields: ['done'],
      where: ({ note, standing }) => note !== null && !standing?.appointment,
      because: 'the page says why the kiosk did nothing',
    },
    {
      fields: ['paper'],
      where: ({ next, offers, standing }) =>
        next !== 'print' && !offers.includes('print') && standing?.stage !== 'ready' && !standing?.cancelled,
      because: 'the kiosk prints nothing',
    },
  ],
  askingCancel: [
    {
      fields: ['window', 'floor', 'entry', 'move', 'opens', 'closes'].map((field) => `slot.${field}`),
      because: 'the day and the time identify the appointment',
    },
  ],
  dealing: [
    {
      fields: ['what'],
      where: ({ trouble }) => trouble !== null,
      because: 'the page says that the office did not answer',
    },
  ],
  answering: [
    { fields: ['of', 'question.id'], because: 'the line of progress says the position of the question' },
    {
      fields: ['question.complete', 'question.part'],
      where: (_, { kind, problem }) => kind === 'date' && problem !== null,
      because: 'the page says why the kiosk refuses the day',
    },
  ],
  identifying: [
    { fields: ['stage', 'progress', 'occupied'], where: asksForNoCard, because: 'the page does not ask for a card' },
    {
      fields: ['minimumAge'],
      where: ({ trouble, parent }) => trouble !== 'RDR-106' || Boolean(parent?.refused),
      because: 'the citizen is not too young',
    },
    {
      fields: ['trouble'],
      where: ({ parent }) => Boolean(parent?.refused),
      because: 'the page says what the citizen can do',
    },
    {
      fields: ['ticket'],
      where: (view) => !view.parent?.refused && !isWithoutReader(view),
      because: 'the citizen needs no window',
    },
    {
      fields: ['phone', 'withoutCard'],
      where: ({ trouble, parent, minimumAge }) => trouble === 'RDR-106' && minimumAge !== null && !parent?.refused,
      because: 'the page says that the person is too young',
    },
    {
      fields: ['phoneProblem'],
      where: (view) => asksForNoCard(view) && !isWithoutReader(view),
      because: 'the page says what is wrong with the card',
    },
  ],
  identifyingByPhone: [
    {
      fields: ['qr'],
      where: ({ stage }) => stage !== 'scan',
      because: 'a phone has opened the code, or there is none',
    },
    { fields: ['match', 'secondsLeft'], where: ({ stage }) => stage === 'starting', because: 'there is no code yet' },
  ],
  beforeYouStart: [
    {
      fields: ['agency'],
      where: ({ warnings }) => warnings.includes('PRN-204'),
      because: 'the page says instead that the citizen gets only a copy',
    },
    { fields: ['icon'], where: ({ needsCard }) => needsCard, because: 'the picture is a card' },
    {
      fields: ['at', 'appointment', 'tiers[].id', 'chosen'],
      where: ({ elsewhere }) => elsewhere !== null,
      because: 'this centre does not offer the service',
    },
    { fields: ['needsCard'], where: ({ icon }) => icon === 'id-card', because: 'both pictures are a card' },
    { fields: ['appointment'], where: ({ at }) => at !== 'window', because: 'the kiosk does the service' },
    {
      fields: ['tiers[].title'],
      where: ({ warnings, tiers }) => warnings.includes('PRN-204') && tiers.length === 1,
      because: 'the page says what the copy is for',
    },
    {
      fields: ['tiers[].ready', 'sameTime'],
      where: ({ tiers }) => tiers.length === 1,
      because: 'there is no choice of terms',
    },
    {
      fields: ['tiers[].price.verified'],
      where: (_, { total }) => total === 0,
      because: 'a price of 0 needs no check',
    },
    {
      fields: ['tiers[].price.lines'],
      where: isNotInTheSum,
      because: 'another term is chosen, or the sum has one part',
    },
  ],
  whatIsRead: [
    {
      fields: ['asked', 'paper'],
      where: ({ documents }) => documents.length === 0,
      because: 'the window asks for documents, and the kiosk does not',
    },
  ],
  checking: [
    { fields: ['purchase.tier'], because: 'the rows say the term' },
    {
      fields: ['purchase.lines[].kind', 'purchase.lines[].amount'],
      where: ({ purchase }) => purchase.lines.length < 2,
      because: 'the sum has one part',
    },
    {
      fields: ['purchase.ready'],
      where: ({ warnings }) => warnings.includes('PRN-204'),
      because: 'the page says what the copy is for',
    },
  ],
  choosingPayment: [
    SUM_ALONE,
    { fields: ['closed.card', 'credit'], where: isCovered, because: 'the credit codes pay the whole sum' },
    {
      fields: ['notes'],
      where: (view) => isCovered(view) || view.closed.cash !== null,
      because: 'the kiosk takes no notes',
    },
    {
      fields: ['closed.cash'],
      where: (view) => isCovered(view) || view.notes === null,
      because: 'the kiosk takes no notes',
    },
  ],
  typingCredit: [
    { fields: ['purchase'], because: 'the pages before and after say it' },
    { fields: ['code'], where: ({ locked }) => locked, because: 'the citizen cannot type another code' },
    { fields: ['canScan'], where: ({ asking }) => asking, because: 'the page takes no code now' },
    {
      fields: ['tries'],
      where: ({ problem, locked }) => locked || (problem !== 'unknown' && problem !== 'spent'),
      because: 'the citizen lost no try',
    },
    {
      fields: ['fixed'],
      where: ({ problem, locked }) => locked || (problem !== null && !isUnanswered(problem)),
      because: 'the page says what is wrong with the code',
    },
  ],
  lodging: [LINES, { ...PAY_AT, where: ({ purchase }) => purchase.amount > 0 }],
  paying: [SUM_ALONE, IN_THE_FRAME],
  payingCash: [
    SUM_ALONE,
    IN_THE_FRAME,
    {
      fields: ['purchase.tier', 'purchase.ready', 'purchase.credit.left'],
      because: 'the page says the service and what the notes pay',
    },
    {
      fields: ['notes'],
      where: ({ stage }) => stage !== 'insert' && stage !== 'reading',
      because: 'the citizen cannot insert a note',
    },
    {
      fields: ['back'],
      where: ({ stage }) => stage !== 'insert' && stage !== 'take-note',
      because: 'another note came after the returned note',
    },
    {
      fields: ['trouble'],
      where: ({ stage }) => stage !== 'blocked',
      because: 'the kiosk takes notes',
    },
    { fields: ['canStop'], where: ({ canLeave }) => canLeave, because: 'the page says that the citizen may leave' },
  ],
  credited: [
    SUM_ALONE,
    {
      fields: ['purchase.tier', 'purchase.ready', 'purchase.amount', 'purchase.credit.left'],
      because: 'the citizen buys nothing: the page says what happened to the notes',
    },
  ],
  trouble: [SUM_ALONE, IN_THE_FRAME],
  issuing: [LINES, PAY_AT, IN_THE_FRAME],
  printTrouble: [
    SUM_ALONE,
    DUE_BY_NUMBER,
    DUE_CREDIT,
    { ...REGISTERED, where: (_, { registered }) => registered !== null && registered !== undefined },
    {
      fields: ['purchase.tier', 'purchase.ready', 'appointment.ahead'],
      because: 'the page says only what is wrong with the paper',
    },
    {
      fields: ['purchase.amount', 'money', 'at'],
      where: ({ purchase }) => purchase.amount === 0,
      because: 'the citizen paid nothing',
    },
  ],
  receiptQr: [
    { fields: ['appointment.ahead'], because: 'the number of people before the citizen has changed' },
    { fields: ['paper'], where: ({ canReprint }) => !canReprint, because: 'the kiosk cannot print' },
  ],
  done: [
    DUE_BY_NUMBER,
    DUE_CREDIT,
    { ...REGISTERED, where: (_, { registered }) => registered !== null && registered !== undefined },
    {
      fields: ['reference'],
      where: ({ outcome, appointment }) => outcome === 'ticket' && !appointment?.slot,
      because: 'the number on the ticket replaces the reference',
    },
    {
      fields: ['application'],
      where: ({ appointment }) => appointment !== null,
      because: 'staff find the application by the ticket',
    },
    { fields: ['credit.printed'], because: 'the page says the code even if it is printed' },
    {
      fields: ['appointment.ahead', 'appointment.wait'],
      where: ({ appointment }) => Boolean(appointment?.slot),
      because: 'a citizen with an appointment does not queue',
    },
    {
      fields: ['place'],
      where: ({ printed, document }) => printed && document?.on !== 'copy',
      because: 'the citizen has the paper',
    },
    {
      fields: ['document'],
      where: isWithoutCertificate,
      because: 'the title says that the certificate is not printed',
    },
    {
      fields: ['since'],
      where: (view) =>
        isWithoutCertificate(view) || view.due !== null || view.dues.length > 0 || view.document?.on === 'copy',
      because: 'the title says something else',
    },
    { fields: ['due'], where: ({ dues }) => dues.length > 0, because: 'the page says several dues' },
    { fields: ['paid'], where: ({ payAtWindow }) => payAtWindow, because: 'the citizen pays at the window' },
  ],
  whatWasRead: [
    {
      fields: ['use.rows[].title'],
      where: (_, { register }) => register === 'phone-numbers',
      because: 'the page has a fixed name for this register',
    },
  ],
};
