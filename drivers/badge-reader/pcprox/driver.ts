import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { HidLink } from '../../hid/hid-link.ts';
import { type HidDriverOptions, superviseHid } from '../../hid/supervised.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import type { Badge, BadgeEvent, BadgeReader, BadgeReaderStatus } from '../contract.ts';
import {
  badgeOf,
  encodeCommand,
  FEATURE_BYTES,
  isKeyboardHalted,
  isNothing,
  type PcproxCommand,
  withKeyboardHalted,
} from './codec.ts';

/** Between two looks, in milliseconds: the reader tells nothing by itself, and a badge is held to it for about a second. */
const LOOK_EVERY_MS = 250;
/** Looks in a row without a badge before it counts as gone; one may fall between two readings of the card. */
const EMPTY_LOOKS = 2;

/**
 * A badge reader for staff. At every connect it is told not to type what it reads (`bHaltKBSnd`, in its memory only:
 * its EEPROM would wear out); a reader that goes on typing is not used. Every look is the heartbeat as well.
 */
export function createPcproxReader(options: HidDriverOptions): BadgeReader {
  const events = emitter<BadgeEvent>();
  const statuses = emitter<BadgeReaderStatus>();
  const supervisor = superviseHid<Connection>({
    ...options,
    connect: (link, signal) =>
      connect(link, options.clock, signal, { emit: events.emit, failed: () => supervisor.suspect() }),
  });
  const status = (): BadgeReaderStatus => ({ device: supervisor.state() });
  let told = status();
  supervisor.onChange(() => {
    const now = status();
    if (now.device === told.device) return;
    told = now;
    statuses.emit(now);
  });
  return {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    async close() {
      await supervisor.close();
      events.clear();
      statuses.clear();
    },
  };
}

const UNNUMBERED = 0;

async function ask(link: HidLink, command: PcproxCommand): Promise<Uint8Array | null> {
  const sent = await link.sendFeature(UNNUMBERED, encodeCommand(command));
  if (!sent.ok) return null;
  const answer = await link.getFeature(UNNUMBERED, FEATURE_BYTES);
  return answer.ok ? answer.value : null;
}

async function haltKeyboard(link: HidLink): Promise<boolean> {
  const page = await ask(link, 'page0');
  // An empty page would be a configuration of zeros, which is no reader of ours.
  if (!page || isNothing(page)) return false;
  if (isKeyboardHalted(page)) return true;
  for (const body of [encodeCommand('page0'), withKeyboardHalted(page), encodeCommand('finish')]) {
    if (!(await link.sendFeature(UNNUMBERED, body)).ok) return false;
  }
  const after = await ask(link, 'page0');
  return after !== null && isKeyboardHalted(after);
}

interface Heard {
  emit(event: BadgeEvent): void;
  failed(): void;
}

async function connect(
  link: HidLink,
  clock: Clock,
  signal: AbortSignal,
  heard: Heard,
): Promise<Connection | undefined> {
  if (!(await haltKeyboard(link)) || signal.aborted) return undefined;
  const ending = new AbortController();
  let present: Badge | null = null;
  let empty = 0;

  function see(badge: Badge | null): void {
    if (badge === null) {
      empty += 1;
      if (present && empty >= EMPTY_LOOKS) {
        present = null;
        heard.emit({ type: 'badge.removed' });
      }
      return;
    }
    empty = 0;
    if (badge.hex === present?.hex && badge.bits === present.bits) return;
    if (present) heard.emit({ type: 'badge.removed' });
    present = badge;
    heard.emit({ type: 'badge.presented', badge });
  }

  async function look(): Promise<boolean> {
    const data = await ask(link, 'cardData');
    if (data === null) return false;
    const count = isNothing(data) ? data : await ask(link, 'cardBits');
    if (count === null) return false;
    if (!ending.signal.aborted) see(badgeOf(data, count));
    return true;
  }

  // A question and its answer are two transfers: two looks at once would take each other's answers.
  let turn: Promise<unknown> = Promise.resolve();
  const lookInTurn = (): Promise<boolean> => {
    const looking = turn.then(look);
    turn = looking;
    return looking;
  };

  async function lookOn(): Promise<void> {
    while (!ending.signal.aborted) {
      if (!(await lookInTurn()) && !ending.signal.aborted) heard.failed();
      await pause(clock, LOOK_EVERY_MS, ending.signal);
    }
  }

  void lookOn();
  return {
    heartbeat: lookInTurn,
    close() {
      ending.abort();
      if (present) heard.emit({ type: 'badge.removed' });
      present = null;
    },
  };
}
