import type { SnapshotFrom } from 'xstate';
import { defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { type IdentifyView, identifyView } from '../identify/identify-view.ts';
import { type ResumeProblem, resumeMachine } from './resume.machine.ts';

/** `problem`: `null` while the kiosk asks the office. */
export interface ResumingView {
  readonly show: 'resuming';
  readonly problem: ResumeProblem | null;
}

type Snapshot = SnapshotFrom<typeof resumeMachine>;

function view({ value, context, children }: Snapshot, { devices }: StepViewInput): ResumingView | IdentifyView {
  switch (value) {
    case 'showingCard':
      return identifyView(children.identification?.getSnapshot(), devices);
    case 'told':
      return { show: 'resuming', problem: context.problem };
    default:
      return { show: 'resuming', problem: null };
  }
}

export const resumeStepDefinition = defineVisitStep({
  needs: [],
  adds: [],
  reopens: false,
  progress: null,
  machine: resumeMachine,
  takes: [
    'document.inserted',
    'document.read',
    'chip.progress',
    'devices.changed',
    'citizen.next',
    'citizen.retry',
    'citizen.back',
  ],
  view,
  key: ({ context: { problem, person, wrongCards } }: Snapshot) => [problem, person !== null, wrongCards],
});
