import type { Service } from '../../../catalogue/schema.ts';
import { registerOfChildren } from '../../../catalogue/service.ts';
import { step } from '../../visit/step.ts';
import { prefillMachine } from './prefill.machine.ts';

export interface PrefillView {
  readonly show: 'prefilling';
  readonly service: string;
}

/** Whether a register can answer a question of the service. */
export const asksRegister = (service: Service): boolean =>
  service.identification !== 'none' && registerOfChildren(service) !== null;

export const prefill = step({
  needs: ['service', 'person'],
  reads: ['confirmed'],
  adds: ['prefill'],
  reopens: false,
  progress: 'questions',
  machine: prefillMachine,
  takes: ['citizen.back'],
  view: ({ context }, { language }): PrefillView => ({
    show: 'prefilling',
    service: context.service.title[language],
  }),
  key: () => null,
  lodges: () => ({}),
  rows: () => [],
  edits: () => false,
});
