import { describe, expect, it } from 'vitest';
import { err } from '../../drivers/result.ts';
import { machineRig } from '../rigs/machine-rig.ts';
import { confirmByPhone, untilCodeOffered } from '../support/machine-ways.ts';

describe('a reader with noise on its line', () => {
  it('when the citizen has left, then the answers disappear from the screen despite the noise', async () => {
    const rig = machineRig();
    await untilCodeOffered(rig, 'en');
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking' });
    for (let minute = 0; minute < 10; minute++) {
      await rig.wait(30_000);
      rig.reader.report({ type: 'document.inserted' });
      rig.reader.report({ type: 'document.read', result: err({ code: 'RDR-101', kind: 'unreadable' }) });
      await rig.settled();
      await rig.wait(30_000);
    }
    expect(rig.screen().show).toBe('attract');
  });
});
