import Database from 'better-sqlite3';
import { type Clock, realClock } from '../drivers/clock.ts';
import type { IdReader } from '../drivers/id-reader/contract.ts';
import type { PaymentTerminal } from '../drivers/payment-terminal/contract.ts';
import type { DegradationMemo } from './degradation/evidence-book.ts';
import { createDegradationMonitor, type DegradationMonitor } from './degradation/monitor.ts';
import {
  banknoteAttemptOf,
  chipAttemptOf,
  type ObservedAttempt,
  paperAttemptOf,
  zoneAttemptOf,
} from './degradation/observed-devices.ts';
import { observedTerminal } from './degradation/observed-terminal.ts';
import { createZoneFallbackReader } from './degradation/switched-reader.ts';
import { dropTested, readTestedKinds } from './degradation/tested-file.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Till } from './ledger/till.ts';
import type { Log } from './log/log.ts';
import type { KioskSnapshot } from './screen/to-screen.ts';
import type { StateMachineWatch } from './screen/watch.ts';

/** Monitor of devices that fail quietly. The ledger's file stores its counts. */
export function openDegradation(
  ledger: Pick<Ledger, 'memo'>,
  log: Log,
  { ledgerFile, clock = realClock }: { readonly ledgerFile?: string; readonly clock?: Pick<Clock, 'now'> } = {},
) {
  const memo = withoutSaveErrors(ledger.memo<DegradationMemo>('degradation'));
  const monitor = createDegradationMonitor({ memo, clock });
  monitor.onNews(({ kind, code, level, people, failed }) => {
    if (level === 'usual') log.event('device.recovered', { kind, code });
    else log.event('device.degraded', { kind, code, state: level, people, failed });
  });
  if (ledgerFile !== undefined) {
    for (const kind of readTestedKinds(ledgerFile)) monitor.passed(kind);
    dropTested(ledgerFile);
  }
  return monitor;
}

interface Store<T> {
  load(): T | undefined;
  save(value: T): void;
}

/** The store, without SQLite's errors when it saves: a full disk must not end a sale, because its outcome is not in the ledger yet. */
export const withoutSaveErrors = <T>({ load, save }: Store<T>): Store<T> => ({
  load,
  save(value: T) {
    try {
      save(value);
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
    }
  },
});

interface Observed<T extends PaymentTerminal> {
  readonly zones: IdReader;
  readonly whole: IdReader | undefined;
  readonly terminal: T;
  readonly billValidator: Pick<Till, 'onEvent'> | null;
  readonly ledger: Pick<Ledger, 'onAppend'>;
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Lets the monitor hear all devices. Returns reader and terminal as the visits use them; `wholeReader` also reports chips that the visits
 * do not get.
 */
export function observeDevices<T extends PaymentTerminal>(
  monitor: DegradationMonitor,
  { zones, whole, terminal, billValidator, ledger, clock = realClock }: Observed<T>,
): { readonly reader: IdReader; readonly wholeReader: IdReader; readonly terminal: T } {
  const note = (judged: ObservedAttempt) => {
    if (judged) monitor.note(...judged);
  };
  zones.onEvent((event) => note(zoneAttemptOf(event)));
  whole?.onEvent((event) => note(chipAttemptOf(event)));
  billValidator?.onEvent((event) => note(banknoteAttemptOf(event)));
  ledger.onAppend(({ entry }) => note(paperAttemptOf(entry)));
  const { readsChips, onChange } = monitor;
  return {
    wholeReader: whole ?? zones,
    reader: whole ? createZoneFallbackReader({ zones, whole, readsChips, onChange }) : zones,
    terminal: observedTerminal(terminal, clock, {
      onTry: (ended) => monitor.note('card', ended),
      onSale: monitor.noteSale,
    }),
  };
}

/** Tells the monitor when a person begins and leaves. A person who goes on with another service is still the same. */
export function followPeople(
  monitor: Pick<DegradationMonitor, 'personBegan' | 'personLeft'>,
  {
    actor,
    watch,
  }: { readonly actor: { getSnapshot(): KioskSnapshot }; readonly watch: Pick<StateMachineWatch, 'onChange'> },
): () => void {
  let isHere = false;
  return watch.onChange(() => {
    const now = actor.getSnapshot().matches({ open: 'visiting' });
    if (now === isHere) return;
    isHere = now;
    if (now) monitor.personBegan();
    else monitor.personLeft();
  });
}
