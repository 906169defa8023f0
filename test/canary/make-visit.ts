import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { KioskHealth } from '../../device/web/server.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { primaryIntent } from '../model/offers.ts';
import { answerQuestion } from './answer.ts';
import type { Hall } from './hall.ts';
import { CANARY_CARD, CANARY_CODE, CANARY_ZONE } from './person.ts';
import type { CanaryVisit } from './visits.ts';

const LOOK_MS = 25;
/** Milliseconds before a second touch: the screen may have changed. */
const TOUCH_AGAIN_MS = 300;
/** Milliseconds on a screen of `WORKING` before help. Long enough for the first sale on a busy machine. */
const STUCK_MS = 3_000;
const WORKING: ReadonlySet<CitizenScreen['show']> = new Set([
  'paying',
  'printing',
  'lodging',
  'issuing',
  'readingDocument',
  'identifying',
]);
/** Milliseconds, over 30 s: the kiosk asks so long about a job when the document printer disappears. */
const VISIT_MS = 50_000;

let reference = '';

/** Returns the visit's pages. Rejects if the visit does not end. */
export async function makeVisit(hall: Hall, visit: CanaryVisit): Promise<readonly string[]> {
  await repairEverything(hall);
  await rollIsWell(hall, visit);
  await shown(hall, ({ show }) => show === 'attract');
  if (visit.onRoll) hall.documents.openCover();
  await visit.begin?.(hall);
  const done = new Set<string>();
  const once = async (what: string, act: () => unknown) => {
    if (done.has(what)) return;
    done.add(what);
    await act();
  };
  for (const end = Date.now() + VISIT_MS; hall.screen()?.show === 'attract' && Date.now() < end; ) {
    await hall.does({ do: 'start', language: 'en' });
    await pause(realClock, TOUCH_AGAIN_MS);
  }
  await shown(hall, ({ show }) => show !== 'attract');
  const pages: string[] = [];
  let since = Date.now();
  let before = '';
  for (const end = Date.now() + VISIT_MS; Date.now() < end; await pause(realClock, LOOK_MS)) {
    const screen = hall.screen();
    if (!screen) continue;
    if (screen.show === 'attract') return pages;
    const page = 'code' in screen ? `${screen.show} ${screen.code}` : screen.show;
    if (page !== pages.at(-1)) pages.push(page);
    const now = JSON.stringify(screen);
    if (now !== before) since = Date.now();
    const stuck = Date.now() - since > (WORKING.has(screen.show) ? STUCK_MS : TOUCH_AGAIN_MS);
    if (now !== before || stuck) await step({ hall: touching(hall, screen), visit, screen, once, stuck });
    if (stuck) since = Date.now();
    before = now;
  }
  throw new Error(`${visit.name}: did not end; at ${before.slice(before.indexOf('"show"'))}`);
}

function touching(hall: Hall, screen: CitizenScreen): Hall {
  return { ...hall, does: (intent) => hall.does(intent, screen) };
}

async function goOn(hall: Hall, screen: CitizenScreen, once: Step['once']): Promise<void> {
  const on = primaryIntent(screen);
  if (on?.do !== 'retry') return on === null ? undefined : hall.does(on);
  let first = false;
  await once('asked again', () => {
    first = true;
    return hall.does(on);
  });
  if (!first) await hall.does({ do: 'finish' });
}

interface Step {
  readonly hall: Hall;
  readonly visit: CanaryVisit;
  readonly screen: CitizenScreen;
  readonly once: (what: string, act: () => unknown) => Promise<void>;
  readonly stuck: boolean;
}

