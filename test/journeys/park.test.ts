import { describe, expect, it } from 'vitest';
import { createHeldSlip } from '../../device/park/held-slip.ts';
import { readSlipCode } from '../../device/park/slip-code.ts';
import { sessionOf } from '../../device/screen/to-screen.ts';
import { err } from '../../drivers/result.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';

/* docs/decisions/0072. Two rigs share one office, so the visit goes on at another kiosk. */

const SERVICE = 'identity-card-replacement';

async function untilSecondQuestion(rig: MachineRig): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'display', set: { text: 130 } });
  await rig.citizen({ do: 'choose', service: SERVICE }, { do: 'next' });
  rig.reader.read();
  await rig.settled();
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('50123');
  expect(rig.screen()).toMatchObject({ show: 'answering', number: 2, parks: true });
}

const parkingRig = (): MachineRig => machineRig({ parksVisits: true });

async function parks(rig: MachineRig): Promise<string> {
  await rig.citizen({ do: 'park' });
  rig.printer.finish();
  await rig.settled();
  const screen = rig.screen();
  if (screen.show !== 'parked') throw new Error(`at ${screen.show}`);
  return screen.qr;
}

function anotherKiosk(first: MachineRig, change: Parameters<typeof machineRig>[0] = {}): MachineRig {
  const rig = machineRig({ parksVisits: true, ...change });
  rig.office.state.parked = first.office.state.parked;
  return rig;
}

