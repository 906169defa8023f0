import { randomBytes } from 'node:crypto';
import type { BadgeEvent, BadgeReader } from '../drivers/badge/contract.ts';
import { realClock } from '../drivers/clock.ts';
import type { LinkFactory } from '../drivers/link/link.ts';
import type { OnDiscarded } from '../drivers/link/wire-line.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import type { Profile } from './config/profile.ts';
import type { Log } from './log/log.ts';
import type { StaffDesk, StaffTrouble } from './staff/contract.ts';
import { createStaffDesk, type StaffDeskLogEvent } from './staff/desk.ts';
import { readStaffKeys, type StaffKeys } from './staff/keys.ts';
import { hashPin, type PinHash } from './staff/pin.ts';
import { type RegisteredBadge, readBadgeRegister } from './staff/register.ts';
import { openPinTriesFile } from './staff/tries.ts';

interface KeyParts {
  readonly profile: Profile;
  readonly simulators: Simulators | null;
  readonly log: Log;
}

const isSimulated = ({ devices }: Profile): boolean => devices.badgeReader?.link === 'simulated';

/** Keys of badges and PINs. `null`: no badge reader, or no keys, which the log says. The kiosk serves citizens without them. */
export function openStaffKeys({ profile, simulators, log }: KeyParts): StaffKeys | null {
  if (!profile.devices.badgeReader) return null;
  if (isSimulated(profile)) return simulators?.staff.keys ?? null;
  const read = readStaffKeys();
  if (read.ok) return read.value;
  log.event('badge.keys-missing', { code: read.error.code, file: read.error.file.split('/').at(-1) ?? '' });
  return null;
}

interface BadgeReaderParts {
  readonly uidBadges: boolean;
  readonly keys: StaffKeys | null;
  readonly link: LinkFactory;
  readonly onDiscarded: OnDiscarded;
}

/** Loads the driver on demand: not every cabinet has a badge reader. */
export async function openBadgeReader({ uidBadges, keys, link, onDiscarded }: BadgeReaderParts): Promise<BadgeReader> {
  const { createBadgeReaderOnPn532 } = await import('../drivers/kinds/badge-reader.ts');
  return createBadgeReaderOnPn532({
    link,
    onDiscarded,
    clock: realClock,
    random: Math.random,
    randomBytes: (count) => randomBytes(count),
    masterKey: keys?.badgeKey ?? null,
    takesUids: uidBadges,
  });
}

interface StaffParts extends KeyParts {
  readonly badgeReader: BadgeReader | null;
  readonly keys: StaffKeys | null;
  readonly ledgerFile: string;
  readonly now: () => Date;
}

export interface StaffSignIn {
  readonly desk: StaffDesk;
  /** To be called at each change of the service key's line. A lost line is off. */
  keyTurned(on: boolean): void;
}

/** Joins badge reader and service key to one staff desk. */
export function openStaffSignIn({
  profile,
  simulators,
  log,
  badgeReader,
  keys,
  ledgerFile,
  now,
}: StaffParts): StaffSignIn {
  const simulated = isSimulated(profile) && simulators ? simulatedRegister(simulators.staff) : [];
  const desk = createStaffDesk({
    register: async () => {
      const known = readBadgeRegister(ledgerFile);
      if (known === null) return null;
      const others = await Promise.all(
        simulated.filter(({ number }) => !isIn(known, number)).map((its) => its.hashed()),
      );
      return [...known, ...others];
    },
    tries: openPinTriesFile(ledgerFile),
    pinKey: keys?.pinKey ?? null,
    nowMs: () => now().getTime(),
    tell: (news) => logDesk(log, news, now().getTime()),
  });
  const numberOf = (uid: string) => [...readable(ledgerFile), ...simulated].find((badge) => badge.uid === uid)?.number;
  if (badgeReader) passBadges(badgeReader, { log, numberOf, send: desk.send });
  let key = false;
  return {
    desk,
    keyTurned(on) {
      if (on === key) return;
      key = on;
      log.event('staff.key', { on });
      desk.send({ type: 'staff.key-turned', on });
    },
  };
}

/** An unreadable list must not end the kiosk: the next PIN reports it. */
function readable(ledgerFile: string): readonly RegisteredBadge[] {
  try {
    return readBadgeRegister(ledgerFile) ?? [];
  } catch {
    return [];
  }
}

interface BadgePassing {
  readonly log: Log;
  readonly numberOf: (uid: string) => string | undefined;
  readonly send: ReturnType<typeof createStaffDesk>['send'];
}

/** Time in ms in which an equal refusal is not logged again. A card at the edge of the field is read again and again. */
const SAME_REFUSAL_MS = 10_000;

function passBadges(reader: BadgeReader, { log, numberOf, send }: BadgePassing): void {
  let presented = false;
  let refusal = { code: '', atMs: 0 };

  function refuse(code: string): void {
    const atMs = realClock.now();
    if (code !== refusal.code || atMs - refusal.atMs > SAME_REFUSAL_MS) log.event('badge.refused', { code });
    refusal = { code, atMs };
  }

  reader.onEvent((event: BadgeEvent) => {
    if (event.type === 'badge.removed') {
      if (presented) send({ type: 'staff.badge-removed' });
      presented = false;
      return;
    }
    if (!event.result.ok) return refuse(event.result.error.code);
    const badge = event.result.value;
    const number = badge.kind === 'desfire' ? badge.number : numberOf(badge.uid);
    if (number === undefined) return refuse('BDG-103');
    refusal = { code: '', atMs: 0 };
    presented = true;
    log.event('staff.badge', { badge: number });
    send({ type: 'staff.badge-presented', badge: number });
  });
}

function logDesk(log: Log, news: StaffDeskLogEvent, nowMs: number): void {
  if (news.is === 'admitted') log.event('staff.admitted', { badge: news.badge });
  else if (news.is === 'refused') log.event('staff.refused', { badge: news.badge, ...refusalOf(news.trouble, nowMs) });
  else if (news.is === 'damaged') log.event('staff.file-damaged', { file: news.file });
  else log.event('staff.unwritten', { error: news.error });
}

const refusalOf = (trouble: StaffTrouble, nowMs: number) => ({
  code: trouble.code,
  ...(trouble.kind === 'wrong-pin' && { triesLeft: trouble.triesLeft }),
  ...(trouble.kind === 'locked-out' && { lockMs: trouble.untilMs - nowMs }),
});

const isIn = (badges: readonly RegisteredBadge[], number: string): boolean =>
  badges.some((badge) => badge.number === number);

/** Badges of the dock, which shows their PINs. */
function simulatedRegister({ keys, badges }: Simulators['staff']) {
  return badges.map(({ number, pin, uid }) => {
    let hash: Promise<PinHash> | undefined;
    return {
      number,
      uid,
      async hashed(): Promise<RegisteredBadge> {
        hash ??= hashPin(keys.pinKey, number, pin, randomBytes(16));
        return { number, ...(uid !== undefined && { uid }), ...(await hash) };
      },
    };
  });
}
