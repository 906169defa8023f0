import type { SimulatedClock } from 'xstate';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { Log } from '../../device/log/log.ts';
import { openDegradation } from '../../device/main-degradation.ts';
import type { IdReader } from '../../drivers/id-reader/contract.ts';
import { createChipReader } from '../../drivers/id-reader/emrtd/driver.ts';
import { readTrustFile } from '../../drivers/id-reader/emrtd/trust-store.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { simulatedDocument } from '../../simulators/id-reader/documents.ts';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { trustedCscas } from '../../simulators/id-reader/emrtd/issue/state.ts';
import { documentCard } from '../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator, type Pn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../simulators/random.ts';
import { goToIdentifying } from '../matrix/ways.ts';
import { bootedWiredRig, type WiredRig } from '../matrix/wired-rig.ts';
import { goThroughChoices } from '../support/machine-ways.ts';
import type { PersonCard, SimulatedPerson } from '../support/natural-person.ts';

/** A digit of the document number is misread, so its check digit is wrong. */
const MISREAD_ZONE = (simulatedDocument('aze-card-woman')?.zone ?? []).map((line, nth) =>
  nth === 0 ? line.replace('1204587', '1204581') : line,
);

type Logged = { readonly event: string } & Readonly<Record<string, unknown>>;

export interface DegradationRig {
  readonly rig: WiredRig;
  readonly monitor: ReturnType<typeof openDegradation>;
  readonly antenna: Pn532Simulator | null;
  readonly logged: readonly Logged[];
  insertCard(card?: PersonCard): void;
  removeCard(): void;
  pass(ms: number): void;
}

export async function degradationRig({
  chips = false,
  ledger,
}: {
  readonly chips?: boolean;
  readonly ledger?: Ledger;
} = {}): Promise<DegradationRig> {
  const logged: Logged[] = [];
  const log = { event: (event, fields) => void logged.push({ event, ...fields }) } as Pick<Log, 'event'> as Log;
  const antennas: Pn532Simulator[] = [];
  let passedMs = 0;
  const monitors: ReturnType<typeof openDegradation>[] = [];
  const rig = await bootedWiredRig({
    monitor: (parts) => {
      const monitor = openDegradation(parts.ledger, log, {
        clock: { now: () => parts.clock.now() + passedMs },
      });
      monitors.push(monitor);
      return monitor;
    },
    ...(ledger && { ledger }),
    ...(chips && { chips: (zones: IdReader, clock: SimulatedClock) => withChips(zones, clock, antennas) }),
  });
  const [monitor] = monitors;
  if (!monitor) throw new Error('no monitor');
  const antenna = antennas[0] ?? null;
  const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(7) });
  const card = documentCard('aze-card-woman', chip);
  return {
    rig,
    monitor,
    antenna,
    logged,
    insertCard({ worn = false, unreadable } = {}) {
      antenna?.faults.clear();
      if (worn) antenna?.faults.always('air-error');
      chip.move('on-reader');
      antenna?.insert(card);
      rig.reader.insert(unreadable ? MISREAD_ZONE : 'aze-card-woman');
    },
    removeCard() {
      rig.reader.remove();
      antenna?.remove();
      chip.move('away');
    },
    pass(ms) {
      passedMs += ms;
    },
  };
}

function withChips(zones: IdReader, clock: SimulatedClock, antennas: Pn532Simulator[]): IdReader {
  const wire = cable();
  antennas.push(createPn532Simulator({ wire: wire.device, clock }));
  const cards = createPn532Reader({ clock, link: wire.host, random: () => 0.5, onDiscarded: () => undefined });
  const trust = readTrustFile(trustedCscas());
  if (!trust.ok) throw new Error(trust.error.why);
  const random = seededRandom(11);
  return createChipReader({
    cards,
    zones,
    clock,
    trust: () => trust.value,
    random: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
    today: () => new Date('2026-11-24T10:32:00Z'),
  });
}

const BETWEEN_PEOPLE_MS = 40_000;
/** Longest time until the kiosk asks the zone reader again. */
const SLOT_NOTICED_MS = 6_000;

/** The reader sends a zone only if it was asked while its slot was empty. */
async function emptySlot(rig: WiredRig): Promise<void> {
  await rig.run(SLOT_NOTICED_MS);
  await rig.until('the empty slot', () => rig.actor.getSnapshot().context.devices.reader.media !== 'present');
}

