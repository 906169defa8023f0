import type { RegisterFactKind } from '../../../back-office/known.ts';
import { shownServiceText } from '../../../catalogue/easy.ts';
import type { Service } from '../../../catalogue/schema.ts';
import { registerOfChildren, registerOfPhone } from '../../../catalogue/service.ts';
import { defineVisitStep } from '../../visit/step.ts';
import { prefillMachine } from './prefill.machine.ts';

export interface PrefillView {
  readonly show: 'prefilling';
  readonly service: string;
}

/** Kinds of register data that answer questions of the service. */
export const registerDataKindsFor = (service: Service): readonly RegisterFactKind[] =>
  service.identification === 'none'
    ? []
    : [
        ...(registerOfChildren(service) === null ? [] : (['children'] as const)),
        ...(registerOfPhone(service) === null ? [] : (['phone'] as const)),
      ];

export const prefillStepDefinition = defineVisitStep({
  needs: ['service', 'person'],
  reads: ['confirmed', 'found'],
  adds: ['prefill'],
  reopens: false,
  progress: 'questions',
  machine: prefillMachine,
  takes: ['citizen.back'],
  view: ({ context }, seen): PrefillView => ({
    show: 'prefilling',
    service: shownServiceText(context.service, 'title', seen),
  }),
  key: () => null,
});
