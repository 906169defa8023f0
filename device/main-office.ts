import { randomUUID } from 'node:crypto';
import { realClock } from '../drivers/clock.ts';
import { DAY_MS } from '../drivers/durations.ts';
import type { PaymentTerminal } from '../drivers/payment-terminal/contract.ts';
import { createBackOffice } from './back-office/client.ts';
import type { BackOffice } from './back-office/contract.ts';
import { CERTIFICATE_WARNING_DAYS, daysUntilExpiry, type OfficeTls } from './back-office/identity.ts';
import { codeOfUnreachable } from './back-office/not-accepted.ts';
import { watchOffice } from './back-office/office-watch.ts';
import type { TlsCode } from './back-office/tls-trouble.ts';
import { createCentreClock } from './clock/centre-time.ts';
import type { ClockSync } from './clock/kiosk-clock.ts';
import { type CheckDocument, createDocumentCheck } from './document/check.ts';
import { withFailedRequestCount } from './ledger/attempts.ts';
import { makeCreditCode } from './ledger/credit-code.ts';
import { createApplicationActions } from './ledger/dealings.ts';
import { createSettlement } from './ledger/settlement.ts';
import { type DriverDependencies, requireSimulated } from './main-devices.ts';
import type { LogSigner } from './merkle/signer.ts';
import type { KioskHealth } from './web/server.ts';

export function openBackOffice(
  { profile, simulators, log, now }: DriverDependencies,
  sync: () => ClockSync,
  tls: OfficeTls = {},
) {
  const { url, timeoutMs } = profile.backOffice;
  let distrust: TlsCode | null = null;
  let officeTrouble: KioskHealth['backOffice'] = null;
  const watch = watchOffice({ ask: (signal) => backOffice.healthy(signal), clock: realClock, random: Math.random });
  const backOffice = createBackOffice({
    kiosk: profile.kiosk.id,
    baseUrl: url === 'simulated' ? requireSimulated(simulators?.backOfficeUrl) : url,
    timeoutMs,
    newKey: randomUUID,
    onForeign: (key) => log.event('answer.foreign', { applicationId: key, code: 'BKO-110' }),
    onBusy: () => log.event('back-office.busy', { code: 'BKO-109' }),
    tls,
    sync,
    onDistrust(trouble) {
      distrust = trouble?.code ?? null;
      officeTrouble = trouble;
      if (trouble === null) log.event('back-office.trusted', {});
      else log.event('back-office.distrusted', { code: trouble.code, cause: trouble.cause });
    },
    onTrouble(trouble) {
      officeTrouble = trouble && { code: codeOfUnreachable(trouble), cause: trouble.detail };
      if (officeTrouble === null) log.event('back-office.answers', {});
      else log.event('back-office.trouble', officeTrouble);
      watch.heard(trouble === null);
    },
  });
  const stopTelling = tellExpiry(tls, log, now);
  return {
    backOffice,
    watch,
    distrust: () => distrust,
    trouble: () => officeTrouble,
    async stop() {
      stopTelling();
      await watch.close();
    },
  };
}

/** Checks documents against the seals of the profile; with a simulated office, also against the sample seal. */
export function openDocumentCheck(
  { simulators, profile, now }: DriverDependencies,
  seals: readonly Uint8Array[],
  believed: () => boolean,
): CheckDocument {
  const isSample = profile.backOffice.url === 'simulated';
  return createDocumentCheck({
    async load() {
      const [{ readSealedDocument }, sample] = await Promise.all([
        import('../drivers/sealed-document/read.ts'),
        isSample ? simulators?.seal() : undefined,
      ]);
      return { read: readSealedDocument, believed: sample ? [sample, ...seals] : seals };
    },
    now: () => (believed() ? now() : null),
    today: () => createCentreClock(now).local().slice(0, 10),
  });
}

/** Logs at the start, and then daily, if the certificate expires in less than `CERTIFICATE_WARNING_DAYS`. */
function tellExpiry({ identity }: OfficeTls, log: DriverDependencies['log'], now: () => Date): () => void {
  if (!identity) return () => undefined;
  const tell = () => {
    const days = daysUntilExpiry(identity, now());
    if (days < CERTIFICATE_WARNING_DAYS) log.event('identity.expires', { code: 'BKO-113', days: Math.max(days, 0) });
  };
  tell();
  const timer = setInterval(tell, DAY_MS).unref();
  return () => clearInterval(timer);
}

/** Actions that move money, and the settlement that ends what a visit left open. */
export function openApplicationActions(
  { profile, ledger, log }: DriverDependencies,
  {
    signer,
    ...parts
  }: {
    readonly terminal: PaymentTerminal;
    readonly backOffice: BackOffice;
    readonly signer: LogSigner;
    readonly timestamp: () => string;
  },
) {
  const dealt = createApplicationActions({
    ...parts,
    ledger,
    clock: realClock,
    newId: randomUUID,
    kioskId: profile.kiosk.id,
    creditCode: (applicationId, nth) => makeCreditCode(profile.kiosk.id, applicationId, nth, signer.sign),
  });
  const dealings = withFailedRequestCount(dealt, ledger, parts.timestamp);
  const settlement = createSettlement({
    ledger,
    dealings,
    clock: realClock,
    random: Math.random,
    onBug: (error) => log.event('bug', { where: 'settlement', error }),
  });
  return { dealings, settlement };
}
