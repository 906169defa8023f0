import { realClock } from '../drivers/clock.ts';
import type { Profile } from './config/profile.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log/log.ts';
import type { StateMachines } from './main-machines.ts';
import type { KioskSnapshot } from './screen/to-screen.ts';
import { type DrainBlocker, endWhenAllowed, isMoneyMoving } from './service/drain.ts';
import type { ServiceManager } from './service/notify.ts';
import { watchRefusedUsb } from './service/refused-usb.ts';
import { longestStopS } from './service/stop-bound.ts';
import { feedWatchdog } from './service/watchdog.ts';
import { doesWebServerAnswer } from './service/web-answers.ts';

interface Served {
  readonly manager: ServiceManager | null;
  readonly profile: Profile;
  readonly machines: StateMachines;
  readonly ledger: Ledger;
  readonly url: string;
  readonly ready: Promise<void>;
  readonly log: Log;
}

/** Reports the kiosk to the service manager. `drained` resolves when the process may end. */
export function connectServiceManager(served: Served) {
  const { manager, profile, machines, ready, log } = served;
  const { actor, watch } = machines;
  const kiosk = () => actor.getSnapshot();
  const stopTelling = watch.onChange(() => manager?.status(statusOf(kiosk())));
  // A developer's computer has its own sticks and keyboards.
  const stopLooking = manager
    ? watchRefusedUsb(realClock, ({ socket, ids }) => log.event('usb.refused', { code: 'SVC-105', socket, ids }))
    : () => {};
  let stopWatching = () => {};
  let closed = false;
  void ready.then(() => {
    if (closed || !manager) return;
    manager.ready();
    if (manager.watchdogMs !== null) stopWatching = watchKiosk(manager, manager.watchdogMs, served);
  });

  return {
    /** If work is left, calls `onWaiting` first. */
    drained(waitsFor: DrainBlocker, onWaiting: () => void): Promise<void> {
      const officeMs = profile.backOffice.timeoutMs;
      manager?.stopping();
      actor.send({ type: 'process.ending' });
      return new Promise((done) => {
        let waited = true;
        const end = () => {
          waited = false;
          actor.stop();
          done();
        };
        endWhenAllowed({ kiosk, onChange: watch.onChange, clock: realClock, officeMs }, waitsFor, end);
        if (!waited) return;
        const atMostS = longestStopS(officeMs);
        log.event('kiosk.draining', { pays: isMoneyMoving(kiosk()), atMostS });
        manager?.status(`ends after this visit, in ${atMostS} s at most`);
        stopTelling();
        onWaiting();
      });
    },
    close(): void {
      closed = true;
      stopTelling();
      stopLooking();
      stopWatching();
    },
  };
}

function watchKiosk(manager: ServiceManager, limitMs: number, { machines, ledger, url, log }: Served): () => void {
  return feedWatchdog({
    limitMs,
    clock: realClock,
    feed: manager.alive,
    parts: [
      { name: 'machine', answers: () => machineAnswers(machines.actor) },
      { name: 'ledger', answers: ledger.answers },
      { name: 'web', answers: () => doesWebServerAnswer(url, limitMs / 4) },
    ],
    onSilent: (part, silent) =>
      silent ? log.event('watchdog.silent', { code: 'SVC-101', part }) : log.event('watchdog.answers', { part }),
  });
}

/** Whether the kiosk's machine takes an event, and neither it nor its visit is dead. */
function machineAnswers(actor: StateMachines['actor']): boolean {
  let taken = false;
  const listening = actor.subscribe(() => {
    taken = true;
  });
  actor.send({ type: 'process.asked' });
  listening.unsubscribe();
  const kiosk = actor.getSnapshot();
  const visit = kiosk.matches({ open: 'visiting' }) ? kiosk.children['session']?.getSnapshot().status : 'active';
  return taken && kiosk.status === 'active' && visit === 'active';
}

/** For `systemctl status`, without data of the citizen. */
function statusOf(kiosk: KioskSnapshot): string {
  if (kiosk.matches('booting') || kiosk.matches('recovering')) return 'starts';
  if (kiosk.matches({ open: 'visiting' })) return 'serves a visit';
  if (kiosk.matches('closed')) return 'is closed by staff, by its hours or by its open door';
  return kiosk.matches('open') ? 'waits for a citizen' : 'is out of service';
}
