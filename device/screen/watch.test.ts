import { expect, it } from 'vitest';
import { machineRig } from '../../test/rigs/machine-rig.ts';
import { fakeDocuments } from '../../test/support/fake-documents.ts';
import { confirmByPhone, untilCodeOffered } from '../../test/support/machine-ways.ts';
import { runningStatesOf } from './watch.ts';

it('when inner machines run, then the places include their states: of a step, and of the sheets of a document', async () => {
  const documents = fakeDocuments();
  const rig = machineRig({ documents });
  const person = { name: 'AYSEL MAMMADOVA', fin: '5ABC12D' };
  rig.office.state.answer = { appointment: null, document: { number: 'AÜ-1', title: 't', person, lines: [] } };
  const places = () => runningStatesOf(rig.actor.getSnapshot());
  await untilCodeOffered(rig, 'en');
  expect(places()).toEqual(['open.visiting', 'visit.journey.confirm', 'offering']);
  await confirmByPhone(rig);
  await rig.type('bank');
  await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'next' });
  expect(places()).toEqual(['open.visiting', 'visit.journey.printingDocument', 'printing']);
});
