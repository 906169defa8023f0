import type { Profile } from '../../../device/config/profile.ts';
import { ok } from '../../../drivers/result.ts';
import { systemWords } from '../../command/input.ts';
import type { Interrupt, Io } from '../../command/io.ts';
import { saleInDoubt } from '../../find/port-guard.ts';
import { type ConnectedUsb, connectedUsb, setLetIn, type UsbPlaces } from '../../lockdown/connected-usb.ts';
import { maySearch, refusedUsb, usbWords } from '../../lockdown/usbguard.ts';
import { UNITS } from '../../machine/installed.ts';
import { STOPPED } from '../interview/interview.ts';
import type { Technician } from '../interview/technician.ts';
import type { Run } from '../plan/target.ts';
import { type Provisioned, trouble } from '../trouble.ts';

/**
 * The ports of this machine, for as long as a search and what follows from it take: the kiosk that has them is stopped, and devices that
 * USBGuard shuts out are let in. Both are as before afterwards, but for what the new rules let in.
 */
export interface PortLease {
  /** Before each search. `stopped`: the technician wants the kiosk to go on. */
  take(): Promise<Provisioned<typeof STOPPED | 'taken'>>;
  /** `profile`: whose rules hold now; `null` if there is none. */
  giveBack(profile: Profile | null): Promise<void>;
  /** Aborted when somebody ends the command meanwhile; the ports are given back then. */
  readonly signal: AbortSignal;
}

interface Leasing {
  readonly run: Run;
  /** Of the kiosk that is here; `null` if there is none yet. */
  readonly before: Profile | null;
  readonly technician: Technician;
  /** A check stops nothing and lets nothing in. */
  readonly isCheck: boolean;
  readonly places?: UsbPlaces;
  /** Ends this process as the signal would have. */
  readonly end?: (by: Interrupt) => void;
}

/** A hub below a hub below a hub, and what is behind it: USB has no deeper. */
const MOST_TIERS = 7;

const endProcess = (by: Interrupt): void => void process.kill(process.pid, by);

export function leasePorts({ run, before, technician, isCheck, places, end = endProcess }: Leasing, io: Io): PortLease {
  const stopping = new AbortController();
  const letIn = new Set<string>();
  let hasStopped = false;
  let release: (() => void) | undefined;

  /** Whoever ends the command in the middle has the kiosk back, and only then an end. */
  function onInterrupt(by: Interrupt): void {
    stopping.abort();
    void giveBack(before).then(() => end(by));
  }

  async function stopKiosk(): Promise<Provisioned<typeof STOPPED | 'taken'>> {
    const { out } = await run('systemctl', ['is-active', UNITS.kiosk]);
    if (!/^(active|activating|reloading|deactivating)$/.test(out)) return ok('taken');
    const doubt = await saleInDoubt(before ?? undefined);
    if (doubt) return trouble('FND-104', doubt.found, doubt.fix);
    if (technician) {
      const { prompts, words } = technician;
      const said = await prompts.agree(words.stopKiosk, words.yes, words.no);
      if (!('answer' in said && said.answer)) return ok(STOPPED);
    }
    io.note(
      'the running kiosk has the ports (FND-103): it is stopped for the search, after the visit that is under way',
    );
    const stopped = await run('systemctl', ['stop', UNITS.kiosk]);
    if (stopped.code !== 0)
      return trouble('PRV-135', `systemctl stop ${UNITS.kiosk}: ${stopped.out}`, `sudo systemctl stop ${UNITS.kiosk}`);
    hasStopped = true;
    return ok('taken');
  }

  /** What is behind a hub is only seen once the hub is let in. */
  async function letDevicesIn(): Promise<void> {
    for (let tier = 0; tier < MOST_TIERS; tier += 1) {
      const candidates = blockedUsb(places).filter((its) => maySearch(its) && !letIn.has(its.socket));
      if (candidates.length === 0) break;
      for (const its of candidates) letOneIn(its);
      await run('udevadm', ['settle', '--timeout=10']);
    }
    for (const its of blockedUsb(places))
      if (!letIn.has(its.socket)) io.note(`shut out by USBGuard, and no device of a kiosk: ${usbWords(its)}`);
  }

  function letOneIn(its: ConnectedUsb): void {
    letIn.add(its.socket);
    try {
      setLetIn(its.socket, true, places);
      io.note(`shut out by USBGuard, and let in for the search: ${usbWords(its)}`);
    } catch (error) {
      io.note(`shut out by USBGuard, and cannot be let in (${systemWords(error)}): ${usbWords(its)}`);
    }
  }

  async function giveBack(profile: Profile | null): Promise<void> {
    release?.();
    release = undefined;
    if (letIn.size > 0) shutOut(refusedBy(profile));
    letIn.clear();
    if (!hasStopped) return;
    hasStopped = false;
    io.note('the kiosk is started again');
    const { code, out } = await run('systemctl', ['start', UNITS.kiosk]);
    if (code !== 0) io.note(`the kiosk does not start (PRV-135): ${out}; look at it: journalctl -b -u asan-kiosk`);
  }

  function refusedBy(profile: Profile | null): ReadonlySet<string> {
    const connected = connectedUsb(places);
    return new Set((profile ? refusedUsb(profile, connected) : connected).map(({ socket }) => socket));
  }

  function shutOut(refused: ReadonlySet<string>): void {
    for (const socket of [...letIn].filter((its) => refused.has(its)))
      try {
        setLetIn(socket, false, places);
      } catch (error) {
        // One that was pulled out meanwhile is out.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
  }

  return {
    signal: stopping.signal,
    giveBack,
    async take() {
      if (isCheck) {
        for (const its of blockedUsb(places)) io.note(`shut out by USBGuard: ${usbWords(its)}`);
        return ok('taken');
      }
      release ??= io.onInterrupt(onInterrupt);
      const stopped = await stopKiosk();
      if (stopped.ok && stopped.value === 'taken') await letDevicesIn();
      return stopped;
    },
  };
}

const blockedUsb = (places?: UsbPlaces): readonly ConnectedUsb[] => connectedUsb(places).filter((its) => !its.isLetIn);
