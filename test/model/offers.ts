import type { AnyEventObject } from 'xstate';
import type { CitizenScreen, SearchResult, ServiceCard, StepView } from '../../device/screen/screen.ts';
import type { ResumingView } from '../../device/session/steps/resume/step.ts';
import type { Intent } from '../../device/words/intent.ts';
import { purchaseRestToPay } from '../../device/words/money.ts';
import type { PhoneMessage } from '../../device/words/phone-message.ts';
import { isUnanswered } from '../../device/words/trouble.ts';

/** The enabled buttons of a screen, as moves of the walk. */
export function screenOffers(screen: CitizenScreen): readonly string[] {
  return [...frameOffers(screen), ...pageOffers(screen)];
}

const given = (shown: boolean, ...moves: readonly string[]): readonly string[] => (shown ? moves : []);

const frameOffers = ({ idle }: CitizenScreen): readonly string[] => given(idle !== null, 'stay');

const openOnes = (services: readonly Pick<ServiceCard, 'id' | 'unavailable'>[]): readonly string[] =>
  services.filter(({ unavailable }) => unavailable === null).map(({ id }) => `choose ${id}`);

function leadsOf(result: SearchResult): readonly string[] {
  if (result.leads === 'service') return openOnes([result]);
  return [result.leads === 'group' ? `group ${result.id}` : 'continue'];
}

interface UsualPage {
  readonly trouble?: string | null;
  /** A touch on a choice leads on, unless the page has `chosen`. */
  readonly choices?: readonly { readonly value: string }[];
  readonly chosen?: string | null;
}

const usualOffers = ({ trouble = null, choices = [], chosen = null }: UsualPage): readonly string[] => [
  'back',
  ...given(trouble !== null, 'retry'),
  ...choices.map(({ value }) => `answer ${value}`),
  ...given(chosen !== null, 'next'),
];

const messageOffers = (message: PhoneMessage | null): readonly string[] =>
  given(message?.state === 'offered' || (message?.state === 'failed' && message.again), 'send-message');

/** Intent of the primary button, or else of the first choice; *retry* after a missing answer. `null`: no button leads on. */
export function primaryIntent(screen: CitizenScreen): Intent | null {
  const offers = screenOffers(screen);
  const first = offers.find((offer) => offer.startsWith('answer '));
  if (offers.includes('next') && !isTicketOnly(screen)) return { do: 'next' };
  if (first !== undefined) return { do: 'answer', value: first.slice('answer '.length) };
  return offers.includes('retry') ? { do: 'retry' } : null;
}

const mayCall = ({ withoutCard, trouble, parent }: Extract<CitizenScreen, { show: 'identifying' }>): boolean =>
  !withoutCard && (trouble === 'RDR-104' || trouble === 'RDR-109' || parent?.refused === true);

/** While the reader is away, *next* takes a ticket: it does not lead on in this service. */
const isTicketOnly = (screen: CitizenScreen): boolean =>
  screen.show === 'identifying' && screen.ticket && screen.parent?.refused !== true;

const isTooYoung = ({ trouble, parent, minimumAge }: Extract<CitizenScreen, { show: 'identifying' }>): boolean =>
  parent?.refused !== true && trouble === 'RDR-106' && minimumAge !== null;

type Slots = Extract<CitizenScreen, { show: 'choosingSlot' }>;

const timesOf = ({ morning, afternoon }: Slots): readonly string[] =>
  [...morning, ...afternoon].map(({ from }) => `answer ${from}`);

const otherDays = ({ days, day: chosen }: Slots): readonly string[] =>
  days.filter(({ day, free }) => free > 0 && day !== chosen).map(({ day }) => `answer ${day}`);

