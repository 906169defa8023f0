import { stillToPay } from '../../device/words/money.ts';
import { isUnanswered } from '../../device/words/trouble.ts';
import type { Show, ViewOf } from '../../ui/samples/sample.ts';
import type { NotShown } from './faults.ts';

type Table = { readonly [S in Show]?: readonly NotShown<ViewOf<S>>[] };

const SUM_ALONE = {
  fields: ['purchase.lines', 'purchase.payAt'],
  because: 'the page says the sum, and not how it is made',
} as const;
const LINES = { fields: ['purchase.lines'], because: SUM_ALONE.because } as const;
/** A page that says what became of the money. */
const PAY_AT = {
  fields: ['purchase.payAt'],
  where: ({ money, purchase }: ViewOf<'found' | 'issuing'>) => purchase === null || money !== 'none',
  because: 'it is to be paid, or was paid',
} as const;
const IN_THE_FRAME = {
  fields: ['reference'],
  because: 'the page says the number that the frame keeps, with those of the other dues',
} as const;
const DUE_BY_NUMBER = {
  fields: ['dues[].subject', 'dues[].number.name'],
  because: 'a row has room for the payee and its number',
} as const;
const DUE_CREDIT = {
  fields: ['dues[].credit.amount', 'dues[].credit.printed'],
  because: 'the credit of a refused due is worth what its row says',
} as const;
const REGISTERED = { fields: ['dues[].credit'], because: 'a registered due has no credit' } as const;
/** What a row says of a service that can be taken. */
const TERMS = ['from', 'owed', 'minutes'];
const isWithoutCertificate = ({ outcome, printed }: ViewOf<'done'>) => outcome === 'certificate' && !printed;
/** The page does not ask for a card. */
const asksForNoCard = ({ parent, trouble, minimumAge }: ViewOf<'identifying'>) =>
  Boolean(parent?.refused) || trouble === 'RDR-104' || (trouble === 'RDR-106' && minimumAge !== null);
const isCovered = ({ purchase }: ViewOf<'choosingPayment'>) => stillToPay(purchase) === 0;
/** The page says how the sum of the chosen term is made, if it has two parts. */
function isNotInTheSum({ tiers, chosen }: ViewOf<'beforeYouStart'>, owner: object): boolean {
  const price = tiers.find(({ id }) => id === chosen)?.price;
  if ('lines' in owner) return owner !== price;
  return price === null || price === undefined || price.lines.length < 2 || !price.lines.some((line) => line === owner);
}
const closed = (_: object, { unavailable }: { readonly unavailable?: unknown }) => unavailable !== null;