async function step({ hall, visit, screen, once, stuck }: Step): Promise<void> {
  const { reader, terminal } = hall;
  if ('reference' in screen && screen.reference !== null) reference = screen.reference;
  if (screen.show === visit.leavesAt) return hall.does({ do: 'finish' });
  switch (screen.show) {
    case 'choosing':
      if (visit.continues) return hall.does({ do: 'continue' });
      if (screen.services.some(({ id, unavailable }) => id === visit.service && unavailable)) return;
      return hall.does({ do: 'choose', service: visit.service });
    case 'beforeYouStart':
      if (visit.onRoll && !screen.warnings.includes('PRN-204')) return;
      return hall.does({ do: 'next' });
    case 'identifying':
      await once('first card', async () => {
        if (visit.insert === 'unplugged') {
          reader.insert(CANARY_ZONE);
          await reader.cable.unplug();
          return reader.cable.plug();
        }
        reader.insert(CANARY_ZONE, visit.insert ?? {});
      });
      if (stuck || screen.trouble !== null) reader.insert(CANARY_ZONE);
      return;
    case 'typingCode':
      return typeCode(hall, screen, stuck);
    case 'answering':
      return answerQuestion(hall, screen, { stuck, leavesIn: visit.leavesIn });
    case 'checking':
      await once('check', () => visit.check?.(hall));
      return hall.does({ do: screen.purchase.amount > 0 ? 'pay' : 'next' });
    case 'enteringCode':
      if (screen.code === '') for (const key of reference) await hall.does({ do: 'key', key });
      else if (stuck || screen.code === reference) await hall.does({ do: 'next' });
      return;
    case 'noDue':
      return hall.does({ do: 'finish' });
    case 'found':
      return atFound(hall, visit, screen);
    case 'choosingPayment':
      return hall.does({ do: 'method', method: visit.notes || visit.leavesAt === 'payingCash' ? 'cash' : 'card' });
    case 'payingCash':
      return putIn(hall, visit, screen.inserted, once);
    case 'paying':
      if (screen.stage === 'present-card')
        await once('card', async () => {
          await visit.pay?.(hall);
          if (visit.cancels) await hall.does({ do: 'cancel' });
          else terminal.tap(CANARY_CARD);
        });
      // The terminal is silent: a pulled cable saves three minutes.
      if (stuck) await once('cable', () => terminal.cable.unplug());
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'printing':
      await once('printing', () => visit.print?.(hall));
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'previewing':
      return hall.does({ do: visit.saysWrong ? 'cancel' : 'next' });
    case 'wrongDocument':
      return hall.does({ do: 'finish' });
    case 'lodging':
    case 'issuing':
    case 'readingDocument':
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'trouble':
    case 'credited':
    case 'printTrouble':
      return hall.does({ do: 'finish' });
    case 'done':
      return leaveLastPage(hall, screen, once, stuck);
    case 'whatWasRead':
      return screen.use.stage === 'asking' && !stuck ? undefined : hall.does({ do: 'back' });
    case 'starting':
    case 'outOfService':
      throw new Error(`${visit.name}: nobody expected ${screen.show}`);
    // Also `receiptQr`: on a stopped core the printer may seem away.
    default:
      return goOn(hall, screen, once);
  }
}

function atFound(
  hall: Hall,
  { wants }: CanaryVisit,
  { done, offers, next }: Extract<CitizenScreen, { show: 'found' }>,
): Promise<void> {
  if (wants && done === null && offers.includes(wants)) return hall.does({ do: 'answer', value: wants });
  return hall.does({ do: wants || next === null ? 'finish' : 'next' });
}

async function leaveLastPage(
  hall: Hall,
  { message, wasRead }: Extract<CitizenScreen, { show: 'done' }>,
  once: Step['once'],
  stuck: boolean,
): Promise<void> {
  if (message?.state === 'offered' && !stuck) return once('message', () => hall.does({ do: 'send-message' }));
  if (message?.state === 'sending' && !stuck) return;
  let looks = false;
  await once('what was read', () => {
    looks = wasRead && !stuck;
    return looks && hall.does({ do: 'what-is-read' });
  });
  if (!looks) await hall.does({ do: 'finish' });
}

async function putIn(hall: Hall, { notes = [] }: CanaryVisit, inserted: number, once: Step['once']): Promise<void> {
  const next = notes.find((_, at) => inserted === notes.slice(0, at).reduce((sum, note) => sum + note, 0) * 100);
  if (next === undefined) return hall.does({ do: 'cancel' });
  if (hall.validator.unit()?.state === 'idling')
    await once(`note after ${inserted}`, () => hall.validator.insert({ manat: next }));
}

async function typeCode(
  hall: Hall,
  screen: Extract<CitizenScreen, { show: 'typingCode' }>,
  stuck: boolean,
): Promise<void> {
  if (screen.checking) return;
  if (screen.whole) return hall.does({ do: 'next' });
  if (screen.digits === '') for (const key of CANARY_CODE) await hall.does({ do: 'key', key });
  else if (stuck) await hall.does({ do: 'erase' });
}

/** Repairs everything, for the next visit and the heap snapshot. */
export async function repairEverything({ reader, terminal, printer, documents, office }: Hall): Promise<void> {
  office.trouble.set(null);
  terminal.faults.clear();
  printer.faults.clear();
  reader.remove();
  documents.faults.clear();
  for (const { cable } of [reader, terminal, printer, documents]) await cable.plug().catch(() => undefined);
  printer.closeCover();
  printer.cutterError(false);
  printer.refill();
  documents.closeCover();
  documents.clearJam();
  documents.refill();
}

/**
 * The receipt printer must be ready: otherwise a ticket is only on the screen. A certificate on the roll needs one more status query: a
 * lost answer may show only there.
 */
async function rollIsWell({ printer, health }: Hall, { name, onRoll }: CanaryVisit): Promise<void> {
  const before = onRoll ? printer.bytesReceived : -1;
  let said = '';
  for (const end = Date.now() + VISIT_MS; Date.now() < end; await pause(realClock, LOOK_MS)) {
    said = await health();
    const { troubles = {} } = JSON.parse(said) as KioskHealth;
    if (printer.bytesReceived > before && !('printer' in troubles)) return;
  }
  throw new Error(`${name}: the receipt printer is not well again: ${said}`);
}

async function shown(hall: Hall, what: (screen: CitizenScreen) => boolean): Promise<void> {
  for (const end = Date.now() + VISIT_MS; Date.now() < end; await pause(realClock, LOOK_MS)) {
    const screen = hall.screen();
    if (screen && what(screen)) return;
  }
  throw new Error(`waited in vain, at ${JSON.stringify(hall.screen()).slice(0, 200)}`);
}
