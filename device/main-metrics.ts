import { realClock } from '../drivers/clock.ts';
import type { DocumentPrinter } from '../drivers/document-printer/contract.ts';
import type { ClockDifference } from '../drivers/payment-terminal/clock-difference.ts';
import type { ReceiptPrinter } from '../drivers/receipt-printer/contract.ts';
import { daysUntilExpiry, type OfficeTls } from './back-office/identity.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { KioskClock } from './clock/kiosk-clock.ts';
import type { Profile } from './config/profile.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { KioskLog } from './log/log.ts';
import type { StateMachines } from './main-machines.ts';
import { followLedgerSums, type LedgerSumsFollower } from './metrics/books.ts';
import {
  bookFamilies,
  environmentFamilies,
  healthFamilies,
  paperFamilies,
  type MetricSources as Standing,
} from './metrics/families.ts';
import { watchProcessMetrics } from './metrics/process.ts';
import { countLogEvents } from './metrics/said.ts';
import { createScrape, type MetricsPart } from './metrics/scrape.ts';
import { type MetricsServer, serveMetrics } from './metrics/server.ts';
import { gauges } from './metrics/text.ts';
import { countVisits } from './metrics/visits.ts';
import type { StorageWatch } from './storage/storage.ts';
import type { KioskHealth, WebServer } from './web/server.ts';

interface Watched {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly version: string;
  readonly clock: KioskClock;
  readonly ledger: Ledger;
  readonly storage: StorageWatch;
  readonly machines: StateMachines;
  readonly officeTls?: OfficeTls;
  readonly terminalClock: { readonly current: () => ClockDifference | null };
  readonly outbox: () => Standing['outbox'];
  readonly printer: Pick<ReceiptPrinter, 'status'>;
  readonly documentPrinter: Pick<DocumentPrinter, 'status'> | null;
  readonly health: () => KioskHealth;
  readonly web: Pick<WebServer, 'counters'>;
  readonly listeners?: ReadonlyMap<number, number>;
}

/**
 * `/metrics` for Prometheus. Counts the log from its first line on. Call `serve` when the machines, the ledger and the web server exist.
 */
export function createMetrics(settings: NonNullable<Profile['metrics']>, log: KioskLog) {
  const said = countLogEvents(log);
  const stops = [said.stop];
  let server: MetricsServer | null = null;
  return {
    async serve(watched: Watched): Promise<void> {
      const { ledger, machines, catalogue, listeners } = watched;
      const books = followLedgerSums({ ledger, turn });
      const snapshot = () => machines.actor.getSnapshot();
      const services = catalogue.services.map(({ id }) => id);
      const visits = countVisits({ watch: machines.watch, snapshot, services, now: realClock.now });
      const its = watchProcessMetrics();
      stops.push(visits.stop, watchCassette(machines, books), books.close, its.close);
      const parts: MetricsPart[] = [
        ...partsOf(watched, books),
        { name: 'log', families: said.families },
        { name: 'visits', families: visits.families },
        { name: 'process', families: its.families },
      ];
      const { text } = createScrape({ parts, now: realClock.now, turn });
      const opened = await serveMetrics({
        ...settings,
        listener: listeners?.get(settings.port),
        text,
        log,
        clock: realClock,
      });
      parts.push({ name: 'server', families: opened.families });
      server = opened;
    },
    async close(): Promise<void> {
      for (const stop of stops) stop();
      await server?.close();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function partsOf(
  { profile, version, clock, storage, machines, health, web, ...more }: Watched,
  books: LedgerSumsFollower,
): MetricsPart[] {
  const devices = () => machines.actor.getSnapshot().context.devices;
  const build = { version, node: process.version, kiosk: profile.kiosk.id };
  const identity = more.officeTls?.identity;
  const about = {
    name: 'build_info',
    help: 'Version of the program and of Node, and id of the kiosk, as labels; the value is always 1.',
  };
  return [
    { name: 'build', families: () => [gauges(about, [{ labels: build, value: 1 }])] },
    {
      name: 'health',
      families: () => healthFamilies(health(), machines.actor.getSnapshot().matches('open'), devices().closure),
    },
    {
      name: 'paper',
      // Reads the printers at each scrape: less paper triggers no change, so the machines have an older status.
      families: () =>
        paperFamilies({ printer: more.printer.status(), documentPrinter: more.documentPrinter?.status() ?? null }),
    },
    {
      name: 'around',
      families: () =>
        environmentFamilies({
          clock: clock.sync(),
          storage: { state: storage.state(), roomBytes: storage.roomBytes() },
          officeAnswers: devices().office.answers,
          pages: web.counters.sockets,
          certificateDays: identity && clock.believed() ? daysUntilExpiry(identity, clock.now()) : null,
          terminalClockOffMs: more.terminalClock.current()?.offMs ?? null,
          outbox: more.outbox(),
        }),
    },
    {
      name: 'books',
      families: async () => bookFamilies(await books.sums(), clock.believed() ? clock.now().getTime() : null),
    },
  ];
}

/** The person who removed the cassette has its notes: the count begins again. */
function watchCassette({ actor, watch }: StateMachines, books: LedgerSumsFollower): () => void {
  let isOut = false;
  return watch.onChange(() => {
    const { billValidator } = actor.getSnapshot().context.devices;
    if (billValidator?.device !== 'online') return;
    const now = billValidator.blockedBy?.kind === 'cassette-missing';
    if (now && !isOut) books.cassetteOut();
    isOut = now;
  });
}
