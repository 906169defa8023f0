import { expect, it } from 'vitest';
import { UNANSWERED_DEVICES } from '../session/visit/devices.ts';
import { bookFamilies, environmentFamilies, healthFamilies, type MetricSources, paperFamilies } from './families.ts';
import { type MetricFamily, renderFamilies } from './text.ts';

const lines = (families: readonly MetricFamily[]) => renderFamilies(families).match(/^asan_kiosk_.*$/gm) ?? [];
const named = (families: readonly MetricFamily[], name: string) =>
  lines(families).filter((line) => line.startsWith(`asan_kiosk_${name}`));

it('when a printer is away, then the state of its paper is unknown', () => {
  const online = { ...UNANSWERED_DEVICES.printer, device: 'online', paper: 'low', paperLeftMm: 12_500 } as const;
  expect(named(paperFamilies({ ...UNANSWERED_DEVICES, printer: online }), 'paper')).toContain(
    'asan_kiosk_paper_state{kind="printer",state="low"} 1',
  );
  expect(named(paperFamilies({ ...UNANSWERED_DEVICES, printer: online }), 'paper_left_metres')).toEqual([
    'asan_kiosk_paper_left_metres 12.5',
  ]);
  const away = { ...online, device: 'offline' } as const;
  const said = named(paperFamilies({ ...UNANSWERED_DEVICES, printer: away }), 'paper_state');
  expect(said.filter((line) => line.endsWith(' 1'))).toEqual([
    'asan_kiosk_paper_state{kind="printer",state="unknown"} 1',
  ]);
});

it('when all trays are counted, then their sheets are added; if one tray is not counted, there is no sum', () => {
  const tray = { kind: 'paper', name: 'main', level: 50 } as const;
  const printer = { device: 'online', blockedBy: null, paper: 'full', toner: 'full' } as const;
  const sheets = (supplies: readonly { readonly sheets?: number }[]) =>
    named(
      paperFamilies({
        ...UNANSWERED_DEVICES,
        documentPrinter: { ...printer, supplies: supplies.map((its) => ({ ...tray, ...its })) },
      }),
      'paper_left_sheets',
    );
  expect(sheets([{ sheets: 100 }, { sheets: 20 }])).toEqual(['asan_kiosk_paper_left_sheets 120']);
  expect(sheets([{ sheets: 100 }, {}])).toEqual([]);
  expect(sheets([])).toEqual([]);
});

it('when a device has a trouble, then the sample of its present state is 1, and another sample has its code', () => {
  const said = lines(
    healthFamilies(
      {
        ready: true,
        devices: { reader: 'noDevice' },
        troubles: { reader: 'LNK-101' },
        backOffice: { code: 'BKO-101', cause: 'timeout' },
      },
      false,
      { by: 'hours' },
    ),
  );
  expect(said.filter((line) => line.endsWith(' 1'))).toEqual([
    'asan_kiosk_ready 1',
    'asan_kiosk_closed{by="hours"} 1',
    'asan_kiosk_device_state{kind="reader",state="noDevice"} 1',
    'asan_kiosk_device_trouble{kind="reader",code="LNK-101"} 1',
    'asan_kiosk_back_office_trouble{code="BKO-101"} 1',
  ]);
});

it('when the clock is not believed, then the age of open money is absent', () => {
  const cash = {
    stackedNotes: 3,
    stacked: 1_500,
    cassetteNotes: 2,
    cassette: 1_050,
    doubtedNotes: 0,
    unprintedCredits: 0,
  };
  const money = [{ standing: 'owed', count: 1, amount: 550, oldest: '2026-11-24T09:00:00.000Z' }] as const;
  const sums = { cash, money, leftToStaff: 0 };
  expect(named(bookFamilies(sums, null), 'open_money_oldest')).toEqual([]);
  expect(named(bookFamilies(sums, Date.parse('2026-11-24T09:01:00Z')), 'open_money')).toEqual([
    'asan_kiosk_open_money_applications{state="owed"} 1',
    'asan_kiosk_open_money_manat{state="owed"} 5.5',
    'asan_kiosk_open_money_oldest_seconds{state="owed"} 60',
  ]);
  expect(named(bookFamilies(sums, null), 'cassette')).toEqual([
    'asan_kiosk_cassette_notes 2',
    'asan_kiosk_cassette_manat 10.5',
  ]);
});

it('when a value has no source, then its metrics are absent', () => {
  const around: MetricSources = {
    ...({ clock: 'synchronised', storage: { state: 'enough', roomBytes: 5 } } as const),
    officeAnswers: true,
    pages: 2,
    certificateDays: null,
    terminalClockOffMs: null,
    outbox: null,
  };
  const text = renderFamilies(environmentFamilies(around));
  expect(text).not.toMatch(/certificate|terminal_clock|offline/);
  expect(text).toContain('asan_kiosk_page_connected 1\n');
  const bus = renderFamilies(
    environmentFamilies({ ...around, certificateDays: 12, outbox: { waiting: 3, refused: 1, references: 400 } }),
  );
  const behind = renderFamilies(environmentFamilies({ ...around, terminalClockOffMs: -14_400_400 }));
  expect(behind).toMatch(/^asan_kiosk_terminal_clock_off_seconds -14400$/m);
  expect(bus).toMatch(/_certificate_days 12\n/);
  expect(bus).toMatch(/_offline_outbox{state="waiting"} 3\n.*refused"} 1\n/);
});
