import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { PageMessage } from '../../device/screen/glass-message.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { FROM_START_PAGE_HASH } from '../../device/web/glass.ts';
import { startPageFile } from '../../device/web/glass-files.ts';
import type { Intent } from '../../device/words/intent.ts';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { type ListeningPrinter, listenHttp } from '../../simulators/document-printer/http.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import { createMrzReaderSimulator, type MrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { launchChromiumProfile } from '../browser/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { CLOSE_CONNECTION } from '../support/kiosk-process.ts';
import { CANARY_CATALOGUE, writeCatalogue } from './catalogue.ts';
import { type Inspector, inspectorAt } from './heap.ts';
import { CANARY_CODE, CANARY_REGISTER_PHONE } from './person.ts';

/** The kiosk is alone in its process. The simulated world is in the test's process, on a pseudo-terminal, TCP and HTTP. */
export interface Hall {
  readonly reader: MrzReaderSimulator & { readonly cable: PtyWire };
  readonly terminal: ZvtTerminalSimulator & { readonly cable: TcpWire };
  readonly printer: PrinterSimulator & { readonly cable: TcpWire };
  readonly validator: CcnetSimulator;
  readonly documents: DocumentPrinterSimulator & { readonly cable: ListeningPrinter };
  readonly office: ReferenceBackOffice;
  readonly inspector: Inspector;
  screen(): CitizenScreen | undefined;
  /** With `on`: only if the same page or question is still shown. */
  does(intent: Intent, on?: CitizenScreen): Promise<void>;
  readonly stateDir: string;
  closeBrowser(): Promise<string>;
  health(): Promise<string>;
  metrics(): Promise<string>;
  output(): string;
  close(): Promise<void>;
}

const SPEED = 6;
const fast: Clock = {
  now: () => realClock.now() * SPEED,
  setTimeout: (fn, ms) => realClock.setTimeout(fn, ms / SPEED),
  clearTimeout: realClock.clearTimeout,
};

