import { messageOf } from '../../drivers/result.ts';
import type { WireWithFaults } from './script.ts';
import type { SimulatorVerb } from './verbs.ts';
import { plainVerb } from './verbs.ts';
import type { SimulatedWire } from './wire.ts';

export function wireVerbs(
  wire: WireWithFaults,
  { unplug, plug }: Pick<SimulatedWire, 'unplug' | 'plug'>,
): readonly SimulatorVerb[] {
  const move = (act: () => Promise<void>) => () => act().then(() => undefined, messageOf);
  return [
    { name: 'unplug', does: 'pull the cable', run: move(unplug) },
    { name: 'plug', does: 'put the cable back', run: move(plug) },
    ...wireFaultVerbs(wire),
  ];
}

export function wireFaultVerbs({ faults, faultOf, forms }: WireWithFaults): readonly SimulatorVerb[] {
  const arm = (how: 'next' | 'always') => (words: string) => {
    const fault = faultOf(words);
    if (!fault) return `the fault is missing: ${forms.join(', ')}; "to the kiosk" or "to the device" may follow`;
    faults[how](fault);
    return undefined;
  };
  return [
    { name: 'wire', takes: '<fault>', does: `damage one write: ${forms.join(', ')}`, run: arm('next') },
    { name: 'wire always', takes: '<fault>', does: 'damage every write', run: arm('always') },
    plainVerb('wire clear', 'disarm every fault of the wire', faults.clear),
  ];
}
