import { describe, expect, it } from 'vitest';
import { AYSEL, type MachineRig, machineRig } from '../../test/rigs/machine-rig.ts';
import {
  APPROVED_SALE,
  SILENT_TERMINAL,
  untilChecking,
  untilPaying,
  untilPrinting,
} from '../../test/support/machine-ways.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../session/session.setup.ts';
import { renderFamilies } from './text.ts';
import { countVisits } from './visits.ts';

const PAID = 'identity-card-replacement';

function counted(rig: MachineRig, services: readonly string[] = [PAID]) {
  const its = countVisits({
    watch: { onChange: rig.onChange },
    snapshot: () => rig.actor.getSnapshot(),
    services,
    now: () => rig.clock.now(),
  });
  const text = () => renderFamilies(its.families());
  return { text, visits: () => text().match(/^asan_kiosk_visits_total.*$/gm) ?? [] };
}

const visit = (service: string, outcome: string, count = 1) =>
  `asan_kiosk_visits_total{service="${service}",outcome="${outcome}"} ${count}`;

describe('count of visits', () => {
  it('when a visit is paid and registered, then it counts as served and no text has personal data', async () => {
    const rig = machineRig();
    const { visits, text } = counted(rig);
    await untilPrinting(rig);
    expect(visits()).toEqual([]);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    expect(visits()).toEqual([visit(PAID, 'served')]);
    expect(text()).toContain('asan_kiosk_step_seconds_count{step="paying"} 1');
    for (const secret of [AYSEL.surname, AYSEL.givenNames, AYSEL.fin, AYSEL.documentNumber, '501234567'])
      expect(text()).not.toContain(secret);
  });

  it('when the visit times out before a choice, then the visit counts as left, with its duration', async () => {
    const rig = machineRig();
    const { visits, text } = counted(rig);
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'az' });
    rig.clock.increment(IDLE_MS);
    await rig.settled();
    rig.clock.increment(IDLE_GRACE_MS);
    await rig.settled();
    expect(visits()).toEqual([visit('none', 'left')]);
    expect(text()).toContain(`asan_kiosk_visit_seconds_sum{outcome="left"} ${(IDLE_MS + IDLE_GRACE_MS) / 1_000}`);
    expect(text()).toContain('asan_kiosk_visit_seconds_bucket{outcome="left",le="60"} 0');
    expect(text()).toContain('asan_kiosk_visit_seconds_bucket{outcome="left",le="120"} 1');
  });

  it('when the citizen leaves at the page that lists the data, then the visit counts as left', async () => {
    const rig = machineRig();
    const { visits } = counted(rig);
    await untilChecking(rig);
    await rig.citizen({ do: 'finish' });
    expect(visits()).toEqual([visit(PAID, 'left')]);
  });

  it('when the back office does not answer, then the visit counts as failed', async () => {
    const rig = machineRig();
    const { visits } = counted(rig);
    await untilChecking(rig);
    rig.office.state.down = true;
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-101' });
    await rig.citizen({ do: 'finish' });
    expect(visits()).toEqual([visit(PAID, 'failed')]);
  });

  it('when the citizen leaves while the payment is in doubt, then the visit counts as unsettled', async () => {
    const rig = machineRig();
    const { visits } = counted(rig);
    await untilPaying(rig);
    rig.terminal.state.answer = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    await rig.citizen({ do: 'finish' });
    await rig.settled();
    expect(visits()).toEqual([visit(PAID, 'unsettled')]);
  });

  it('when the citizen goes on with another service, then two visits count', async () => {
    const rig = machineRig();
    const { visits } = counted(rig);
    await untilPrinting(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'another' });
    await rig.citizen({ do: 'finish' });
    expect(visits()).toEqual([visit(PAID, 'served'), visit('none', 'left')]);
  });

  it('when the catalogue lacks the service, then it counts under other', async () => {
    const rig = machineRig();
    const { visits } = counted(rig, []);
    await untilPaying(rig);
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    expect(visits()).toEqual([visit('other', 'served')]);
  });
});
