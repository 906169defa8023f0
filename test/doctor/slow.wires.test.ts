import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type CheckSpec, good } from '../../provisioning/doctor/check.ts';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { outcomeOf, runChecksOnce } from '../../provisioning/doctor/doctor.ts';
import { LONGEST_CHECK_MS, LONGEST_DOCTOR_MS, runChecks } from '../../provisioning/doctor/run-checks.ts';
import { fakeIo } from '../support/fake-io.ts';
import { type Fixture, installedKiosk } from './fixture.ts';
import { makeCommandHang } from './row.ts';

let fixture: Fixture;
beforeEach(() => {
  fixture = installedKiosk();
});
afterEach(() => fixture.close());

const spec = (id: string, look: CheckSpec['look'], more: Partial<CheckSpec> = {}): CheckSpec => ({
  id,
  group: 'units',
  title: id,
  expected: 'well',
  look,
  ...more,
});

describe('slow systemctl', () => {
  it.each([
    [
      'does not answer',
      () => makeCommandHang(fixture, 'systemctl'),
      /^could not look: systemctl did not answer within 0\.2 s; by hand: /,
    ],
    [
      'fails',
      () => fixture.command('systemctl', '', 1, 'Failed to connect to bus: No such file or directory'),
      /^could not look: systemctl says "Failed to connect to bus: No such file or directory" \(exit 1\); by hand: /,
    ],
    [
      'prints something else',
      () => fixture.command('systemctl', 'Segmentation fault\n'),
      /^could not look: of \d+ units systemctl reports 0; by hand: systemctl status asan-kiosk\.service$/,
    ],
  ])(
    'when systemctl %s, then the checks that need systemctl say so, and the others are reported',
    async (_, breaks, words) => {
      breaks();
      const checks = await runChecks(CHECKS, fixture.context(), { boundMs: 60_000, allMs: 120_000 });
      expect(checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
      for (const id of ['kiosk-unit', 'glass-unit', 'usbguard', 'firewall-unit', 'ctrl-alt-del', 'clock-service'])
        expect(checks.find((check) => check.id === id)).toMatchObject({
          state: 'skip',
          found: expect.stringMatching(words),
        });
      for (const id of ['watchdog-fed', 'failed-units'])
        expect(checks.find((check) => check.id === id)?.state).toMatch(/^(skip|ok)$/);
      for (const id of ['firewall', 'browser-policy', 'profile-private', 'ledger', 'clock', 'screen'])
        expect(checks.find((check) => check.id === id)).toMatchObject({ state: 'ok' });
      expect(checks.filter(({ found }) => /failed itself/.test(found))).toEqual([]);
    },
  );

  it('when systemctl does not answer, then open faults keep their line, and the list is not green', async () => {
    makeCommandHang(fixture, 'systemctl');
    fixture.command('nft', '');
    const checks = await runChecks(CHECKS, fixture.context(), { boundMs: 60_000, allMs: 120_000 });
    expect(checks.find(({ id }) => id === 'firewall')).toMatchObject({
      state: 'fail',
      found: 'the kernel has no rules of this kiosk: everything comes in and goes out',
    });
    expect(outcomeOf(checks)).toMatchObject({ error: { exit: 1, line: expect.stringContaining('answers, firewall') } });
  });
});

it('when doctor searches files, then it asks no device at the same time', async () => {
  const order: string[] = [];
  const takes = (id: string) => async () => {
    order.push(`${id} begins`);
    await Promise.resolve();
    order.push(`${id} ends`);
    return good('there');
  };
  const checks = [
    spec('search', takes('search'), { group: 'files' }),
    spec('printer', takes('printer'), { group: 'devices' }),
    spec('ledger', takes('ledger'), { group: 'ledger' }),
  ];
  const found = await runChecks(checks, fixture.context());
  expect(found.map(({ id }) => id)).toEqual(['search', 'printer', 'ledger']);
  expect(order).toEqual(['ledger', 'printer', 'search'].flatMap((id) => [`${id} begins`, `${id} ends`]));
});

describe('open port of the page without an answer', () => {
  const line = async (id: string) => {
    const [check] = await runChecks(
      CHECKS.filter((each) => each.id === id),
      fixture.context(),
    );
    return check;
  };
  beforeEach(async () => {
    const server = createServer((socket) => void fixture.ends.unshift(() => socket.destroy()));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    fixture.ends.push(() => new Promise((done) => server.close(done)));
    const { port } = server.address() as AddressInfo;
    fixture.profile((text) => text.replace('port: 18471', `port: ${port}`));
    const limit = AbortSignal.timeout;
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => limit(100));
  });
  afterEach(() => vi.restoreAllMocks());

  it('when systemd says that the kiosk runs, then no check denies this', async () => {
    const words = /^could not look: asan-kiosk\.service is active and did not answer within 5 s/;
    expect(await line('page-connected')).toMatchObject({ state: 'skip', found: expect.stringMatching(words) });
    expect(await line('port')).toMatchObject({ state: 'skip', found: expect.stringMatching(words) });
    expect(await line('answers')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(words),
      fix: expect.stringMatching(/^find out what slows the machine down: top/),
    });
  });

  it('when the loopback is down, then the failing line says so', async () => {
    fixture.write('/sys/class/net/lo/flags', '0x8\n');
    expect(await line('answers')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/: lo is down: the browser cannot reach the kiosk, see loopback$/),
      fix: 'sudo ip link set lo up',
    });
  });

  it('when systemctl does not answer, then no check says that the kiosk does not run', async () => {
    makeCommandHang(fixture, 'systemctl');
    const found = expect.stringMatching(/^could not look: systemctl did not answer/);
    expect(await line('page-connected')).toMatchObject({ state: 'skip', found });
    expect(await line('office-of-kiosk')).toMatchObject({ state: 'skip', found });
  });

  it('when systemd says that the kiosk is stopped, then the check of the port says so', async () => {
    fixture.unit('asan-kiosk.service', { ActiveState: 'inactive', SubState: 'dead' });
    expect(await line('page-connected')).toMatchObject({ state: 'skip', found: 'the kiosk does not run' });
  });
});

