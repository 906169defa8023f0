import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { realClock } from '../drivers/clock.ts';
import { onAnySource } from '../drivers/emitter.ts';
import type { ClockDifference } from '../drivers/payment-terminal/clock-difference.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import type { TlsCode } from './back-office/tls-trouble.ts';
import type { KioskClock } from './clock/kiosk-clock.ts';
import type { DegradationMonitor } from './degradation/monitor.ts';
import type { Ledger } from './ledger/ledger.ts';
import { readOwed } from './ledger/owed.ts';
import type { Settlement } from './ledger/settlement.ts';
import type { Log } from './log/log.ts';
import type { StateMachines } from './main-machines.ts';
import type { KioskOptions } from './main-options.ts';
import { runningStatesOf } from './screen/watch.ts';
import { createEspeakVoice } from './speech/voice.ts';
import { bootId } from './technician/access-file.ts';
import { createTechnicianGate } from './technician/gate.ts';
import type { LogTail } from './technician/log-tail.ts';
import { createPageAdmission, type PageAdmission } from './web/glass.ts';
import { type KioskHealth, startWebServer, type WebServer } from './web/server.ts';
import { serveSpeech } from './web/speech.ts';
import { serveTechnician, type TechnicianPageOptions } from './web/technician.ts';

interface Around {
  readonly log: Log;
  readonly tail: LogTail;
  readonly clock: KioskClock;
  readonly ledgerFile: string;
  readonly ledger: Ledger;
  readonly settlement: Settlement;
  readonly machines: StateMachines;
  readonly simulators: Simulators | null;
  readonly health: () => KioskHealth;
  readonly terminalClock: { readonly current: () => ClockDifference | null };
  readonly distrust: () => TlsCode | null;
  readonly degradation: DegradationMonitor;
}

/** Serves the pages of the citizen and the technician, and with simulators the developer's. */
export function servePages(options: KioskOptions, around: Around): Promise<WebServer> {
  const { log, machines, simulators, ledgerFile, health } = around;
  const { actor, watch, hub } = machines;
  const feed = { current: () => runningStatesOf(actor.getSnapshot()), onChange: watch.onChange };
  const technician = technicianPage(options, around);
  const glass = simulators ? 'open' : createPageAdmission({ ledgerFile, clock: realClock, randomBytes, log });
  return startWebServer({
    port: options.profile.web.port,
    listener: options.listeners?.get(options.profile.web.port),
    uiDir: options.uiDir,
    hub,
    glass,
    log,
    clock: realClock,
    health,
    plugins: [
      (app) => serveTechnician(app, technician),
      ...(options.profile.devices.keypad ? [speechOf(glass, log)] : []),
      ...(simulators ? [(app: FastifyInstance) => simulators.dock(app, feed)] : []),
    ],
    ...(options.allowedHosts ? { allowedHosts: options.allowedHosts } : {}),
  });
}

const speechOf = (glass: PageAdmission | 'open', log: Log) => async (app: FastifyInstance) =>
  serveSpeech(app, {
    voice: createEspeakVoice({ clock: realClock }),
    log,
    isGlass: (cookies) => glass === 'open' || glass.isGlass(cookies),
  });

function technicianPage(
  { technicianDir, profile, version }: KioskOptions,
  { log, tail, clock, ledgerFile, ledger, settlement, machines, simulators, health, terminalClock, ...around }: Around,
): TechnicianPageOptions {
  return {
    dir: technicianDir,
    gate: createTechnicianGate({ ledgerFile, clock: realClock, randomBytes, uptime, boot: bootId() }),
    clock: realClock,
    log,
    state: () => ({
      kiosk: profile.kiosk.id,
      version,
      simulated: simulators !== null,
      at: clock.now().toISOString(),
      clock: clock.sync(),
      devices: health().devices,
      troubles: health().troubles ?? {},
      terminalClock: terminalClock.current(),
      degraded: around.degradation.degraded(),
      distrust: around.distrust(),
      owed: readOwed(ledgerFile, clock.believed() ? clock.now() : null),
      log: tail.newest(),
    }),
    onChange: onAnySource([
      ledger.onAppend,
      settlement.onChange,
      machines.watch.onChange,
      tail.onLine,
      around.degradation.onChange,
    ]),
    tryNow: settlement.tryNow,
    cleaned: around.degradation.cleaned,
  };
}
