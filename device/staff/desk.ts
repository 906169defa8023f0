import { emitter } from '../../drivers/emitter.ts';
import { createTaskQueue } from '../../drivers/in-turn.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { SignedInStaff, StaffDesk, StaffEvent, StaffTrouble } from './contract.ts';
import {
  afterRightPin,
  afterWrongPin,
  badgeLockedUntil,
  dropExpiredTries,
  type PinTries,
  triesLeft,
  triesOfDamagedFile,
} from './lock-out.ts';
import { isPinOf } from './pin.ts';
import type { RegisteredBadge } from './register.ts';
import type { PinTriesFile } from './tries.ts';

/** What the desk tells the log. It never has a PIN. */
export type StaffDeskLogEvent =
  | { readonly is: 'admitted'; readonly badge: string }
  | { readonly is: 'refused'; readonly badge: string; readonly trouble: StaffTrouble }
  | { readonly is: 'unwritten'; readonly error: unknown }
  | { readonly is: 'damaged'; readonly file: 'badges' | 'tries' };

export interface DeskOptions {
  /** Read at each try: staff may add badges while the kiosk runs. `null`: damaged. May throw. */
  readonly register: () => readonly RegisteredBadge[] | null | Promise<readonly RegisteredBadge[] | null>;
  readonly tries: PinTriesFile;
  /** 32 bytes; `null`: the credential is missing, and no PIN can be right. */
  readonly pinKey: Uint8Array | null;
  /** Unix time in milliseconds. */
  readonly nowMs: () => number;
  readonly tell: (news: StaffDeskLogEvent) => void;
}

/** Wait in ms if a try cannot be written: no PIN is checked without a durable count. */
const UNWRITTEN_MS = 60_000;

/** Checks PINs, one after another. `send` passes on what the devices report. */
export function createStaffDesk(options: DeskOptions): StaffDesk & { readonly send: (event: StaffEvent) => void } {
  const { tell, nowMs } = options;
  const events = emitter<StaffEvent>();
  const turn = createTaskQueue();

  async function admit(badge: string, pin: string): Promise<Result<SignedInStaff, StaffTrouble>> {
    const admitted = await check(options, badge, pin).catch((error: unknown) => {
      tell({ is: 'unwritten', error });
      return lockedOut(nowMs() + UNWRITTEN_MS);
    });
    tell(admitted.ok ? { is: 'admitted', badge } : { is: 'refused', badge, trouble: admitted.error });
    return admitted;
  }

  return {
    onEvent: events.on,
    send: events.emit,
    admit: (badge, pin) => turn(() => admit(badge, pin)),
  };
}

async function check(
  { register, tries: file, pinKey, nowMs, tell }: DeskOptions,
  badge: string,
  pin: string,
): Promise<Result<SignedInStaff, StaffTrouble>> {
  const before = loaded(file, nowMs(), tell);
  const until = badgeLockedUntil(before, badge);
  if (until > nowMs()) return lockedOut(until);
  const known = await register();
  if (known === null) tell({ is: 'damaged', file: 'badges' });
  const its = known?.find(({ number }) => number === badge);
  if (!its || !pinKey) return err({ code: 'STF-101', kind: 'unknown-badge' });
  const counted = afterWrongPin(before, badge, nowMs());
  file.save(counted);
  if (await isPinOf(pinKey, badge, pin, its)) {
    file.save(afterRightPin(counted, badge));
    return ok({ badge, by: 'badge' });
  }
  const next = badgeLockedUntil(counted, badge);
  if (next > nowMs()) return lockedOut(next);
  return err({ code: 'STF-102', kind: 'wrong-pin', triesLeft: triesLeft(counted, badge) });
}

function loaded(file: PinTriesFile, nowMs: number, tell: DeskOptions['tell']): PinTries {
  const kept = file.load();
  if (kept === null) {
    tell({ is: 'damaged', file: 'tries' });
    const broken = triesOfDamagedFile(nowMs);
    file.save(broken);
    return broken;
  }
  const current = dropExpiredTries(kept, nowMs);
  // A clock that was set back must not lengthen a lock at each start.
  if (JSON.stringify(current.badges) !== JSON.stringify(kept.badges)) file.save(current);
  return current;
}

const lockedOut = (untilMs: number): Result<never, StaffTrouble> =>
  err({ code: 'STF-103', kind: 'locked-out', untilMs });