it('when a command ignores SIGTERM, then doctor does not wait for it', async () => {
  fixture.hanging.add('nft');
  fixture.script('nft', `trap '' TERM\n/bin/sleep 6\n/bin/sleep 6\n: > ${fixture.at('ended')}`);
  const [firewall] = await runChecks(
    CHECKS.filter(({ id }) => id === 'firewall'),
    fixture.context(),
  );
  expect(firewall).toMatchObject({ state: 'skip', found: expect.stringContaining('nft did not answer') });
  expect(existsSync(fixture.at('ended'))).toBe(false);
});

it('when a check throws, then its line names the bug, the exit code is not 0, and the other checks are reported', async () => {
  const context = {
    ...fixture.context(),
    awaitsStart: () => Promise.reject(new TypeError('no such thing')),
    anyKiosk: () => Promise.reject(new RangeError('index')),
  };
  const checks = await runChecks(
    [
      spec('wrong', () => ({ state: 'fail', found: 'open', fix: 'close it' })),
      spec('kiosk', async ({ anyKiosk }) => good(String(await anyKiosk()))),
      spec('well', () => good('there')),
    ],
    context,
  );
  expect(checks).toMatchObject([
    {
      state: 'fail',
      found: 'this check itself failed: no such thing',
      fix: expect.stringContaining('with the id wrong'),
    },
    { state: 'fail', found: 'this check itself failed: index' },
    { state: 'ok' },
  ]);
  expect(outcomeOf(checks)).toMatchObject({ error: { exit: 1 } });
});

describe('hanging checks', () => {
  async function pass(clock: SimulatedClock, steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
      clock.increment(1_000);
    }
  }

  it('when hanging checks use up the time, then the other checks are skipped, and one line fails', async () => {
    const clock = new SimulatedClock();
    const hang = (id: string) => spec(id, () => new Promise(() => {}), { group: 'ledger' });
    const answers = CHECKS.filter(({ looksLast }) => looksLast);
    const looking = runChecks([...['a', 'b', 'c', 'd', 'e'].map(hang), spec('f', () => good('there')), ...answers], {
      ...fixture.context(),
      clock,
    });
    await pass(clock, LONGEST_DOCTOR_MS / 1_000);
    const checks = await looking;
    expect(checks.map(({ id, state, found }) => `${id} ${state}: ${found}`)).toEqual([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(
        (id) => `${id} skip: not checked in time: the machine is too slow now, see answers`,
      ),
      'answers fail: not checked in time: a, b, c, d, e, f',
    ]);
  });

  it('when the machine is three times slower, then a check has three times its limit', async () => {
    const clock = new SimulatedClock();
    const context = fixture.context();
    const machine = { ...context.machine, timeFactor: 3 };
    let isDone = false;
    const looking = runChecks([spec('slow', () => new Promise(() => {}))], { ...context, machine, clock }).then(
      (its) => {
        isDone = true;
        return its;
      },
    );
    await pass(clock, (3 * LONGEST_CHECK_MS) / 1_000 - 1);
    expect(isDone).toBe(false);
    await pass(clock, 1);
    expect((await looking)[0]?.found).toContain('not checked in time');
  });

  it('when the machine is three times slower, then all checks together have three times their limit', async () => {
    const clock = new SimulatedClock();
    const context = fixture.context();
    const machine = { ...context.machine, timeFactor: 3 };
    const hang = (id: string) => spec(id, () => new Promise(() => {}), { group: 'ledger' });
    const looking = runChecks([hang('a'), hang('b'), spec('last', () => good('there'))], {
      ...context,
      machine,
      clock,
    });
    await pass(clock, (2 * 3 * LONGEST_CHECK_MS) / 1_000);
    expect((await looking).map(({ found }) => found).at(-1)).toBe('there');
  });

  it('when doctor runs at a terminal, then it shows the checks that it waits for; otherwise it does not', async () => {
    const clock = new SimulatedClock();
    const specs = [spec('quick', () => good('there')), spec('slow', () => new Promise(() => {}))];
    const told = async (noteIsTerminal: boolean) => {
      const io = fakeIo({ clock, noteIsTerminal });
      const looking = runChecksOnce({ ...fixture.context(), clock }, io, specs);
      await pass(clock, LONGEST_CHECK_MS / 1_000 + 1);
      await looking;
      return io.notes;
    };
    expect(await told(false)).toEqual([]);
    expect(await told(true)).toEqual([5, 10, 15].map((s) => `1 of 2 checked in ${s} s; waiting for slow`).slice(0, 3));
  });
});

it('when many checks wait, then eight run at the same time', async () => {
  const clock = new SimulatedClock();
  let looking = 0;
  let most = 0;
  const waits = (id: string) =>
    spec(id, async () => {
      looking += 1;
      most = Math.max(most, looking);
      await new Promise<void>((settle) => {
        setImmediate(settle);
      });
      looking -= 1;
      return good('seen');
    });
  const checks = Array.from({ length: 50 }, (_, index) => waits(`check-${index}`));
  const found = await runChecks(checks, { ...fixture.context(), clock });
  expect(found.filter(({ state }) => state === 'ok')).toHaveLength(50);
  expect(most).toBe(8);
});
