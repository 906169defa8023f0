import type { SessionSnapshot } from '../../device/screen/to-screen.ts';
import type { FormContext } from '../../device/session/steps/form/answering.ts';
import { STEP_KINDS, type StepKind, stepsOfService, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { primaryIntent } from '../model/offers.ts';
import { stateRows } from '../model/states.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';
import { oneOfEachPaper } from '../support/catalogue.ts';
import { exampleAnswer } from '../support/example-answers.ts';
import type { WiredRig } from './wired-rig.ts';

const MOST_TOUCHES = 100;

export const FIRST_CHOICE_ROUTES = Object.fromEntries(
  STEP_KINDS.flatMap((kind) =>
    stateRows(VISIT_STEPS[kind].machine).map(({ row }) => {
      const place = `${VISIT_STEPS[kind].machine.id} ${row}`;
      return [place, { go: (rig: WiredRig) => goTo(rig, kind, place) }] as const;
    }),
  ),
);

async function goTo(rig: WiredRig, kind: StepKind, place: string): Promise<void> {
  const its = oneOfEachPaper().services.find((service) => stepsOfService(service).includes(kind));
  await rig.citizen({ do: 'start', language: 'az' }, { do: 'choose', service: its?.id ?? '' });
  for (let touches = 0; !rig.places().includes(place); touches += 1) {
    if (touches > MOST_TOUCHES)
      throw new Error(`what leads on comes to ${rig.screen().show} and never to ${place}: say how in arrivals.ts`);
    await goOn(rig);
  }
}

async function goOn(rig: WiredRig): Promise<void> {
  const screen = rig.screen();
  const on = primaryIntent(screen);
  switch (screen.show) {
    case 'identifying':
      rig.reader.insert('aze-card-woman');
      await rig.until('the card is read', () => rig.screen().show !== 'identifying');
      return rig.reader.remove();
    case 'typingCode':
      await rig.type(PHONE_CODE);
      return rig.citizen({ do: 'next' });
    case 'answering':
      return rig.citizen(...exampleAnswer(formOf(rig)), { do: 'next' });
    default:
      return on ? rig.citizen(on) : rig.run(100);
  }
}

function formOf({ actor }: WiredRig): FormContext {
  const session = actor.getSnapshot().children['session']?.getSnapshot() as SessionSnapshot | undefined;
  return session?.children.step?.getSnapshot().context as FormContext;
}
