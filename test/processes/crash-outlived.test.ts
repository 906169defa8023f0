import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { setCentreTimeZone } from '../../device/clock/centre-time.ts';
import type { ApplicationOutcome, EntryKind } from '../../device/ledger/entries.ts';
import { realClock } from '../../drivers/clock.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { terminalCommissionedYesterday } from '../../simulators/payment-terminal/by-hand.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { catalogue } from '../support/catalogue.ts';
import { disagreements, readBooks, readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

let wire: TcpWire;
let terminal: ZvtTerminalSimulator;
let office: ReferenceBackOffice;
setCentreTimeZone();

let kiosk: KioskProcess;
let citizen: SocketCitizen;

const now = () => new Date();
const LOOK = { interval: 10, timeout: 40_000 };

function plugIn(listening: TcpWire, before?: ZvtTerminalSimulator): void {
  wire = listening;
  terminal = createZvtTerminalSimulator({
    wire,
    clock: realClock,
    random: seededRandom(7),
    framing: 'tcp',
    now,
    saved: before?.state() ?? terminalCommissionedYesterday(now()),
  });
}

beforeEach(async () => {
  plugIn(await listenTcp(0));
  office = await startBackOffice({ now, random: seededRandom(8), services: catalogue().services.map(toOfficeService) });
  kiosk = await startKioskProcess((profile, folder) =>
    withoutIssueOfGoods(withOfficeAt(office.url)(profile, folder))
      // Without the bill validator: if notes are accepted, an absent terminal closes no service.
      .replace(/\n *billValidator:.*/, '')
      .replace(/terminal: .*/, (line) =>
        line
          .replace('framing: serial', 'framing: tcp')
          .replace('link: simulated', `link: { tcp: { host: 127.0.0.1, port: ${wire.port} } }`),
      ),
  );
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  await payBySocket(citizen, 'card');
  await shows('present-card');
});
afterEach(async () => {
  await kiosk.stop();
  terminal.close();
  await wire.close();
  await office.close();
});

const shows = (stage: string) => vi.waitFor(() => expect(terminal.display().stage).toBe(stage), LOOK);
const entries = () => readLedger(kiosk.folder).at(-1)?.entries ?? [];
const written = (kind: EntryKind) =>
  vi.waitFor(() => expect(entries().map((entry) => entry.kind)).toContain(kind), LOOK);

async function settled(): Promise<ApplicationOutcome> {
  await written('closed');
  const last = entries().at(-1);
  if (last?.kind !== 'closed') throw new Error('it is not closed');
  return last.outcome;
}

async function expectAgreement(): Promise<void> {
  await shows('idle');
  const books = await readBooks(kiosk, []);
  const outside = { ...books, sales: terminal.sales(), register: await office.entries() };
  expect(disagreements(outside)).toEqual([]);
}

const standing = () => terminal.sales().filter(({ state }) => state === 'approved').length;

describe('a terminal that outlives the kiosk', () => {
  it('when a kiosk without notes restarts and the terminal is away, then paid services are closed until it is back and has answered the inquiry', async () => {
    terminal.faults.next('approve-then-silent');
    terminal.tap();
    await vi.waitFor(() => expect(terminal.sales()).toHaveLength(1), LOOK);
    const { port } = wire;
    terminal.close();
    await wire.close();
    await kiosk.crash();
    citizen = await socketCitizenAt(kiosk.url);
    const visitor = citizen;
    await visitor.sees('attract');
    visitor.does({ do: 'start', language: 'az' });
    const { services } = await visitor.sees('choosing');
    const closed = services.filter(({ unavailable }) => unavailable !== null).map(({ id }) => id);
    expect(closed).toEqual(['identity-card-replacement']);
    expect(entries().at(-1)?.kind).not.toBe('closed');

    plugIn(await listenTcp(port), terminal);
    expect(await settled()).toBe('deliveredWithoutPaper');
    await visitor.sees('choosing', (screen) => screen.services.every(({ unavailable }) => unavailable === null));
    await expectAgreement();
    expect(standing()).toBe(1);
  });
});

describe('a back office that is down at the restart', () => {
  it('when the back office comes back, then it gets the paid application, and visits were possible before', async () => {
    office.trouble.set('down');
    terminal.tap();
    await written('issueRequested');
    await kiosk.crash();
    citizen = await socketCitizenAt(kiosk.url);
    await citizen.sees('attract');
    expect(entries().at(-1)?.kind).toBe('issueRequested');
    office.trouble.set(null);
    expect(await settled()).toBe('deliveredWithoutPaper');
    await expectAgreement();
  });
});
