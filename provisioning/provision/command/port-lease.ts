import type { Profile } from '../../../device/config/profile.ts';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import type { InterruptSignal, Io } from '../../command/io.ts';
import { saleInDoubt } from '../../find/port-guard.ts';
import { type ConnectedUsb, connectedUsb, setUsbAllowed } from '../../lockdown/connected-usb.ts';
import type { PathMapper } from '../../lockdown/root-disk.ts';
import { devicesWithoutRule, isSafeToProbe, usbWords } from '../../lockdown/usbguard.ts';
import { UNITS } from '../../machine/installed.ts';
import { STOPPED } from '../interview/interview.ts';
import type { InterviewTechnician } from '../interview/technician.ts';
import type { RunProgram } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';

/** The kiosk is stopped, and blocked devices are allowed. Afterwards all is as before, except what the new rules allow. */
export interface PortLease {
  /** Before each search. `stopped`: the technician wants the kiosk to continue. */
  take(): Promise<ProvisionResult<typeof STOPPED | 'taken'>>;
  /** `profile`: source of the rules in force; `null`: none. */
  giveBack(profile: Profile | null): Promise<void>;
  /** Aborted when a signal ends the command. */
  readonly signal: AbortSignal;
}

interface Leasing {
  readonly run: RunProgram;
  readonly before: Profile | null;
  readonly technician: InterviewTechnician;
  readonly isCheck: boolean;
  readonly places?: PathMapper;
  readonly end?: (by: InterruptSignal) => void;
}

/** Most hubs in a row: USB has seven tiers. */
const MOST_TIERS = 7;

const endProcess = (by: InterruptSignal): void => void process.kill(process.pid, by);

export const leasePorts = (leasing: Leasing, io: Io): PortLease => new LeasedPorts(leasing, io);

class LeasedPorts implements PortLease {
  readonly #leasing: Leasing;
  readonly #io: Io;
  readonly #stopping = new AbortController();
  readonly #letIn = new Set<string>();
  #hasStopped = false;
  #release: (() => void) | undefined;

  constructor(leasing: Leasing, io: Io) {
    this.#leasing = leasing;
    this.#io = io;
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  async take(): Promise<ProvisionResult<typeof STOPPED | 'taken'>> {
    const { isCheck, places } = this.#leasing;
    if (isCheck) {
      for (const its of blockedUsb(places)) this.#io.note(`blocked by USBGuard: ${usbWords(its)}`);
      return ok('taken');
    }
    this.#release ??= this.#io.onInterrupt((by) => this.#interrupted(by));
    const stopped = await this.#stopKiosk();
    if (stopped.ok && stopped.value === 'taken') await this.#letDevicesIn();
    return stopped;
  }

  async giveBack(profile: Profile | null): Promise<void> {
    this.#release?.();
    this.#release = undefined;
    if (this.#letIn.size > 0) {
      const refused = this.#refusedBy(profile);
      this.#shutOut([...this.#letIn].filter((socket) => refused.has(socket)));
    }
    this.#letIn.clear();
    if (!this.#hasStopped) return;
    this.#hasStopped = false;
    const { code, out } = await this.#leasing.run('systemctl', ['start', UNITS.kiosk]);
    this.#io.note(
      code === 0
        ? 'the kiosk was started again'
        : `the kiosk does not start (PRV-135): ${out}; journalctl -b -u asan-kiosk says why`,
    );
  }

  #interrupted(by: InterruptSignal): void {
    const { before, end = endProcess } = this.#leasing;
    this.#stopping.abort();
    void this.giveBack(before).then(() => end(by));
  }

  async #stopKiosk(): Promise<ProvisionResult<typeof STOPPED | 'taken'>> {
    const { run, before, technician } = this.#leasing;
    const { out } = await run('systemctl', ['is-active', UNITS.kiosk]);
    if (!/^(active|activating|reloading|deactivating)$/.test(out)) return ok('taken');
    const doubt = await saleInDoubt(before ?? undefined, this.#io);
    if (doubt) return provisionTrouble('FND-104', doubt.found, doubt.fix);
    if (technician) {
      const { prompts, words } = technician;
      const said = await prompts.agree(words.stopKiosk, words.yes, words.no);
      if (!('answer' in said && said.answer)) return ok(STOPPED);
    }
    this.#io.note(STOPS);
    const stopped = await run('systemctl', ['stop', UNITS.kiosk]);
    if (stopped.code !== 0)
      return provisionTrouble(
        'PRV-135',
        `systemctl stop ${UNITS.kiosk}: ${stopped.out}`,
        `sudo systemctl stop ${UNITS.kiosk}`,
      );
    this.#hasStopped = true;
    return ok('taken');
  }

  /** Devices behind a hub appear only when the hub is allowed. */
  async #letDevicesIn(): Promise<void> {
    const { run, places, before } = this.#leasing;
    for (let tier = 0; tier < MOST_TIERS; tier += 1) {
      const candidates = blockedUsb(places).filter((its) => isSafeToProbe(its, before) && !this.#letIn.has(its.socket));
      if (candidates.length === 0) break;
      for (const its of candidates) this.#letOneIn(its);
      await run('udevadm', ['settle', '--timeout=10']);
      this.#lookAgain(new Set(candidates.map(({ socket }) => socket)));
    }
    for (const its of blockedUsb(places))
      if (!this.#letIn.has(its.socket)) this.#io.note(`blocked by USBGuard, not a device of a kiosk: ${usbWords(its)}`);
  }

  /** The kernel may use an allowed device as keyboard, network or disk, whatever its descriptors say. */
  #lookAgain(sockets: ReadonlySet<string>): void {
    const { places, before } = this.#leasing;
    for (const its of connectedUsb(places)) {
      if (!sockets.has(its.socket) || !its.isLetIn || isSafeToProbe(its, before)) continue;
      this.#shutOut([its.socket]);
      this.#io.note(`blocked again, because it is not a device of a kiosk: ${usbWords(its)}`);
    }
  }

  #letOneIn(its: ConnectedUsb): void {
    this.#letIn.add(its.socket);
    try {
      setUsbAllowed(its.socket, true, this.#leasing.places);
      this.#io.note(`blocked by USBGuard, allowed for the search: ${usbWords(its)}`);
    } catch (error) {
      this.#io.note(`blocked by USBGuard, and cannot be allowed (${describeSystemError(error)}): ${usbWords(its)}`);
    }
  }

  #refusedBy(profile: Profile | null): ReadonlySet<string> {
    const connected = connectedUsb(this.#leasing.places);
    return new Set((profile ? devicesWithoutRule(profile, connected) : connected).map(({ socket }) => socket));
  }

  #shutOut(sockets: readonly string[]): void {
    for (const socket of sockets)
      try {
        setUsbAllowed(socket, false, this.#leasing.places);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
  }
}

const STOPS = 'the running kiosk uses the ports (FND-103): it is stopped for the search, after the current visit';

const blockedUsb = (places?: PathMapper): readonly ConnectedUsb[] => connectedUsb(places).filter((its) => !its.isLetIn);
