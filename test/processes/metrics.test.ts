import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCashList } from '../../device/ledger/cash-list.ts';
import { simulatedDocument } from '../../simulators/id-reader/documents.ts';
import { readLedger } from '../support/four-books.ts';
import { freePort } from '../support/free-port.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { promtool } from '../support/promtool.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

const PAID = 'identity-card-replacement';
const LOOK = { interval: 20, timeout: 30_000 };

let kiosk: KioskProcess;
let citizen: SocketCitizen;
let address: string;
let everything = '';

beforeAll(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}/metrics`;
  kiosk = await startKioskProcess(
    (profile) => `${profile.replace('model: epson-tm-t20', '$&, rollM: 80')}\nmetrics: { port: ${port} }\n`,
  );
  citizen = await socketCitizenAt(kiosk.url);
});
afterAll(async () => {
  await citizen.leave();
  await kiosk.stop();
});

async function scrape(): Promise<string> {
  const answer = await fetch(address);
  const text = await answer.text();
  everything += text;
  return text;
}

async function value(series: string): Promise<number | null> {
  const line = (await scrape()).split('\n').find((each) => each.startsWith(`asan_kiosk_${series} `));
  return line === undefined ? null : Number(line.split(' ').at(-1));
}

const becomes = (series: string, expected: number | null) => expect.poll(() => value(series), LOOK).toBe(expected);

async function finish(): Promise<void> {
  await citizen.sees('done');
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
}

const entries = () => readLedger(kiosk.folder).flatMap(({ entries: its }) => its);
const kinds = (kind: string) => entries().filter((entry) => entry.kind === kind).length;

describe('idle kiosk', () => {
  it("when there was no visit, then the metrics have the kiosk's version, and no trouble", async () => {
    expect(await value('ready')).toBe(1);
    expect(await value('open')).toBe(1);
    expect(await value('page_connected')).toBe(1);
    for (const kind of ['terminal', 'documentPrinter']) await becomes(`device_state{kind="${kind}",state="online"}`, 1);
    expect(await value('open_money_applications{state="in-doubt"}')).toBe(0);
    expect(await scrape()).toMatch(/^asan_kiosk_build_info\{version="\d+\.\d+\.\d+",node="v\d[\d.]+",kiosk="K5"\} 1$/m);
    expect(await scrape()).not.toMatch(/_(visits|device_trouble)/);
  });
});

describe('a visit paid by card', () => {
  it("when a visit ends, then the metrics match the ledger, and have the offset of the terminal's clock", async () => {
    await kiosk.dock({ device: 'terminal', do: 'clock', minutes: -240 });
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await finish();
    await becomes(`visits_total{service="${PAID}",outcome="served"}`, 1);
    await becomes('applications_closed_total{outcome="delivered"}', kinds('closed'));
    for (const kind of ['quoted', 'lodged', 'intent', 'saleSent', 'issued']) {
      expect(kinds(kind)).toBe(1);
      expect(await value(`ledger_entries_total{kind="${kind}"}`)).toBe(1);
    }
    expect(await value('papers_total{outcome="printed"}')).toBe(kinds('printed'));
    // The terminal's clock is four hours behind; the kiosk learned of the offset up to a minute later.
    expect(await value('terminal_clock_off_seconds')).toBeGreaterThan(-14_460);
    expect(await value('terminal_clock_off_seconds')).toBeLessThanOrEqual(-14_400);
    expect(kiosk.output().match(/"TRM-108".*"wholeHours":-4,"event":"terminal\.clock-wrong"/g)).toHaveLength(1);
    const left = await value('paper_left_metres');
    expect(left).toBeLessThan(80);
    expect(left).toBeGreaterThan(79);
    expect(await value('step_seconds_count{step="paying"}')).toBe(1);
    expect(await value('visit_seconds_count{outcome="served"}')).toBe(1);
  });
});

describe('a visit paid in notes', () => {
  it('when a cash visit ends, then the metric of the cassette matches the ledger', async () => {
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'cash');
    await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
    await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '5' });
    await finish();
    const { stacked } = readCashList(join(kiosk.folder, 'ledger.db'));
    expect(stacked).toBe(500);
    await becomes('cassette_manat', stacked / 100);
    expect(await value('cassette_notes')).toBe(kinds('noteStacked'));
    expect(await value(`visits_total{service="${PAID}",outcome="served"}`)).toBe(2);
  });

  it('when the cassette is taken out, then the metric counts it as empty, also after a restart', async () => {
    await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: false });
    await becomes('device_trouble{kind="billValidator",code="BIL-104"}', 1);
    await becomes('cassette_notes', 0);
    await kiosk.dock({ device: 'billValidator', do: 'cassette', inside: true });
    await becomes('device_trouble{kind="billValidator",code="BIL-104"}', null);
    await kiosk.crash();
    await citizen.leave();
    citizen = await socketCitizenAt(kiosk.url);
    await citizen.sees('attract');
    await becomes('notes_stacked_total', 1);
    expect(await value('cassette_notes')).toBe(0);
    expect(await value('cash_stacked_manat_total')).toBe(5);
  });
});

describe('troubles', () => {
  it('when a printer is unplugged or the page is gone, then the metrics say so', async () => {
    await kiosk.dock({ device: 'printer', do: 'plug', plugged: false });
    await becomes('device_state{kind="printer",state="online"}', 0);
    await citizen.leave();
    await becomes('page_connected', 0);
  });
});

describe('all metrics', () => {
  it('when promtool checks the metrics, then they are well formed', async () => {
    expect(await promtool(['check', 'metrics'], await scrape())).toEqual({ exit: 0, said: '' });
  });

  it('when visits were made, then the metrics have no data of the person', () => {
    const zone = simulatedDocument('aze-card-woman')?.zone.join('<') ?? '';
    const words = zone.split(/<+/).filter((word) => word.length > 3);
    expect(words).toEqual(expect.arrayContaining(['MAMMADOVA', 'AYSEL']));
    const digits = ['501234567', 'AA1204587'];
    const found = [...words, ...digits].filter((word) => everything.toLowerCase().includes(word.toLowerCase()));
    expect(found).toEqual([]);
    for (const { id } of readLedger(kiosk.folder)) expect(everything).not.toContain(id);
    expect(everything).not.toMatch(/K5-[0-9A-Z]{4}-\d\d/);
  });

  it('when everything has happened, then there are fewer than 400 series', async () => {
    const series = (await scrape()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(series.length).toBeLessThan(400);
  });
});
