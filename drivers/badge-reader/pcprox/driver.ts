import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { HidLink } from '../../hid/hid-link.ts';
import { type HidDriverOptions, superviseHid } from '../../hid/supervised.ts';
import { inTurn } from '../../in-turn.ts';
import { supervisedDevice } from '../../supervision/device.ts';
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
  const supervisor = superviseHid<Connection>({
    ...options,
    connect: (link, signal) =>
      connect(link, options.clock, signal, { emit: events.emit, failed: () => supervisor.suspect() }),
  });
  return supervisedDevice(supervisor, events, (): BadgeReaderStatus => ({ device: supervisor.state() })).device;
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
  const held = createHeldBadge(heard.emit);
  // A question and its answer are two transfers: two looks at once would take each other's answers.
  const turn = inTurn();
  const look = () =>
    turn(async () => {
      const seen = await readBadge(link);
      if (seen && !ending.signal.aborted) held.see(seen.badge);
      return seen !== null;
    });

  async function lookOn(): Promise<void> {
    while (!ending.signal.aborted) {
      if (!(await look()) && !ending.signal.aborted) heard.failed();
      await pause(clock, LOOK_EVERY_MS, ending.signal);
    }
  }

  void lookOn();
  return {
    heartbeat: look,
    close() {
      ending.abort();
      held.take();
    },
  };
}

/** `null`: the reader did not answer. */
async function readBadge(link: HidLink): Promise<{ readonly badge: Badge | null } | null> {
  const data = await ask(link, 'cardData');
  if (data === null) return null;
  const count = isNothing(data) ? data : await ask(link, 'cardBits');
  return count && { badge: badgeOf(data, count) };
}

/** Makes events of the badge that is held to the reader. */
function createHeldBadge(emit: (event: BadgeEvent) => void) {
  let present: Badge | null = null;
  let empty = 0;
  const take = () => {
    if (present) emit({ type: 'badge.removed' });
    present = null;
  };
  return {
    see(badge: Badge | null) {
      empty = badge === null ? empty + 1 : 0;
      if (badge === null) {
        if (empty >= EMPTY_LOOKS) take();
      } else if (badge.hex !== present?.hex || badge.bits !== present.bits) {
        take();
        present = badge;
        emit({ type: 'badge.presented', badge });
      }
    },
    /** Nobody can say any more that it is there. */
    take,
  };
}