describe('a parked visit', () => {
  it('when the citizen shows slip and card at another kiosk, then the visit goes on at its question, with all entries', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    expect(first.screen()).toMatchObject({ show: 'parked', printed: true, until: '2026-11-25T14:32', parks: false });
    await first.citizen({ do: 'finish' });
    expect(first.screen().show).toBe('attract');

    const second = anotherKiosk(first);
    await second.settled();
    expect(await second.scan(qr)).toEqual({ taken: 'parked' });
    expect(second.screen().show).toBe('identifying');
    second.reader.read();
    await second.settled();
    expect(second.screen()).toMatchObject({
      show: 'answering',
      language: 'en',
      display: { text: 130 },
      number: 2,
      question: { value: '50 123' },
    });
    await second.type('4567');
    await second.citizen({ do: 'next' });
    expect(second.screen()).toMatchObject({ show: 'checking' });
    expect(JSON.stringify(second.screen())).toContain('50 123 45 67');
    expect(first.office.state.parked.size).toBe(1);
    await second.citizen({ do: 'pay' });
    if (second.screen().show === 'choosingPayment') await second.citizen({ do: 'method', method: 'card' });
    expect(second.screen()).toMatchObject({ show: 'paying' });
    expect(first.office.state.parked.size).toBe(0);
    expect([...first.bugs, ...second.bugs]).toEqual([]);
  });

  it('when the visit is parked at the payment, then it goes on at check your answers, with a new price', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    await first.type('4567');
    await first.citizen({ do: 'next' });
    expect(first.screen()).toMatchObject({ show: 'checking', parks: true });
    const qr = await parks(first);
    const second = anotherKiosk(first);
    await second.settled();
    await second.scan(qr);
    second.reader.read();
    await second.settled();
    expect(second.screen()).toMatchObject({ show: 'checking' });
    expect(second.office.state.copies).toHaveLength(1);
  });

  it('when another card is shown three times, then the visit stays at the office, and the right card opens it later', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    const second = anotherKiosk(first);
    await second.settled();
    await second.scan(qr);
    for (const problem of ['wrong-card', 'wrong-card', 'no-more-cards']) {
      second.reader.read({ ...AYSEL, documentNumber: 'AA7654321' });
      await second.settled();
      expect(second.screen()).toMatchObject({ show: 'resuming', problem });
      await second.citizen({ do: 'next' });
    }
    expect(second.screen()).toMatchObject({ problem: 'no-more-cards' });
    await second.citizen({ do: 'back' }, { do: 'finish' });
    await second.wait(5_000);
    expect(first.office.state.parked.size).toBe(1);
    await second.scan(qr);
    second.reader.read();
    await second.settled();
    expect(second.screen()).toMatchObject({ show: 'answering', number: 2 });
  });

  async function continued(qr: string, first: MachineRig, change?: Parameters<typeof machineRig>[0]) {
    const rig = anotherKiosk(first, change);
    await rig.settled();
    await rig.scan(qr);
    rig.reader.read();
    await rig.settled();
    return rig;
  }

  it.each([
    ['loses its power', async (rig: MachineRig) => void (await rig.crash())],
    ['is left by the citizen', async (rig: MachineRig) => rig.citizen({ do: 'finish' })],
  ])('when the kiosk %s after it opened the visit, then the slip opens it again', async (_, ends) => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    await ends(await continued(qr, first));
    const third = await continued(qr, first);
    expect(third.screen()).toMatchObject({ show: 'answering', number: 2, question: { value: '50 123' } });
  });

  it('when the kiosk does not offer the service, then the slip still works at another kiosk', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    const without = await continued(qr, first, { services: ['address-certificate'] });
    expect(without.screen()).toMatchObject({ show: 'resuming', problem: 'elsewhere' });
    expect((await continued(qr, first)).screen()).toMatchObject({ show: 'answering', number: 2 });
  });

  it('when the citizen takes another service after the slip, then its lodging deletes no parked visit', () => {
    const held = createHeldSlip();
    held.hold(new Uint8Array(32));
    held.noteOpened('id', SERVICE);
    expect(held.opened('address-certificate')).toBeNull();
    expect(held.opened(SERVICE)).toBe('id');
    held.forget();
    expect(held.opened(SERVICE)).toBeNull();
  });

  it('when a continued visit is parked again, then only the new slip works', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const old = await parks(first);
    const second = await continued(old, first);
    const qr = await parks(second);
    expect(first.office.state.parked.size).toBe(1);
    expect((await continued(qr, first)).screen()).toMatchObject({ show: 'answering', number: 2 });
    expect((await continued(old, first)).screen()).toMatchObject({ show: 'resuming', problem: 'unknown' });
  });

  it('when the slip was used, then the page says so, and back leads to the services', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    first.office.state.parked.clear();
    const second = anotherKiosk(first);
    await second.settled();
    await second.scan(qr);
    expect(second.screen()).toMatchObject({ show: 'resuming', problem: 'unknown' });
    await second.citizen({ do: 'back' });
    expect(second.screen().show).toBe('choosing');
  });

  it('when a day has passed, then the slip no longer works', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    const second = anotherKiosk(first, { localTime: () => '2026-11-25T14:32' });
    await second.settled();
    await second.scan(qr);
    expect(second.screen()).toMatchObject({ show: 'resuming', problem: 'unknown' });
  });

  it('when the questions of the service changed, then the page says so and the service begins again', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    const qr = await parks(first);
    const otherwise = <S extends { readonly questions: readonly unknown[] }>(service: S): S => ({
      ...service,
      questions: service.questions.slice(0, 1),
    });
    const second = anotherKiosk(first, { otherwise });
    await second.settled();
    await second.scan(qr);
    second.reader.read();
    await second.settled();
    expect(second.screen()).toMatchObject({ show: 'resuming', problem: 'changed' });
    await second.citizen({ do: 'next' });
    expect(second.screen().show).toBe('beforeYouStart');
  });

  it('when the office does not answer, then no slip is printed, and the visit goes on at its question', async () => {
    const rig = parkingRig();
    await untilSecondQuestion(rig);
    rig.office.state.down = true;
    await rig.citizen({ do: 'park' });
    expect(rig.screen()).toMatchObject({ show: 'parking', failed: true });
    expect(rig.printer.jobs).toEqual([]);
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'answering', number: 2, question: { value: '50 123' } });
    rig.office.state.down = false;
    expect(await parks(rig)).toMatch(/^ASAN-PARK-1:/);
  });

  it('when one answer of the office is lost, then the kiosk repeats the request, and the office stores one visit', async () => {
    const rig = parkingRig();
    await untilSecondQuestion(rig);
    rig.office.state.parkedLost = 1;
    await parks(rig);
    expect(rig.office.state.parked.size).toBe(1);
  });

  it('when the printer fails after the office stored the visit, then the code is on the screen', async () => {
    const first = parkingRig();
    await untilSecondQuestion(first);
    await first.citizen({ do: 'park' });
    first.printer.finish(err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' }));
    await first.settled();
    expect(first.screen()).toMatchObject({ show: 'parked', printed: false });
    const screen = first.screen();
    expect(readSlipCode(screen.show === 'parked' ? screen.qr : '')).not.toBeNull();
  });

  it('when a visit was parked, then no value of it is in the machines, the ledger or the office', async () => {
    const rig = parkingRig();
    await untilSecondQuestion(rig);
    await parks(rig);
    const stored = [...rig.office.state.parked.values()].map(({ sealed }) => Buffer.from(sealed).toString('latin1'));
    const traces = JSON.stringify([sessionOf(rig.actor.getSnapshot())?.context.facts, rig.written]);
    for (const value of [AYSEL.documentNumber, AYSEL.surname, AYSEL.fin, '50123', 'worn-out', SERVICE])
      expect(`${traces} ${stored.join(' ')}`).not.toContain(value);
  });

  it.each([
    [
      'no card was read',
      { services: [SERVICE] },
      async (rig: MachineRig) => rig.citizen({ do: 'start', language: 'en' }),
    ],
  ])('when %s, then the visit cannot be parked', async (_, options, way) => {
    const rig = machineRig({ parksVisits: true, ...options });
    await rig.settled();
    await way(rig);
    expect(rig.screen().parks).toBe(false);
    const before = rig.screen().show;
    await rig.citizen({ do: 'park' });
    expect(rig.screen().show).toBe(before);
  });

  it('when the application is lodged, then the visit cannot be parked', async () => {
    const rig = parkingRig();
    await untilSecondQuestion(rig);
    await rig.type('4567');
    await rig.citizen({ do: 'next' }, { do: 'pay' });
    if (rig.screen().show === 'choosingPayment') await rig.citizen({ do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'paying', parks: false });
    await rig.citizen({ do: 'park' });
    expect(rig.screen().show).toBe('paying');
    expect(rig.office.state.parked.size).toBe(0);
  });
});
