import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { emitter } from '../drivers/emitter.ts';
import { createLinesSimulator } from '../simulators/lines/lines.ts';
import { seededRandom } from '../simulators/random.ts';
import type { DegradedDevices } from './degradation/monitor.ts';
import { createLog } from './log/log.ts';
import { openLines } from './main-lines.ts';
import type { CitizenScreen } from './screen/screen.ts';
import { createScreenHub } from './web/hub.ts';

const LINES = {
  adapter: 'libgpiod',
  map: {
    door: { chip: 'c', offset: 0, direction: 'in', debounceMs: 50 },
    presence: { chip: 'c', offset: 1, direction: 'in' },
    serviceKey: { chip: 'c', offset: 6, direction: 'in', debounceMs: 50 },
    fan: { chip: 'c', offset: 2, direction: 'out' },
    status: { chip: 'c', offset: 3, direction: 'out' },
    attention: { chip: 'c', offset: 4, direction: 'out' },
    readerLight: { chip: 'c', offset: 5, direction: 'out' },
  },
} as const;

type Lines = Parameters<typeof openLines>[0]['lines'];

function rig(degradation?: Parameters<ReturnType<typeof openLines>['follow']>[0]['degradation'], wired: Lines = LINES) {
  const clock = new SimulatedClock();
  const cabinet = createLinesSimulator({ map: LINES.map, clock, random: seededRandom(1) });
  const written: Record<string, unknown>[] = [];
  const log = createLog({ write: (line) => void written.push(JSON.parse(line)), now: () => new Date(0) });
  const hub = createScreenHub();
  const lines = openLines({ lines: wired, log, clock, port: cabinet.port });
  lines.follow({ hub, ...(degradation && { degradation }) });
  const pass = async (ms = 6_000) => {
    for (let left = ms; left > 0; left -= 10) {
      clock.increment(10);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  return {
    cabinet,
    lines,
    pass,
    async shows(next: object) {
      hub.show({ toTake: [], ...next } as unknown as CitizenScreen);
      await pass(100);
    },
    lit: () => Object.entries(cabinet.state().outputs).flatMap(([name, { lit }]) => (lit ? [name] : [])),
    told: () => written.splice(0).map(({ event, line, code }) => [event, line, code].filter(Boolean).join(' ')),
  };
}

it('when the page changes, then its lights are switched, and the line of the fan is not opened', async () => {
  const { shows, lit, lines, cabinet, pass } = rig();
  await pass();
  expect(lit()).toEqual([]);
  await shows({ show: 'attract' });
  expect(lit()).toEqual(['status']);
  await shows({ show: 'identifying', stage: 'waiting', trouble: null });
  expect(lit()).toEqual(['status', 'attention', 'readerLight']);
  await shows({ show: 'identifying', stage: 'reading', trouble: null });
  expect(lit()).toEqual(['status']);
  // A line has one user: the test can open the fan's, so the kiosk did not.
  const listener = { level: () => {}, lost: () => {} };
  expect((await cabinet.port.openOutput(LINES.map.fan, 'off', () => {})).ok).toBe(true);
  expect((await cabinet.port.openInput(LINES.map.door, listener)).ok).toBe(false);
  await lines.close();
  expect(lit()).toEqual([]);
  cabinet.close();
});

it('when staff should clean a device, then the attention light is on between visits', async () => {
  const degraded = { devices: {} as DegradedDevices, changed: emitter<void>() };
  const { shows, lit, lines, cabinet, pass } = rig({ degraded: () => degraded.devices, onChange: degraded.changed.on });
  await pass();
  await shows({ show: 'attract' });
  expect(lit()).toEqual(['status']);
  degraded.devices = { chipReader: { level: 'degraded', code: 'RDR-252' } };
  degraded.changed.emit();
  await pass(100);
  expect(lit()).toEqual(['status', 'attention']);
  await shows({ show: 'choosing' });
  expect(lit()).toEqual(['status']);
  await shows({ show: 'outOfService' });
  expect(lit()).toEqual(['attention']);
  await lines.close();
  cabinet.close();
});

it('when a lost light comes back, then it shows the pattern of the present page', async () => {
  const { shows, lit, told, lines, cabinet, pass } = rig();
  await pass();
  told();
  cabinet.lose('status');
  await pass();
  await shows({ show: 'attract' });
  expect([lit(), told()]).toEqual([[], ['line.lost status LIN-103']]);
  cabinet.restore('status');
  await pass();
  expect([lit(), told()]).toEqual([['status'], ['line.back status']]);
  await lines.close();
  cabinet.close();
});

it('when the door opens or closes, then it is logged once, and the loss of the line is not logged as closed', async () => {
  const { told, lines, cabinet, pass } = rig();
  await pass();
  expect(told()).toEqual(['door.closed']);
  cabinet.move('door', true);
  await pass();
  expect(told()).toEqual(['door.opened']);
  cabinet.lose('door');
  await pass(200);
  expect(told()).toEqual(['line.lost door LIN-103']);
  await lines.close();
  cabinet.close();
});

it('when the door opens, closes or loses its line, then the cabinet counts as open until its line says closed', async () => {
  const { lines, cabinet, pass } = rig();
  await pass();
  const open = () => lines.cabinet.current().doorOpen;
  expect(open()).toBe(false);
  cabinet.move('door', true);
  await pass();
  expect(open()).toBe(true);
  cabinet.move('door', false);
  await pass();
  expect(open()).toBe(false);
  cabinet.lose('door');
  await pass();
  expect(open()).toBe(true);
  cabinet.restore('door');
  await pass();
  expect(open()).toBe(false);
  await lines.close();
  cabinet.close();
});

it('when the door’s line could never be opened, then health has its code, and the door counts as closed', async () => {
  const wrong = { ...LINES, map: { ...LINES.map, door: { ...LINES.map.door, offset: 40 } } };
  const { lines, cabinet, pass } = rig(undefined, wrong);
  await pass();
  expect(lines.health()).toEqual({ door: 'unknown', lines: { door: 'LIN-101' } });
  expect(lines.cabinet.current().doorOpen).toBe(false);
  await lines.close();
  cabinet.close();
});

it('when the door opens, closes or loses its line, then the health says so; without a door it says nothing', async () => {
  const { lines, cabinet, pass } = rig();
  await pass();
  expect(lines.health()).toEqual({ door: 'closed', lines: {} });
  cabinet.move('door', true);
  await pass();
  expect(lines.health()).toEqual({ door: 'open', lines: {} });
  cabinet.lose('door');
  cabinet.lose('status');
  await pass();
  expect(lines.health()).toEqual({ door: 'unknown', lines: { door: 'LIN-103', status: 'LIN-103' } });
  await lines.close();
  cabinet.close();
  const { door: _, ...without } = LINES.map;
  const other = rig(undefined, { ...LINES, map: without });
  await other.pass();
  expect(other.lines.health()).toEqual({ lines: {} });
  await other.lines.close();
  other.cabinet.close();
});

it('when the service key chatters, turns or loses its line, then each turn is told once, and without its line it is off', async () => {
  const { lines, cabinet, pass } = rig();
  const turns: boolean[] = [];
  lines.cabinet.onKey((on) => turns.push(on));
  await pass();
  cabinet.faults.next('chatter');
  cabinet.move('serviceKey', true);
  await pass();
  expect(turns).toEqual([true]);
  cabinet.lose('serviceKey');
  await pass();
  expect(turns).toEqual([true, false]);
  cabinet.restore('serviceKey');
  await pass();
  expect(turns).toEqual([true, false, true]);
  await lines.close();
  cabinet.close();
});

it('when a person comes, leaves, or the line is lost, then presence is yes, no and unknown', async () => {
  const { lines, cabinet, pass } = rig();
  await pass();
  const near = () => lines.cabinet.current().near;
  expect(near()).toBe(false);
  cabinet.move('presence', true);
  await pass();
  expect(near()).toBe(true);
  cabinet.lose('presence');
  await pass();
  expect(near()).toBeNull();
  await lines.close();
  cabinet.close();
});

it('when a badge is acknowledged, then the attention light blinks and is dark again', async () => {
  const { lines, cabinet, pass, shows } = rig();
  await pass();
  await shows({ show: 'choosing' });
  const pattern = () => cabinet.state().outputs['attention']?.pattern;
  expect(pattern()).toBe('off');
  lines.acknowledgeBadge();
  await pass(500);
  expect(pattern()).toEqual({ onMs: 200, offMs: 200 });
  await pass(2_000);
  expect(pattern()).toBe('off');
  await lines.close();
  cabinet.close();
});