function pageOffers(screen: CitizenScreen): readonly string[] {
  switch (screen.show) {
    case 'maintaining':
      return ['finish'];
    case 'starting':
    case 'outOfService':
    case 'lodging':
    case 'issuing':
    case 'printing':
      return [];
    case 'attract':
      return given(
        !screen.takeCard,
        'start az',
        ...screen.doors.flatMap((door) => given(door.id === 'mine' && door.unavailable === null, 'start az mine')),
      );
    case 'choosing':
      return [
        'search',
        ...screen.groups.slice(0, 1).map(({ id }) => `group ${id}`),
        ...openOnes(screen.services),
        ...given(screen.canContinue, 'continue'),
        'finish',
      ];
    case 'browsing':
      return ['back', ...openOnes(screen.services)];
    case 'searching':
      return ['back', ...given(screen.query !== '', 'erase', 'search'), ...screen.results.flatMap(leadsOf)];
    case 'lookingUp':
      return screen.trouble === null ? [] : ['back', 'retry'];
    case 'enteringCode':
      return [screen.locked ? 'finish' : 'back'];
    case 'found':
      return ['back', ...given(screen.next !== null, 'next'), ...screen.offers.map((offer) => `answer ${offer}`)];
    case 'askingCancel':
      return ['back', 'next'];
    case 'dealing':
      return given(screen.trouble !== null, 'back', 'retry');
    case 'readingReply':
      return ['back', 'survey 5'];
    case 'identifying':
      return [
        'back',
        ...given(screen.withoutCard || screen.ticket, 'next'),
        ...given(screen.phone === 'offered' && !isTooYoung(screen), 'answer phone'),
        ...given(!screen.called && mayCall(screen), 'call-staff'),
      ];
    case 'identifyingByPhone':
      return ['back'];
    case 'beforeYouStart':
      return [
        'back',
        ...given(screen.blocked === null && screen.elsewhere === null, 'next'),
        ...given(screen.reads !== 'nothing', 'what-is-read'),
        ...given(screen.ticket !== null, `choose ${screen.ticket}`),
      ];
    case 'offeringCode':
      return ['back', ...given(!screen.sending, 'next')];
    case 'typingCode':
      if (screen.checking) return ['back'];
      return [
        'back',
        ...given(screen.more, 'retry'),
        ...given(screen.digits !== '', 'erase'),
        ...given(screen.digits === '', 'key 5'),
        ...given(screen.whole, 'next'),
      ];
    case 'choosingPlace':
      return ['back', ...screen.places.filter(({ first }) => first !== null).map(({ id }) => `answer ${id}`)];
    case 'choosingSlot':
      if (screen.holding) return ['back'];
      return ['back', ...(screen.from === null ? timesOf(screen) : ['next', ...otherDays(screen)])];
    case 'noDue':
      if (screen.why === 'locked') return ['finish'];
      return ['back', ...given(screen.again, 'retry')];
    case 'choosingDue':
      return [
        'back',
        ...screen.dues.filter(({ state }) => state === 'open').map(({ value }) => `answer ${value}`),
        ...given(screen.all.count > 1, 'answer all'),
        ...given(screen.sum.count > 0, 'next'),
      ];
    case 'showingDue':
      return ['back', 'next', ...given(screen.mayPart, 'answer part'), ...given(screen.part !== null, 'answer whole')];
    case 'typingPart':
      return ['back', ...given(screen.value !== '', 'erase'), ...given(screen.value === '', 'key 5')];
    case 'checking':
      return [
        'back',
        ...screen.rows.flatMap(({ edit }) => (edit === null ? [] : [`edit ${edit}`])),
        ...given(screen.blocked === null, screen.purchase.amount > 0 ? 'pay' : 'next'),
        ...given(screen.ticket !== null, `choose ${screen.ticket}`),
      ];
    case 'choosingPayment':
      return [
        ...(purchaseRestToPay(screen.purchase) > 0
          ? [
              ...given(screen.closed.card === null, 'method card'),
              ...given(screen.notes !== null && screen.closed.cash === null, 'method cash'),
            ]
          : ['next']),
        ...given(screen.credit === null, 'method credit'),
        screen.canGoBack ? 'back' : 'finish',
      ];
    case 'typingCredit':
      return screen.asking ? [] : ['back', ...given(screen.fixed, 'next')];
    case 'paying':
      return given(screen.canCancel, 'cancel');
    case 'payingCash':
      if (screen.canLeave) return ['finish'];
      return [
        ...given(screen.canStop, screen.inserted === 0 ? 'back' : 'cancel'),
        ...given(screen.stage === 'blocked' && !screen.called, 'call-staff'),
      ];
    case 'noteTooLarge':
      return ['answer give-back', 'answer keep', screen.inserted === 0 ? 'back' : 'cancel'];
    case 'credited':
      return ['finish'];
    case 'trouble':
      return [
        'finish',
        ...given(screen.canRetry, 'retry'),
        ...given(screen.offersStaff && !screen.called, 'call-staff'),
      ];
    case 'printTrouble':
      return [
        'finish',
        ...given(screen.canShowQr, 'show-qr'),
        ...given(screen.canReprint, 'reprint'),
        ...given(screen.canCopy, 'next'),
        ...given(!screen.called, 'call-staff'),
      ];
    case 'readingDocument':
      return ['finish'];
    case 'previewing':
      return ['next', 'cancel', 'finish'];
    case 'wrongDocument':
      return ['back', 'finish', ...given(!screen.called, 'call-staff')];
    case 'receiptQr':
      return [screen.canGoBack ? 'back' : 'finish', 'next', ...given(screen.canReprint, 'reprint')];
    case 'done':
      return [
        screen.again ? 'again' : 'another',
        'finish',
        ...given(screen.survey !== 5, 'survey 5'),
        ...messageOffers(screen.message),
        ...given(screen.wasRead, 'what-is-read'),
      ];
    case 'parking':
      return screen.failed ? ['retry', 'back'] : [];
    case 'parked':
      return ['finish'];
    case 'resuming':
      return resumingOffers(screen);
    case 'quoting':
      return [...usualOffers(screen), ...given(screen.trouble !== null && !screen.called, 'call-staff')];
    case 'whatWasRead':
      return ['back', ...given(screen.use.stage === 'unanswered', 'retry')];
    default:
      return usualOffers(screen satisfies StepView as UsualPage);
  }
}

function resumingOffers({ problem }: ResumingView): readonly string[] {
  if (problem === 'wrong-card' || problem === 'changed') return ['next', 'back', 'finish'];
  return isUnanswered(problem) ? ['retry', 'back', 'finish'] : ['back', 'finish'];
}

const ARGUMENT: Readonly<Record<string, string>> = {
  answer: 'value',
  choose: 'service',
  group: 'group',
  key: 'key',
  survey: 'score',
  tier: 'tier',
};

/** The event of an offer, such as `answer worn-out`. */
export function offerEvent(offer: string): AnyEventObject {
  const [what = '', ...rest] = offer.split(' ');
  const value = rest.join(' ');
  const name = ARGUMENT[what];
  return { type: `citizen.${what}`, ...(name && { [name]: what === 'survey' ? Number(value) : value }) };
}
