import type { Result } from '../../drivers/result.ts';
import type { ApplicationRegister } from '../../simulators/back-office/register.ts';
import type { OfficeRefusal, WireLodgeRequest } from '../../simulators/back-office/wire.ts';
import type { WireFreeSlots, WireHoldRequest } from '../../simulators/back-office/wire-slots.ts';
import { seededRandom } from '../../simulators/random.ts';
import { lodgeRequest } from './lodge-request.ts';
import { unwrap } from './office-rig.ts';

export interface LastSlotOffice extends Pick<ApplicationRegister, 'lodge' | 'withdraw'> {
  readonly slots: Pick<ApplicationRegister['slots'], 'free' | 'hold' | 'release'>;
}

export interface Races {
  readonly offices: readonly LastSlotOffice[];
  readonly rounds: number;
  readonly seed: number;
}

export interface RacesOutcome {
  readonly races: number;
  /** Rounds in which not exactly one caller won. */
  readonly wrong: readonly string[];
}

const SERVICE = 'migration-permit';
const CALLERS = ['K5', 'K7', 'P1'] as const;

/**
 * Two kiosks and a phone ask at the same instant for a time with one place left, again and again. The winner lodges an application or
 * releases the hold. A lodged time is taken until the application is withdrawn.
 */
export async function raceForLastSlots({ offices, rounds, seed }: Races): Promise<RacesOutcome> {
  const random = seededRandom(seed);
  const wrong: string[] = [];
  const officeOf = () => offices[Math.floor(random() * offices.length)]!;
  // Each round frees its time again, so these times stay the last.
  const times = lastTimes(unwrap(await officeOf().slots.free(`free-${seed}`, { kiosk: 'X1', service: SERVICE })));
  for (let round = 0; round < rounds; round++) {
    const wanted = times[Math.floor(random() * times.length)];
    if (!wanted) throw new Error('no time that only one can have');
    const key = (caller: string) => `race-${seed}-${round}-${caller}`;
    const hold = async (kiosk: string, under: string) =>
      codeOf(await officeOf().slots.hold(under, { ...wanted, kiosk }));
    const answers = await Promise.all(CALLERS.map((kiosk) => hold(kiosk, key(kiosk))));
    if ([...answers].sort().join() !== 'ok,slot-taken,slot-taken') wrong.push(`${round}: ${answers}`);
    const winner = CALLERS[answers.indexOf('ok')];
    if (winner === undefined) continue;
    if (random() < 0.5) {
      await officeOf().slots.release(key(winner), winner);
      continue;
    }
    const lodge = async (kiosk: string) => codeOf(await officeOf().lodge(key(kiosk), application(kiosk, key(kiosk))));
    const lodged = await Promise.all(CALLERS.map(lodge));
    const again = await Promise.all(CALLERS.map((kiosk) => hold(kiosk, `${key(kiosk)}-again`)));
    const expected = CALLERS.map((kiosk) => (kiosk === winner ? 'ok' : 'slot-lost'));
    if (lodged.join() !== expected.join()) wrong.push(`${round}, lodged: ${lodged}`);
    if (again.join() !== 'slot-taken,slot-taken,slot-taken') wrong.push(`${round}, after it was lodged: ${again}`);
    unwrap(await officeOf().withdraw(key(winner), 'not-paid'));
  }
  return { races: rounds, wrong };
}

function lastTimes({ places }: WireFreeSlots): readonly WireHoldRequest[] {
  return places.flatMap(({ id: place, days }) =>
    days
      .slice(1)
      .flatMap(({ day, slots }) =>
        slots.filter(({ free }) => free === 1).map(({ from }) => ({ kiosk: '', service: SERVICE, place, day, from })),
      ),
  );
}

const application = (kiosk: string, slot: string): WireLodgeRequest =>
  lodgeRequest({ kiosk, slot, service: SERVICE, tier: 'as-told' });

const codeOf = (result: Result<unknown, OfficeRefusal>): string => (result.ok ? 'ok' : result.error.code);
