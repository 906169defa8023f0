import { describe, expect, it } from 'vitest';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';

async function untilCard(): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen(
    { do: 'start', language: 'en' },
    { do: 'choose', service: 'identity-card-replacement' },
    { do: 'next' },
  );
  expect(rig.screen()).toMatchObject({ show: 'identifying', trouble: null, ticket: false });
  return rig;
}

describe('when the reader goes away while the page asks for a card', () => {
  it('then a ticket for a window replaces the service', async () => {
    const rig = await untilCard();
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('identifying');
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', trouble: 'RDR-104', ticket: true });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', service: 'Queue ticket' });
    expect(rig.bugs).toEqual([]);
  });

  it('then the page asks for the card again after the reader is back', async () => {
    const rig = await untilCard();
    rig.reader.become('noDevice');
    await rig.settled();
    rig.reader.become('online');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', trouble: null, ticket: false });
    rig.reader.read();
    await rig.settled();
    expect(rig.screen().show).toBe('answering');
  });
});
