import { randomBytes } from 'node:crypto';
import type { Profile } from '../../device/config/profile.ts';
import { createStaffDesk, type StaffDeskLogEvent } from '../../device/staff/desk.ts';
import { hashPin } from '../../device/staff/pin.ts';
import { badgeRegisterFileOf, type RegisteredBadge, readBadgeRegister } from '../../device/staff/register.ts';
import { openPinTriesFile } from '../../device/staff/tries.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed } from '../command/outcome.ts';
import { shortPath } from '../command/places.ts';
import { staffKeyOf } from './staff-key.ts';

interface SecondPersonParts {
  readonly profile: Profile;
  readonly file: string;
}

/** `now`: clock of the kiosk. */
export type SecondPersonCheck = (number: string, now: () => Date, io: Io) => Promise<CliOutcome>;

/**
 * Prepares the question for the PIN: reads the key of the PINs, which only root can read. The desk counts wrong PINs as at the glass. A pipe
 * gives the PIN as one line. Without a badge reader in the profile, badges have no PIN, and the command believes the number. `second`: badge
 * of `--second`.
 */
export async function openSecondPersonCheck(
  { profile, file }: SecondPersonParts,
  second: string | undefined,
): Promise<Result<SecondPersonCheck, CliTrouble>> {
  if (second === undefined || !profile.devices.badgeReader) return ok(async () => done);
  const key = await staffKeyOf(profile, 'pinKey');
  if (!key.ok) return key;
  return ok(async (number, now, io) => {
    const pin = await io.askSecret(`PIN of ${number}, by the second person: `);
    if (pin === null) return failed(`no PIN of ${number} was entered: nothing was confirmed`);
    const news: StaffDeskLogEvent[] = [];
    const desk = createStaffDesk({
      register: async () => {
        const known = readBadgeRegister(file);
        return known && [...known, ...(await simulatedBadges(profile, key.value))];
      },
      tries: openPinTriesFile(file),
      pinKey: key.value,
      nowMs: () => now().getTime(),
      tell: (its) => void news.push(its),
    });
    const admitted = await desk.admit(number, pin.trim());
    if (admitted.ok) return done;
    return causeOf(news, file) ?? failed(refusalText(number, admitted.error));
  });
}

/** PINs of simulated badges are known, as at the glass of a simulated kiosk. */
async function simulatedBadges({ devices }: Profile, key: Uint8Array): Promise<readonly RegisteredBadge[]> {
  if (devices.badgeReader?.link !== 'simulated') return [];
  const { SIMULATED_STAFF } = await import('../../simulators/badge/badges.ts');
  return Promise.all(
    SIMULATED_STAFF.badges.map(async ({ number, pin }) => ({
      number,
      ...(await hashPin(key, number, pin, randomBytes(16))),
    })),
  );
}

function causeOf(
  news: readonly StaffDeskLogEvent[],
  file: string,
): { readonly ok: false; readonly error: CliTrouble } | null {
  const register = shortPath(badgeRegisterFileOf(file));
  for (const its of news) {
    if (its.is === 'unwritten')
      return failed(
        `the count of wrong PINs beside ${shortPath(file)} cannot be written: ${describeSystemError(its.error)}; run this as the user of the kiosk or as root`,
      );
    if (its.is === 'damaged' && its.file === 'badges')
      return failed(`${register} is damaged: restore it from a backup, or delete it and add each badge again`);
  }
  return null;
}

type Refusal = Extract<Awaited<ReturnType<ReturnType<typeof createStaffDesk>['admit']>>, { ok: false }>['error'];

function refusalText(number: string, refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unknown-badge':
      return `the badge ${number} is not registered (${refusal.code}): \`asan-kiosk badge add ${number}\` registers it`;
    case 'wrong-pin':
      return `the PIN of ${number} is wrong (${refusal.code}); ${refusal.triesLeft} tries are left before a lock: run the command again`;
    case 'locked-out':
      return `the badge ${number} is locked until ${new Date(refusal.untilMs).toISOString()} (${refusal.code}): wait, or run \`asan-kiosk badge unlock ${number}\``;
  }
}