async function identify(
  { rig, insertCard, removeCard }: DegradationRig,
  tries: readonly PersonCard[],
  inSlotMs = 0,
): Promise<boolean> {
  await goToIdentifying(rig);
  for (const [nth, card] of tries.entries()) {
    if (rig.screen().show !== 'identifying') break;
    if (nth > 0) await emptySlot(rig);
    const until = rig.now() + 2 * SLOT_NOTICED_MS;
    const stage = () => {
      const screen = rig.screen();
      return screen.show === 'identifying' ? screen.stage : 'over';
    };
    insertCard(card);
    // A second misread zone that comes whole changes nothing on the page.
    await rig.until('the card is read', () => stage() !== 'waiting' || rig.now() > until);
    await rig.until('the card was judged', () => stage() !== 'reading', 60_000);
    await rig.run(inSlotMs);
    removeCard();
  }
  await rig.run(100);
  return rig.screen().show !== 'identifying';
}

/** A person who only identifies, and leaves. `inSlotMs`: how long a card stays after it was judged. */
export async function cardVisit(its: DegradationRig, tries: readonly PersonCard[], inSlotMs = 0): Promise<void> {
  await identify(its, tries, inSlotMs);
  await leave(its);
}

export async function personVisit(its: DegradationRig, person: SimulatedPerson): Promise<void> {
  const { rig } = its;
  if ((await identify(its, person.cards)) && person.pays !== 'not') await payFor(rig, person);
  await leave(its);
}

async function payFor(rig: WiredRig, person: SimulatedPerson): Promise<void> {
  await rig.until('the questions', () => rig.screen().show === 'answering');
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  const screen = rig.screen();
  if (screen.show === 'answering' && screen.question.kind === 'known-phone')
    await rig.citizen({ do: 'answer', value: 'registered' });
  else await rig.type('501234567');
  await rig.citizen({ do: 'next' });
  await goThroughChoices(rig);
  await rig.citizen({ do: 'pay' });
  await rig.until('the choice', () => rig.screen().show === 'choosingPayment');
  const paid = person.pays === 'card' ? await payByCard(rig, person) : await payInCash(rig, person);
  if (paid) await rig.until('the paper', () => rig.screen().show === 'done', 120_000);
}

async function payByCard(rig: WiredRig, { declines, abandons }: SimulatedPerson): Promise<boolean> {
  for (const code of [...declines, null]) {
    await rig.citizen({ do: 'method', method: 'card' });
    await rig.until('a card is wanted', () => rig.terminal.display().stage === 'present-card', 60_000);
    if (abandons && code === null) return false;
    if (code === null) rig.terminal.tap();
    else rig.terminal.decline(code);
    await rig.until('the result', () => !rig.screen().show.startsWith('paying'), 120_000);
    if (code === null) return true;
    await rig.citizen({ do: 'retry' });
    if (rig.screen().show !== 'choosingPayment') return false;
  }
  return false;
}

const screenOf = <S extends ReturnType<WiredRig['screen']>['show']>(rig: WiredRig, show: S) => {
  const screen = rig.screen();
  return screen.show === show ? (screen as Extract<typeof screen, { show: S }>) : undefined;
};

const isAccepting = (rig: WiredRig) => rig.actor.getSnapshot().context.devices.billValidator?.intake === 'accepting';

async function payInCash(rig: WiredRig, { notes }: SimulatedPerson): Promise<boolean> {
  await rig.citizen({ do: 'method', method: 'cash' });
  for (const isRefused of notes) {
    await rig.until('notes are taken', () => isAccepting(rig), 60_000);
    if (isRefused) rig.validator.faults.next('reject');
    rig.validator.insert({ manat: 50 });
    await rig.until('the note moves', () => !isAccepting(rig) || rig.screen().show !== 'payingCash');
    if (!isRefused) return true;
    await rig.until('the note hangs out', () => screenOf(rig, 'payingCash')?.stage === 'take-note', 60_000);
    rig.validator.take();
  }
  return false;
}

async function leave({ rig, pass }: DegradationRig): Promise<void> {
  for (let touch = 0; touch < 3 && rig.screen().show !== 'attract'; touch++) {
    await rig.citizen({ do: 'finish' });
    await rig.run(500);
  }
  await rig.until('the first page', () => rig.screen().show === 'attract', 400_000);
  await emptySlot(rig);
  pass(BETWEEN_PEOPLE_MS);
}