export async function openHall(): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-canary-'));
  const [stateDir, browserDir] = [join(folder, 'state'), join(folder, 'browser')];
  for (const each of [stateDir, browserDir]) mkdirSync(each);
  const wires = {
    reader: await openPty(join(folder, 'reader')),
    terminal: await listenTcp(0),
    printer: await listenTcp(0),
    validator: await listenTcp(0),
  };
  const random = seededRandom(7);
  const office = await startBackOffice({
    now: () => new Date(),
    random,
    services: CANARY_CATALOGUE.services.map(toOfficeService),
    phoneOf: () => CANARY_REGISTER_PHONE,
    drawCode: () => CANARY_CODE,
  });
  const reader = createMrzReaderSimulator({ wire: wires.reader, clock: realClock });
  const terminal = createZvtTerminalSimulator({
    wire: wires.terminal,
    clock: fast,
    random,
    framing: 'tcp',
    now: () => new Date(),
  });
  const printer = createPrinterSimulator({
    wire: wires.printer,
    clock: fast,
    model: requirePrinterModel('epson-tm-t20'),
  });
  const validator = createCcnetSimulator({ wire: wires.validator, clock: realClock });
  const documents = createDocumentPrinterSimulator({ clock: fast });
  const listening = await listenHttp(documents, 0);
  const metricsPort = await freePort();
  const profile = profileIn(folder, stateDir, office.url, {
    metrics: metricsPort,
    terminal: wires.terminal.port,
    printer: wires.printer.port,
    validator: wires.validator.port,
    documents: listening.port,
  });
  const kiosk = await runKiosk(profile);
  const inspector = await inspectorAt(kiosk.inspectorUrl);
  const browser: BrowserContext = await launchChromiumProfile(browserDir);
  const page = browser.pages()[0] ?? (await browser.newPage());
  const glass = watchGlass(page);
  await page.goto(`file://${startPageFile(join(stateDir, 'ledger.db'))}`);
  await page.waitForURL(`${kiosk.url}${FROM_START_PAGE_HASH}`);
  return {
    reader: Object.assign(reader, { cable: wires.reader }),
    terminal: Object.assign(Object.create(terminal), { cable: wires.terminal }),
    printer: Object.assign(printer, { cable: wires.printer }),
    validator,
    documents: Object.assign(documents, { cable: listening }),
    office,
    inspector,
    screen: glass.screen,
    does: (intent, on) =>
      page.evaluate(
        ([detail, on]) => {
          const glass = document.querySelector('kiosk-app')?.shadowRoot?.querySelector('kiosk-screen');
          const now: { readonly show: string; readonly number?: unknown } | null | undefined = glass?.screen;
          if (on && (now?.show !== on.show || now.number !== on.number)) return;
          glass?.dispatchEvent(new CustomEvent('kiosk-intent', { detail, bubbles: true, composed: true }));
        },
        [intent, on && { show: on.show, number: 'number' in on ? on.number : undefined }] as const,
      ),
    stateDir,
    async closeBrowser() {
      await browser.close();
      return browserDir;
    },
    health: async () => (await fetch(`${kiosk.url}healthz`, { headers: CLOSE_CONNECTION })).text(),
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { headers: CLOSE_CONNECTION })).text(),
    output: kiosk.output,
    async close() {
      inspector.close();
      await browser.close();
      await ended(kiosk.child);
      for (const each of [reader, terminal, printer, validator, documents]) each.close();
      await Promise.all([...Object.values(wires), listening, office].map((each) => each.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

function profileIn(
  folder: string,
  stateDir: string,
  officeUrl: string,
  ports: Readonly<Record<'terminal' | 'printer' | 'validator' | 'documents' | 'metrics', number>>,
): string {
  const cabinet = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  const head = cabinet.slice(0, cabinet.indexOf('\nbackOffice:'));
  const tcp = (port: number) => `{ tcp: { host: 127.0.0.1, port: ${port} } }`;
  const file = join(folder, 'profile.yaml');
  const seal = join(folder, 'seal.pem');
  writeFileSync(seal, sampleSeal().certificate.toString());
  writeFileSync(
    file,
    `${head}
backOffice: { url: "${officeUrl}", timeoutMs: 1000, seal: ${seal} }
ledger: { file: ${join(stateDir, 'ledger.db')} }
metrics: { port: ${ports.metrics} }
catalogue: { dir: ${writeCatalogue(folder)} }
devices:
  reader: { driver: mrz, link: { serial: { path: ${join(folder, 'reader')}, baudRate: 9600 } } }
  terminal: { driver: zvt, framing: tcp, password: "000000", charset: utf8, issueOfGoods: true, link: ${tcp(ports.terminal)} }
  printer: { driver: escpos, model: epson-tm-t20, link: ${tcp(ports.printer)} }
  billValidator: { driver: ccnet, link: ${tcp(ports.validator)} }
  documentPrinter: { driver: ipp, uri: 'ipp://127.0.0.1:${ports.documents}/ipp/print' }
`,
  );
  return file;
}

interface RunningKiosk {
  readonly child: ChildProcess;
  readonly url: string;
  readonly inspectorUrl: string;
  readonly output: () => string;
}

/** Snapshots must not cut strings: a screen has some thousand letters. */
const FLAGS = ['--inspect=127.0.0.1:0', '--heap-snapshot-string-limit=1000000'];

function runKiosk(profile: string): Promise<RunningKiosk> {
  const entry = packageFile('dist/device/asan-kiosk.js');
  const child = spawn(process.execPath, [...FLAGS, entry, 'run', '--profile', profile, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /"kiosk":"([^"]+)"/.exec(said)?.[1];
      const inspectorUrl = /Debugger listening on (\S+)/.exec(said)?.[1];
      if (url && inspectorUrl) resolve({ child, url, inspectorUrl, output: () => said });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the kiosk ended with ${code}:\n${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function watchGlass(page: Page) {
  let screen: CitizenScreen | undefined;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const message = JSON.parse(payload.toString()) as PageMessage;
      if ('screen' in message) screen = message.screen;
    }),
  );
  return { screen: () => screen };
}