/** What each page does not show. A line holds in every sample that it is for. */
export const NOT_SHOWN: Table = {
  choosingSlot: [
    {
      fields: ['place.id', 'morning[].until', 'afternoon[].until'],
      because: 'a citizen reads the window and when to come',
    },
    {
      fields: ['days', 'morning', 'afternoon', 'problem'],
      where: ({ holding }) => holding,
      because: 'while the time is held, nothing is to be chosen',
    },
    {
      fields: ['morning', 'afternoon', 'from'],
      where: ({ day }) => day === null,
      because: 'where everything is booked out, no day has times',
    },
  ],
  choosing: [
    { fields: ['services[].summary'], because: 'a row has room for the title and one line' },
    {
      fields: [...TERMS, 'at', 'needsCard', 'orPassport', 'copyOnly'].map((field) => `services[].${field}`),
      where: closed,
      because: 'the row says why the service cannot be taken',
    },
    {
      fields: ['services[].orPassport'],
      where: (_, { needsCard }) => needsCard !== true,
      because: 'no document is needed here',
    },
    { fields: ['groups[].icon'], where: (_, { door }) => door === true, because: 'a door has its own picture' },
  ],
  browsing: [
    {
      fields: ['group.id', 'group.icon', 'group.door'],
      because: 'the page is of the group, and leads to its services',
    },
    {
      fields: [...TERMS, 'at', 'needsCard', 'orPassport'].map((field) => `services[].${field}`),
      where: closed,
      because: 'the card says why the service cannot be taken',
    },
    {
      fields: ['services[].summary'],
      where: (_, { copyOnly }) => copyOnly === true,
      because: 'the card says that it is a copy alone',
    },
    {
      fields: ['services[].minutes'],
      where: (_, { at }) => at === 'window',
      because: 'nobody knows how long it takes at a window',
    },
    {
      fields: ['services[].orPassport'],
      where: (_, { needsCard }) => needsCard !== true,
      because: 'no document is needed here',
    },
  ],
  searching: [
    { fields: ['results[].orPassport', 'results[].door'], because: 'a row says who may come, or the title' },
    {
      fields: [...TERMS, 'at', 'copyOnly', 'appointment', 'who'].map((field) => `results[].${field}`),
      where: closed,
      because: 'the row says why the service cannot be taken',
    },
    {
      fields: ['results[].minutes'],
      where: (_, { at }) => at === 'window',
      because: 'nobody knows how long it takes at a window',
    },
    { fields: ['found'], where: ({ query }) => query === '', because: 'nothing is searched yet' },
  ],
  offeringCode: [
    { fields: ['takeCard'], where: ({ sending }) => sending, because: 'the page waits, and says it afterwards' },
  ],
  typingCode: [
    {
      fields: ['number', 'digits', 'whole', 'minutes', 'tries', 'problem', 'more'],
      where: ({ checking }) => checking,
      because: 'the digits are on their way',
    },
  ],
  noDue: [
    { fields: ['typed', 'again'], where: ({ why }) => why === 'locked', because: 'no other number can be typed' },
  ],
  choosingDue: [
    { fields: ['service'], because: 'each row says what it is for' },
    {
      fields: ['dues[].until'],
      where: (_, { state, near }) => state !== 'open' || near === 'today',
      because: 'the row says that it is today, is paid or is being paid',
    },
    {
      fields: ['dues[].near'],
      where: (_, { state, until }) => state === 'open' && until === null,
      because: 'the row says no day',
    },
    { fields: ['dues[].paidOn'], where: (_, { state }) => state !== 'paid', because: 'it is not paid' },
    { fields: ['dues[].amount'], where: (_, { state }) => state === 'paid', because: 'it is owed no more' },
  ],
  showingDue: [
    { fields: ['amount'], because: 'the page says the full sum, the discount, the fee and what is to be paid' },
    { fields: ['overdue'], where: ({ until }) => until === null, because: 'no day is said' },
    { fields: ['rest'], where: ({ part }) => part === null, because: 'all of it is paid' },
  ],
  typingPart: [{ fields: ['service'], because: 'the page says the payee' }],
  enteringCode: [
    { fields: ['code', 'problem'], where: ({ locked }) => locked, because: 'no other number can be typed' },
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
      because: 'the place says the window, and the offers say what can be done',
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
      because: 'it was given up, and only the money is said',
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
      because: 'it is ready, or nothing is made',
    },
    { fields: ['standing.appointment.entry'], where: ({ done }) => done === 'move', because: 'the new time is said' },
    {
      fields: ['standing.appointment.opens'],
      where: ({ done }, { entry }) => done === 'move' || entry !== 'early',
      because: 'check-in is open, or over',
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
      because: 'what was done last is said in its place',
    },
    {
      fields: ['done'],
      where: ({ note, standing }) => note !== null && !standing?.appointment,
      because: 'the page says why nothing was done',
    },
    {
      fields: ['paper'],
      where: ({ next, offers, standing }) =>
        next !== 'print' && !offers.includes('print') && standing?.stage !== 'ready' && !standing?.cancelled,
      because: 'nothing is printed',
    },
  ],
  askingCancel: [
    {
      fields: ['window', 'floor', 'entry', 'move', 'opens', 'closes'].map((field) => `slot.${field}`),
      because: 'the day and the time say which appointment it is',
    },
  ],
  dealing: [
    { fields: ['what'], where: ({ trouble }) => trouble !== null, because: 'the page says that nobody answered' },
  ],
  answering: [
    { fields: ['of', 'question.id'], because: 'the line of progress says where the question is' },
    {
      fields: ['question.complete', 'question.part'],
      where: (_, { kind, problem }) => kind === 'date' && problem !== null,
      because: 'the page says why the day is refused',
    },
  ],
  identifying: [
    { fields: ['stage', 'progress', 'occupied'], where: asksForNoCard, because: 'no card is asked for' },
    {
      fields: ['minimumAge'],
      where: ({ trouble, parent }) => trouble !== 'RDR-106' || Boolean(parent?.refused),
      because: 'nobody is too young',
    },
    { fields: ['trouble'], where: ({ parent }) => Boolean(parent?.refused), because: 'the page says what to do' },
    {
      fields: ['withoutCard'],
      where: (view) => asksForNoCard(view) && view.trouble !== 'RDR-104',
      because: 'the way on is another one',
    },
    {
      fields: ['staffCalled'],
      where: ({ trouble, parent }) => !parent?.refused && trouble !== 'RDR-104',
      because: 'the citizen can go on alone',
    },
  ],
  quoting: [{ fields: ['staffCalled'], where: ({ trouble }) => trouble === null, because: 'the office still answers' }],
  beforeYouStart: [
    {
      fields: ['agency'],
      where: ({ warnings }) => warnings.includes('PRN-204'),
      because: 'that it is a copy alone stands in its place',
    },
    { fields: ['icon'], where: ({ needsCard }) => needsCard, because: 'a card is the picture' },
    {
      fields: ['at', 'appointment', 'tiers[].id', 'chosen'],
      where: ({ elsewhere }) => elsewhere !== null,
      because: 'it is not had here',
    },
    { fields: ['needsCard'], where: ({ icon }) => icon === 'id-card', because: 'both pictures are a card' },
    { fields: ['appointment'], where: ({ at }) => at !== 'window', because: 'it is done here' },
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
      because: 'what costs nothing is certain',
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
      because: 'a window asks, and not the kiosk',
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
    { fields: ['closed.card', 'credit'], where: isCovered, because: 'the codes pay all of it' },
    {
      fields: ['notes'],
      where: (view) => isCovered(view) || view.closed.cash !== null,
      because: 'no notes are taken',
    },
    {
      fields: ['closed.cash'],
      where: (view) => isCovered(view) || view.notes === null,
      because: 'no notes are taken',
    },
  ],
  typingCredit: [
    { fields: ['purchase'], because: 'the page before said it, and the next one says it' },
    { fields: ['code'], where: ({ locked }) => locked, because: 'no other code can be typed' },
    {
      fields: ['tries'],
      where: ({ problem, locked }) => locked || (problem !== 'unknown' && problem !== 'spent'),
      because: 'nothing cost a try',
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
      because: 'no note can be put in',
    },
    {
      fields: ['back'],
      where: ({ stage }) => stage !== 'insert' && stage !== 'take-note',
      because: 'another note came after it',
    },
    {
      fields: ['trouble', 'staffCalled'],
      where: ({ stage }) => stage !== 'blocked',
      because: 'notes are taken',
    },
    { fields: ['canStop'], where: ({ canLeave }) => canLeave, because: 'the citizen may leave' },
  ],
  credited: [
    SUM_ALONE,
    {
      fields: ['purchase.tier', 'purchase.ready', 'purchase.amount', 'purchase.credit.left'],
      because: 'nothing is bought: the page says what became of the notes',
    },
  ],
  trouble: [SUM_ALONE, IN_THE_FRAME],
  issuing: [LINES, PAY_AT, IN_THE_FRAME],
  previewing: [{ fields: ['copies'], because: 'the page says all sheets together' }],
  printTrouble: [
    SUM_ALONE,
    DUE_BY_NUMBER,
    DUE_CREDIT,
    { ...REGISTERED, where: (_, { registered }) => registered !== null && registered !== undefined },
    { fields: ['purchase.tier', 'purchase.ready', 'appointment.ahead'], because: 'the page is about the paper' },
    {
      fields: ['purchase.amount', 'money', 'at'],
      where: ({ purchase }) => purchase.amount === 0,
      because: 'nothing was paid',
    },
  ],
  receiptQr: [
    { fields: ['appointment.ahead'], because: 'the number of people before has changed by now' },
    { fields: ['paper'], where: ({ canReprint }) => !canReprint, because: 'nothing can be printed' },
  ],
  done: [
    DUE_BY_NUMBER,
    DUE_CREDIT,
    { ...REGISTERED, where: (_, { registered }) => registered !== null && registered !== undefined },
    {
      fields: ['reference'],
      where: ({ outcome, appointment }) => outcome === 'ticket' && !appointment?.slot,
      because: 'the ticket is the number',
    },
    { fields: ['application'], where: ({ appointment }) => appointment !== null, because: 'the ticket finds it' },
    { fields: ['credit.printed'], because: 'the page says the code, printed or not' },
    {
      fields: ['appointment.ahead', 'appointment.wait'],
      where: ({ appointment }) => Boolean(appointment?.slot),
      because: 'who comes at a time does not queue',
    },
    {
      fields: ['place'],
      where: ({ printed, document }) => printed && document?.on !== 'copy',
      because: 'the citizen has the paper',
    },
    { fields: ['document'], where: isWithoutCertificate, because: 'the title says that it is not printed' },
    {
      fields: ['since'],
      where: (view) =>
        isWithoutCertificate(view) || view.due !== null || view.dues.length > 0 || view.document?.on === 'copy',
      because: 'the title says something else',
    },
    { fields: ['due'], where: ({ dues }) => dues.length > 0, because: 'the dues are several' },
    { fields: ['paid'], where: ({ payAtWindow }) => payAtWindow, because: 'nothing is paid here' },
  ],
  whatWasRead: [
    {
      fields: ['use.rows[].title'],
      where: (_, { register }) => register === 'phone-numbers',
      because: 'the kiosk has its own name for this register',
    },
  ],
};
