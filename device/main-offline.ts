import { randomUUID } from 'node:crypto';
import { realClock } from '../drivers/clock.ts';
import type { BackOffice } from './back-office/contract.ts';
import type { OfficeTls } from './back-office/identity.ts';
import type { OfficeWatch } from './back-office/office-watch.ts';
import type { OfflineMerge } from './back-office/offline-merge.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { ClockSync } from './clock/kiosk-clock.ts';
import type { OfflineProfile } from './config/offline.ts';
import type { Profile } from './config/profile.ts';
import { pathBesideLedger } from './files/beside-ledger.ts';
import { OUTBOX_MEMO_KEY } from './ledger/known-outbox.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log/log.ts';
import { type DriverDependencies, requireSimulated } from './main-devices.ts';
import { openBackOffice } from './main-office.ts';
import { createOutboxForwarder } from './offline/forwarder.ts';
import { offlineOffice } from './offline/offline-office.ts';
import { openOutbox } from './offline/outbox.ts';
import { createRecordedOutbox } from './offline/recorded-outbox.ts';
import { createTextEncrypter } from './offline/seal.ts';

interface Around<O> {
  readonly profile: OfflineProfile;
  readonly recipient: string;
  readonly ledgerFile: string;
  readonly ledger: Pick<Ledger, 'memo'>;
  readonly catalogue: Catalogue;
  readonly backOffice: O;
  readonly watch: OfficeWatch;
  readonly log: Log;
  /** `stamp`: ISO date-time with offset; `local`: without. */
  readonly time: { stamp(): string; local(): string };
}

interface Books {
  readonly sync: () => ClockSync;
  readonly ledgerFile: string;
  readonly time: Around<never>['time'];
}

export function openOfficeAndOutbox(
  { profile, catalogue, officeTls }: Kiosk,
  wiring: DriverDependencies,
  { sync, ledgerFile, time }: Books,
) {
  const { backOffice, watch, distrust, trouble, stop } = openBackOffice(wiring, sync, officeTls);
  const { log, simulators } = wiring;
  const recipientOf = ({ recipient }: OfflineProfile) =>
    recipient === 'simulated' ? requireSimulated(simulators?.officeRecipient ?? undefined) : recipient;
  const offline = profile.offline
    ? openOffline({
        profile: profile.offline,
        recipient: recipientOf(profile.offline),
        ledgerFile,
        ledger: wiring.ledger,
        catalogue,
        backOffice,
        watch,
        log,
        time,
      })
    : null;
  return {
    backOffice: offline?.backOffice ?? backOffice,
    distrust,
    trouble,
    status: { answers: watch.answers, onChange: watch.onChange, takesOffline: () => offline?.takesOffline() ?? false },
    /** `null`: the kiosk accepts no applications offline. */
    outbox: () => offline?.depth() ?? null,
    async close(): Promise<void> {
      await offline?.close();
      await stop();
    },
  };
}

interface Kiosk {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly officeTls?: OfficeTls;
}

function openOffline<O extends BackOffice & OfflineMerge>(around: Around<O>) {
  const { profile, catalogue, backOffice, watch, log, time } = around;
  const { outbox, doubt, missing, noteReplaced } = createRecordedOutbox(
    openOutbox(pathBesideLedger(around.ledgerFile, '.outbox')),
    around.ledger.memo(OUTBOX_MEMO_KEY),
    time.stamp,
  );
  if (doubt && doubt !== 'replaced') log.event('offline.stock-void', { code: 'BKO-144', why: doubt });
  for (const applicationId of Object.keys(missing)) log.event('offline.missing', { applicationId, code: 'BKO-145' });
  const forwarder = createOutboxForwarder({
    outbox,
    office: backOffice,
    answers: watch.answers,
    newKey: randomUUID,
    clock: realClock,
    onRefused: (applicationId, cause) => log.event('offline.refused', { applicationId, code: 'BKO-142', cause }),
    onReplaced() {
      log.event('offline.board-replaced', { code: 'BKO-146' });
      noteReplaced();
    },
    onMerged: (count) => log.event('offline.merged', { count }),
    onBug: (error) => log.event('bug', { where: 'offline', error }),
  });
  const stop = watch.onChange(forwarder.look);
  forwarder.look();
  const serviceOf = (id: string) => catalogue.services.find((service) => service.id === id);
  const office = offlineOffice({
    office: backOffice,
    outbox,
    answers: watch.answers,
    onTaken: forwarder.look,
    mayTake: ({ service, continues }) => continues === null && serviceOf(service)?.offline === true,
    isQueued: ({ service }) => serviceOf(service)?.paper === 'ticket',
    queue: profile,
    seal: createTextEncrypter(around.recipient),
    now: () => ({ at: time.stamp(), day: time.local().slice(0, 10) }),
  });
  return {
    backOffice: { ...backOffice, ...office },
    takesOffline: outbox.hasRoom,
    depth: outbox.depth,
    async close(): Promise<void> {
      stop();
      await forwarder.close();
      outbox.close();
    },
  };
}
