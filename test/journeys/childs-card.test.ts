import { describe, expect, it } from 'vitest';
import { pageOf } from '../papers/glass-text.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';

const CHILD = { ...AYSEL, givenNames: 'NIGAR', fin: '6XW3H2D', birthDate: '2019-05-02' };
const SERVICES = ['identity-card-child', 'passport-child'];

async function untilChildsCard(service: string): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
  expect(rig.screen()).toMatchObject({ show: 'identifying', parent: { refused: false } });
  expect((await pageOf(rig.screen())).text).toContain('Put your own card in the reader');
  rig.reader.read(CHILD);
  await rig.settled();
  return rig;
}

describe.each(SERVICES)('when the card of a child is read for %s', (service) => {
  it('then the page asks for the parent’s card, and goes on by itself after that card is read', async () => {
    const rig = await untilChildsCard(service);
    expect((await pageOf(rig.screen())).text).toContain('Put in the card of the parent');
    rig.reader.read();
    await rig.settled();
    expect(rig.screen().show).toBe('answering');
    expect(rig.bugs).toEqual([]);
  });

  it('then the citizen can call staff once, and can take a ticket for a window', async () => {
    const rig = await untilChildsCard(service);
    await rig.citizen({ do: 'call-staff' });
    expect(rig.screen()).toMatchObject({
      show: 'identifying',
      parent: { refused: true },
      ticket: true,
      called: true,
    });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', service: 'Queue ticket' });
    expect(rig.bugs).toEqual([]);
  });
});

it('when the card of a child is read for another service, then the page has no ticket', async () => {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen(
    { do: 'start', language: 'en' },
    { do: 'choose', service: 'identity-card-replacement' },
    { do: 'next' },
  );
  rig.reader.read(CHILD);
  await rig.settled();
  expect(rig.screen()).toMatchObject({ show: 'identifying', trouble: 'RDR-106', parent: null });
  await rig.citizen({ do: 'next' });
  expect(rig.screen()).toMatchObject({ show: 'identifying' });
});
